import type { Answer, Operation, Scenario } from '@sdk-conformance/model';
import { argumentsFor } from '../../arguments.js';
import {
  chain,
  type Derivation,
  mainOperation,
  oneStep,
  type RetriedFailure,
  representatives,
  retriedFailures,
  success,
} from '../../derivation.js';

/** Delays without a hint: three gaps and more, and their spread over many clients. */
export function backoffScenarios(from: Derivation): readonly Scenario[] {
  const family = 'retry/backoff';
  const { plain, streams } = representatives(from.spec);
  const failures = retriedFailures(from);
  const each = failures.flatMap(({ name, answer }) =>
    [...plain, ...streams].map((operation) =>
      oneStep({
        family,
        name: chain([name, name, name, name]),
        about: `Every answer is ${name}, without a hint.`,
        operation,
        script: [answer],
      }),
    ),
  );
  const [failure] = failures;
  if (failure === undefined) return each;
  const long = plain.map((operation) =>
    oneStep({
      family,
      name: String(failure.name),
      about: 'Five delays in a row.',
      operation,
      script: [failure.answer],
      options: { maxRetries: 5 },
    }),
  );
  const [operation] = mainOperation(from.spec);
  return operation === undefined ? each : [...each, ...long, ...samples(from, operation, failure)];
}

/** Clients of a sample whose spread shows in any clock tier, and of one whose distribution can be judged. */
const fewClients = 40;
const manyClients = 1000;
/** Those of the many that go on to the later retries: a window of another growth or width shows in fewer delays. */
const laterClients = 250;

/** Delays of many clients: all at the same moment, and one after the other in so many lines. */
function samples(from: Derivation, operation: Operation, { name, answer }: RetriedFailure): readonly Scenario[] {
  const family = 'retry/backoff';
  const answered = success(operation);
  const once = [answer, answered];
  const sample = (size: number, about: string, scriptOf: (index: number) => readonly Answer[]): Scenario => {
    const ids = Array.from({ length: size }, (_, i) => String(i + 1));
    return {
      id: `${family}/clients-${size}/${chain([name, operation.success.status])}/${operation.id}`,
      family,
      about,
      clients: ids.map((id) => ({ id: `client-${id}`, options: {} })),
      steps: ids.map((id, i) => ({
        id: `step-${id}`,
        client: `client-${id}`,
        operation: operation.id,
        arguments: argumentsFor(operation, { distinct: id }),
        script: scriptOf(i),
        ...(i < fewClients ? {} : { startAfter: `step-${ids[i - fewClients]}` }),
      })),
    };
  };
  const few = sample(fewClients, `${fewClients} clients meet one ${name} each, at the same moment.`, () => once);
  // As many retries as an SDK makes, but three windows are enough to tell how they grow.
  const retries = Math.min(3, from.spec.retry.maxRetries ?? 0);
  if (retries === 0) return [few];
  const often = [...Array.from({ length: retries }, () => answer), answered];
  const later = retries === 1 ? '' : `, the first ${laterClients} of them ${retries === 2 ? 'two' : 'three'}`;
  const about = `${manyClients} clients meet one ${name} each${later}; ${fewClients} at a time.`;
  return [few, sample(manyClients, about, (i) => (i < laterClients ? often : once))];
}
