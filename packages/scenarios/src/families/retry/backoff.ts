import type { Scenario } from '@sdk-conformance/model';
import { argumentsFor } from '../../arguments.js';
import {
  chain,
  type Derivation,
  error,
  mainOperation,
  oneStep,
  representatives,
  retriedErrors,
  success,
} from '../../derivation.js';

/** Clients of the scenario on jitter: enough that a spread shows. */
const jitterClients = 40;

/** Delays without a hint: three gaps and more, and their spread over many clients. */
export function backoffScenarios(from: Derivation): readonly Scenario[] {
  const family = 'retry/backoff';
  const { plain, streams } = representatives(from.spec);
  const statuses = retriedErrors(from.spec);
  const each = statuses.flatMap((status) =>
    [...plain, ...streams].map((operation) =>
      oneStep({
        family,
        name: chain([status, status, status, status]),
        about: `Every answer is ${status}, without a hint.`,
        operation,
        script: [error(from, status)],
      }),
    ),
  );
  const [status] = statuses;
  if (status === undefined) return each;
  const long = plain.map((operation) =>
    oneStep({
      family,
      name: String(status),
      about: 'Five delays in a row.',
      operation,
      script: [error(from, status)],
      options: { maxRetries: 5 },
    }),
  );
  const spread = mainOperation(from.spec).map((operation): Scenario => {
    const ids = Array.from({ length: jitterClients }, (_, i) => String(i + 1));
    return {
      id: `${family}/clients-${jitterClients}/${chain([status, operation.success.status])}/${operation.id}`,
      family,
      about: `${jitterClients} clients meet one ${status} each, at the same moment.`,
      clients: ids.map((id) => ({ id: `client-${id}`, options: {} })),
      steps: ids.map((id) => ({
        id: `step-${id}`,
        client: `client-${id}`,
        operation: operation.id,
        arguments: argumentsFor(operation, { distinct: id }),
        script: [error(from, status), success(operation)],
      })),
    };
  });
  return [...each, ...long, ...spread];
}
