import type { Operation, Scenario } from '@sdk-conformance/model';
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
  const [operation] = mainOperation(from.spec);
  return operation === undefined ? each : [...each, ...long, ...samples(from, operation, status)];
}

/** Clients of a sample whose spread shows in any clock tier, and of one whose distribution can be judged. */
const fewClients = 40;
const manyClients = 1000;

/** Delays of many clients: all at the same moment, and one after the other in so many lines. */
function samples(from: Derivation, operation: Operation, status: number): readonly Scenario[] {
  const family = 'retry/backoff';
  const sample = (size: number, errors: number, about: string): Scenario => {
    const ids = Array.from({ length: size }, (_, i) => String(i + 1));
    const answers = Array.from({ length: errors }, () => status);
    const script = [...answers.map(() => error(from, status)), success(operation)];
    return {
      id: `${family}/clients-${size}/${chain([...answers, operation.success.status])}/${operation.id}`,
      family,
      about,
      clients: ids.map((id) => ({ id: `client-${id}`, options: {} })),
      steps: ids.map((id, i) => ({
        id: `step-${id}`,
        client: `client-${id}`,
        operation: operation.id,
        arguments: argumentsFor(operation, { distinct: id }),
        script,
        ...(i < fewClients ? {} : { startAfter: `step-${ids[i - fewClients]}` }),
      })),
    };
  };
  const few = sample(fewClients, 1, `${fewClients} clients meet one ${status} each, at the same moment.`);
  // As many retries as an SDK makes, but three windows are enough to tell how they grow.
  const retries = Math.min(3, from.spec.retry.maxRetries ?? 0);
  if (retries === 0) return [few];
  const met = retries === 1 ? `one ${status}` : `${retries} times ${status}`;
  return [
    few,
    sample(manyClients, retries, `${manyClients} clients meet ${met} each, ${fewClients} of them at a time.`),
  ];
}
