import type { Answer, Operation, Scenario } from '@sdk-conformance/model';
import { argumentsFor } from '../../arguments.js';
import {
  chain,
  type Derivation,
  oneStep,
  type RetriedFailure,
  representatives,
  retriedFailures,
  retriedOperation,
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
  const [operation] = retriedOperation(from.spec);
  if (operation === undefined) return each;
  return [...each, ...long, ...overflowing(from, operation, failure), ...samples(from, operation, failure)];
}

/** Retries after which the power of two has left the integers of most languages; the cap keeps the wait a short one. */
const beyondIntegers = 40;

/** Where delays grow by powers up to a cap: so many that the power itself overflows. */
function overflowing(
  { spec: { backoff } }: Derivation,
  operation: Operation,
  { name, answer }: RetriedFailure,
): readonly Scenario[] {
  if (backoff?.kind !== 'exponential' || backoff.maxMs === null) return [];
  return [
    oneStep({
      family: 'retry/backoff',
      name: String(name),
      about: `${beyondIntegers} delays in a row, most of them as long as any may be.`,
      operation,
      script: [answer],
      options: { maxRetries: beyondIntegers },
    }),
  ];
}

/** Clients of a sample whose spread shows in any clock tier. */
const fewClients = 40;
/** Those of a larger one that make the same call, one after the other: jitter that hangs on the request is the same in each. */
const alikeClients = 40;

const times = ['once', 'twice', 'three times', 'four times'];

/** Delays of many clients: all at the same moment, and one after the other in so many lines. */
function samples(from: Derivation, operation: Operation, { name, answer }: RetriedFailure): readonly Scenario[] {
  const family = 'retry/backoff';
  const answered = success(operation);
  const sample = (size: number, about: string, script: readonly Answer[], alike: number): Scenario => {
    const ids = Array.from({ length: size }, (_, i) => String(i + 1));
    return {
      id: `${family}/clients-${size}/${chain([name, operation.success.status])}/${operation.id}`,
      family,
      about,
      clients: ids.map((id) => ({ id: `client-${id}`, options: {} })),
      steps: ids.map((id, i) => {
        const before = ids[i < alike ? i - 1 : i - fewClients];
        return {
          id: `step-${id}`,
          client: `client-${id}`,
          operation: operation.id,
          arguments: argumentsFor(operation, { distinct: i < alike ? '1' : id }),
          script,
          ...(before === undefined || (i >= alike && i - fewClients < alike) ? {} : { startAfter: `step-${before}` }),
        };
      }),
    };
  };
  const once = `${fewClients} clients meet one ${name} each, at the same moment.`;
  const few = sample(fewClients, once, [answer, answered], 0);
  // Two windows tell what is drawn once for a client from what is drawn each time, and jitter that all share from none. Where each draw hangs on the
  // one before, no other scenario shows how it is spread.
  const windows = from.spec.backoff?.jitter.kind === 'decorrelated' ? 4 : 2;
  const retries = Math.min(windows, from.spec.retry.maxRetries ?? 0);
  if (retries === 0) return [few];
  const often = [...Array.from({ length: retries }, () => answer), answered];
  const others = Math.min(fewClients, from.power - alikeClients);
  const about = `${from.power} clients meet ${name} ${times[retries - 1]} each: ${alikeClients} with the same call, one after the other, the others ${others} at a time.`;
  return [few, sample(from.power, about, often, alikeClients)];
}
