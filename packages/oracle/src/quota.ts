import type { RetryQuota, Spec } from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import type { Because } from './because.js';
import { because } from './because.js';
import { codeOf } from './error-code.js';
import type { Decision, StepExpectation } from './expectation.js';

/** Tokens that a retry after an attempt takes; none where there is no bucket. */
export function quotaCost(spec: Spec, attempt: Attempt): number {
  const { quota } = spec.retry;
  if (quota === null) return 0;
  if (attempt.kind !== 'response') return quota.timeoutCost;
  const { status } = attempt;
  const code = codeOf(spec, attempt, status >= 200 && status <= 299);
  const throttled = (code.kind === 'known' ? code.entry.throttle : null) ?? status === 429;
  return throttled ? quota.throttleCost : quota.cost;
}

/** Tokens after a call, and what it came to; null tokens: they cannot be told. */
interface Drawn {
  readonly decisions: readonly Decision[];
  readonly tokens: number | null;
}

function says(pointer: string, text: string): Because {
  return because('retry.quota', pointer, text);
}

/** One call of a client whose bucket has so many tokens. */
function drawFrom(quota: RetryQuota, decisions: readonly Decision[], before: number): Drawn {
  const place = decisions.findIndex(({ action }) => action !== 'retry');
  let tokens = before;
  let last = 0;
  for (const [index, decision] of decisions.slice(0, place < 0 ? undefined : place).entries()) {
    const { cost } = decision;
    if (tokens < cost) {
      const text = `a retry takes ${cost} tokens, and the client has ${tokens} of ${quota.capacity} left`;
      const stop = (after: Decision): Decision =>
        after.action === 'retry' ? { ...after, action: 'stop', gap: null, because: says('/retry/quota', text) } : after;
      return { decisions: decisions.map((after, i) => (i < index ? after : stop(after))), tokens };
    }
    tokens -= cost;
    last = cost;
  }
  const end = decisions[place];
  if (end === undefined || end.action === 'open') return { decisions, tokens: null };
  const back = end.outcome.kind !== 'returned' ? 0 : last === 0 ? quota.refund : last;
  return { decisions, tokens: Math.min(quota.capacity, tokens + back) };
}

/** What the steps of a client take together, where none of them gives anything back. */
function mostDrawn(steps: readonly StepExpectation[]): number {
  const taken = steps.flatMap(({ decisions }) => {
    const place = decisions.findIndex(({ action }) => action !== 'retry');
    return decisions.slice(0, place < 0 ? undefined : place).map(({ cost }) => cost);
  });
  return taken.reduce((sum, cost) => sum + cost, 0);
}

/** True where each step begins when the one before it has settled. */
function inARow(steps: readonly StepExpectation[]): boolean {
  return steps.every(({ startAfter }, i) => startAfter === (steps[i - 1]?.step ?? null));
}

function opened(steps: readonly StepExpectation[]): readonly StepExpectation[] {
  const reason = says('/retry/quota', 'which call finds the bucket empty hangs on which is faster');
  const open = (decision: Decision): Decision =>
    decision.action === 'retry' ? { ...decision, action: 'open', gap: null, because: reason } : decision;
  return steps.map((step) => ({ ...step, decisions: step.decisions.map(open) }));
}

function byQuota({ capacity }: RetryQuota, decision: Decision, tokens: number): Decision {
  if (decision.action !== 'retry') return decision;
  const text = `a retry takes ${decision.cost} tokens, and the client came to this call with ${tokens} of ${capacity}`;
  return { ...decision, because: says('/retry/quota', text) };
}

function ofClient(quota: RetryQuota, steps: readonly StepExpectation[]): readonly StepExpectation[] {
  if (mostDrawn(steps) <= quota.capacity) return steps;
  if (!inARow(steps)) return opened(steps);
  let tokens: number | null = quota.capacity;
  return steps.map((step, i): StepExpectation => {
    if (tokens === null) return opened([step])[0] ?? step;
    const before: number = tokens;
    const drawn = drawFrom(quota, step.decisions, before);
    tokens = drawn.tokens;
    // What calls before it have left decides whether it is retried.
    if (i > 0) return { ...step, decisions: drawn.decisions.map((decision) => byQuota(quota, decision, before)) };
    return { ...step, decisions: drawn.decisions };
  });
}

/** Steps as the bucket of each client leaves them: a retry that it has not the tokens for is not made. */
export function withinQuota({ retry: { quota } }: Spec, steps: readonly StepExpectation[]): readonly StepExpectation[] {
  if (quota === null) return steps;
  const clients = [...new Set(steps.map(({ client }) => client))];
  const drawn = new Map(
    clients.flatMap((client) => {
      const own = steps.filter((step) => step.client === client);
      return ofClient(quota, own).map((step) => [step.step, step] as const);
    }),
  );
  return steps.map((step) => drawn.get(step.step) ?? step);
}
