import type { Scenario } from '@sdk-conformance/model';
import { chain, type Derivation, error, oneStep, representatives, retriedErrors, success } from '../../derivation.js';

/** How many retries there are: by option, by default, and when the answers get better on the way. */
export function countScenarios(from: Derivation): readonly Scenario[] {
  const family = 'retry/count';
  const { plain, streams } = representatives(from.spec);
  const statuses = retriedErrors(from.spec).slice(0, 2);
  const byOption = [0, 1, 2, 5].flatMap((maxRetries) =>
    statuses.flatMap((status) =>
      [...plain, ...streams].map((operation) =>
        oneStep({
          family,
          name: String(status),
          about: `Every answer is ${status}; the client has maxRetries ${maxRetries}.`,
          operation,
          script: [error(from, status)],
          options: { maxRetries },
        }),
      ),
    ),
  );
  const recovers = statuses.flatMap((status) =>
    [1, 2, 3].flatMap((failures) =>
      plain.map((operation) => {
        const script = [...Array.from({ length: failures }, () => error(from, status)), success(operation)];
        const name = chain([...Array.from({ length: failures }, () => status), operation.success.status]);
        return oneStep({
          family,
          name,
          about: `${failures} answers with ${status}, then a success.`,
          operation,
          script,
        });
      }),
    ),
  );
  return [...byOption, ...recovers];
}
