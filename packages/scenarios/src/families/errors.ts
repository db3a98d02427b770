import type { Answer, Scenario } from '@sdk-conformance/model';
import { type Derivation, documentedErrors, error, oneStep, representatives } from '../derivation.js';

/** Each way to fail once more without retries: what the error is, carries, shows and survives. */
export function errorScenarios(from: Derivation): readonly Scenario[] {
  const family = 'errors';
  const { plain, streams } = representatives(from.spec);
  const operations = [...plain.slice(0, 1), ...streams];
  const failures: readonly (readonly [string, Answer])[] = [
    ...documentedErrors(from.spec).map((status) => [String(status), error(from, status)] as const),
    ['reset', { fixture: null, fault: { kind: 'reset', after: 'request' } }],
    ['garbage', { fixture: null, fault: { kind: 'garbage', text: 'not HTTP at all\r\n\r\n' } }],
    ['refuse', { fixture: null, fault: { kind: 'refuse' } }],
  ];
  return operations.flatMap((operation) =>
    failures.map(([name, answer]) =>
      oneStep({
        family,
        name,
        about: `The only attempt fails (${name}).`,
        operation,
        script: [answer],
        options: { maxRetries: 0 },
      }),
    ),
  );
}
