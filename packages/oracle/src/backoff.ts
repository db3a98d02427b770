import { type BackoffException, type BackoffPolicy, type JitterKind, matchesStatus } from '@sdk-conformance/model';
import type { DelayDraw } from './expectation.js';

export interface DelayRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Delay before retry k without jitter and cap, ms. */
function nominal(policy: BackoffPolicy, retry: number): number {
  switch (policy.kind) {
    case 'exponential':
      return policy.initialMs * policy.factor ** retry;
    case 'linear':
      return policy.initialMs * (1 + retry * policy.factor);
    case 'polynomial':
      return policy.initialMs * (retry + 1) ** policy.power;
    case 'constant':
      return policy.initialMs;
    case 'listed':
      return policy.delaysMs[Math.min(retry, policy.delaysMs.length - 1)] ?? policy.initialMs;
  }
}

function jittered(kind: Exclude<JitterKind, 'decorrelated'>, spread: number, delay: number): DelayRange {
  switch (kind) {
    case 'none':
      return { fromMs: delay, toMs: delay };
    case 'full':
      return { fromMs: 0, toMs: delay };
    case 'equal':
      return { fromMs: delay / 2, toMs: delay };
    case 'subtract':
      return { fromMs: delay - spread, toMs: delay };
    case 'add':
      return { fromMs: delay, toMs: delay + spread };
    case 'symmetric':
      return { fromMs: delay - spread, toMs: delay + spread };
  }
}

/** How the delay before retry k (k = 0, 1, …) is drawn. */
export function backoffDraw(policy: BackoffPolicy, retry: number): DelayDraw {
  const { kind, ratio, ms } = policy.jitter;
  const { initialMs, minMs, maxMs } = policy;
  if (retry === 0 && policy.firstRetryMs !== null) {
    return {
      fromMs: policy.firstRetryMs,
      toMs: policy.firstRetryMs,
      atLeastMs: null,
      atMostMs: null,
      timesPrevious: null,
    };
  }
  // Drawn between the initial delay and three times the last one; the cap holds for what is drawn.
  if (kind === 'decorrelated') {
    const toMs = initialMs * 3 ** (retry + 1);
    return { fromMs: initialMs, toMs, atLeastMs: minMs, atMostMs: maxMs, timesPrevious: retry === 0 ? null : 3 };
  }
  const delay = Math.max(minMs ?? 0, Math.min(maxMs ?? Number.POSITIVE_INFINITY, nominal(policy, retry)));
  return {
    ...jittered(kind, ms ?? ratio * delay, delay),
    atLeastMs: policy.floorAfterJitter ? minMs : null,
    atMostMs: policy.clampAfterJitter ? maxMs : null,
    timesPrevious: null,
  };
}

/** The window of the delay before retry k (k = 0, 1, …), in ms. */
export function backoffRange(policy: BackoffPolicy, retry: number): DelayRange {
  return windowOf(backoffDraw(policy, retry));
}

/** Where a draw can lie once its floor and its cap are applied, in ms. */
export function windowOf({ fromMs, toMs, atLeastMs, atMostMs }: DelayDraw): DelayRange {
  const bounded = (ms: number) => Math.max(atLeastMs ?? 0, Math.min(atMostMs ?? Number.POSITIVE_INFINITY, ms));
  return { fromMs: bounded(fromMs), toMs: bounded(toMs) };
}

/** The policy after an answer with this status, and its line. */
export function backoffAfter(
  policy: BackoffPolicy,
  status: number,
): { readonly policy: BackoffPolicy; readonly pointer: string } {
  const own = policy.for.find(({ statuses }) => statuses.some((match) => matchesStatus(match, status)));
  return own === undefined
    ? { policy, pointer: '/backoff' }
    : { policy: exceptionally(policy, own), pointer: own.pointer };
}

/** The policy at a line that {@link backoffAfter} gave. */
export function backoffAt(policy: BackoffPolicy, pointer: string): BackoffPolicy {
  const own = policy.for.find((exception) => exception.pointer === pointer);
  return own === undefined ? policy : exceptionally(policy, own);
}

function exceptionally(policy: BackoffPolicy, { initialMs, maxMs }: BackoffException): BackoffPolicy {
  return { ...policy, initialMs: initialMs ?? policy.initialMs, maxMs: maxMs ?? policy.maxMs };
}
