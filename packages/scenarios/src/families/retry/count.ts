import type { Scenario } from '@sdk-conformance/model';
import { chain, type Derivation, oneStep, representatives, retriedFailures, success } from '../../derivation.js';

/** How many retries there are: by option, by default, and when the answers get better on the way. */
export function countScenarios(from: Derivation): readonly Scenario[] {
  const family = 'retry/count';
  const { plain, streams } = representatives(from.spec);
  const failures = retriedFailures(from).slice(0, 2);
  const byOption = [0, 1, 2, 5].flatMap((maxRetries) =>
    failures.flatMap(({ name, answer }) =>
      [...plain, ...streams].map((operation) =>
        oneStep({
          family,
          name: String(name),
          about: `Every answer is ${name}; the client has maxRetries ${maxRetries}.`,
          operation,
          script: [answer],
          options: { maxRetries },
        }),
      ),
    ),
  );
  const recovers = failures.flatMap(({ name: failure, answer }) =>
    [1, 2, 3].flatMap((times) =>
      plain.map((operation) => {
        const script = [...Array.from({ length: times }, () => answer), success(operation)];
        const name = chain([...Array.from({ length: times }, () => failure), operation.success.status]);
        return oneStep({
          family,
          name,
          about: `${times} answers with ${failure}, then a success.`,
          operation,
          script,
        });
      }),
    ),
  );
  return [...byOption, ...recovers];
}
