import type { Answer, Operation, RetryQuota, Scenario, Step } from '@sdk-conformance/model';
import { argumentsFor } from '../../arguments.js';
import { type Derivation, type RetriedFailure, retriedFailures, retriedOperation, success } from '../../derivation.js';
import { throttledByCode } from '../told.js';

const family = 'retry/quota';

/** Calls of one scenario at most: a bucket that takes more to empty is not played. */
const mostCalls = 80;

/** Calls of one client, one after the other, that empty its bucket; and others that fill it again. */
export function quotaScenarios(from: Derivation): readonly Scenario[] {
  const { quota, maxRetries } = from.spec.retry;
  if (quota === null || maxRetries === null || maxRetries === 0) return [];
  return retriedOperation(from.spec).flatMap((operation) => {
    const retries = operation.own?.maxRetries ?? maxRetries;
    return emptiedBy(from, quota).flatMap(({ failure, cost }, i) =>
      ofFailure(quota, operation, failure, { cost, retries, first: i === 0 }),
    );
  });
}

interface Emptied {
  readonly failure: RetriedFailure;
  readonly cost: number;
}

/** Failures of each price. */
function emptiedBy(from: Derivation, quota: RetryQuota): readonly Emptied[] {
  const failures = retriedFailures(from);
  const usual = failures.find(({ name }) => typeof name === 'number' && name !== 429);
  const throttled = failures.find(({ name }) => name === 429);
  const reset: Answer = { fixture: null, fault: { kind: 'reset', after: 'request' } };
  const broken = from.spec.retry.transport?.includes('reset') === true ? { name: 'reset', answer: reset } : undefined;
  const priced = [
    [usual, quota.cost],
    [throttled, quota.throttleCost],
    [broken, quota.timeoutCost],
  ] as const;
  const all = priced.flatMap(([failure, cost]) => (failure === undefined ? [] : [{ failure, cost }]));
  const byCode = from.spec.errors.codes.flatMap((code) => {
    const failure = code.throttle === null ? null : throttledByCode(from, code);
    return failure === null ? [] : [{ failure, cost: code.throttle === true ? quota.throttleCost : quota.cost }];
  });
  // One failure for each price is enough, but of codes.
  return [...all.filter(({ cost }, i) => all.findIndex((other) => other.cost === cost) === i), ...byCode];
}

interface Prices {
  readonly cost: number;
  /** Retries of one call. */
  readonly retries: number;
  readonly first: boolean;
}

function ofFailure(
  quota: RetryQuota,
  operation: Operation,
  { name, answer }: RetriedFailure,
  { cost, retries, first }: Prices,
): readonly Scenario[] {
  const ok = success(operation);
  const scenario = (id: string, about: string, scripts: readonly (readonly Answer[])[]): readonly Scenario[] => {
    if (scripts.length > mostCalls) return [];
    const steps = scripts.map((script, i): Step => {
      const step = `step-${i + 1}`;
      const given = argumentsFor(operation, { distinct: step });
      const after = i === 0 ? {} : { startAfter: `step-${i}` };
      return { id: step, client: 'client', operation: operation.id, arguments: given, script, ...after };
    });
    return [{ id: `${family}/${id}/${operation.id}`, family, about, clients: [{ id: 'client', options: {} }], steps }];
  };
  const made = Math.floor(quota.capacity / cost);
  const failing = Array.from({ length: Math.ceil(made / retries) + 1 }, () => [answer]);
  const emptied = scenario(
    `emptied/${name}`,
    `Calls of one client, one after the other; every answer is ${name}, until its bucket is empty.`,
    failing,
  );
  if (!first) return emptied;
  const left = quota.capacity - made * cost;
  const needed = quota.refund === 0 ? Number.POSITIVE_INFINITY : Math.ceil((cost - left) / quota.refund);
  const refilled =
    failing.length + needed + 1 > mostCalls
      ? []
      : scenario(`refilled/${name}`, `A bucket is emptied; ${needed} calls succeed at once; then one fails once.`, [
          ...failing,
          ...Array.from({ length: needed }, () => [ok]),
          [answer, ok],
          [answer, ok],
          [answer],
        ]);
  const recovering = scenario(
    `recovering/${name}`,
    `Calls of one client, one after the other; each fails once with ${name}, then succeeds.`,
    Array.from({ length: made + 2 }, () => [answer, ok]),
  );
  return [...emptied, ...refilled, ...recovering];
}
