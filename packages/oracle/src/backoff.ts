import type { BackoffPolicy } from '@sdk-conformance/model';

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
    case 'constant':
      return policy.initialMs;
  }
}

function jittered(policy: BackoffPolicy, delay: number): DelayRange {
  const { kind, ratio } = policy.jitter;
  switch (kind) {
    case 'none':
      return { fromMs: delay, toMs: delay };
    case 'full':
      return { fromMs: 0, toMs: delay };
    case 'equal':
      return { fromMs: delay / 2, toMs: delay };
    case 'subtract':
      return { fromMs: delay * (1 - ratio), toMs: delay };
    case 'add':
      return { fromMs: delay, toMs: delay * (1 + ratio) };
    case 'symmetric':
      return { fromMs: delay * (1 - ratio), toMs: delay * (1 + ratio) };
    // Between the initial delay and three times the last, whose largest value the nominal growth gives.
    case 'decorrelated':
      return {
        fromMs: policy.initialMs,
        toMs: policy.initialMs * 3 ** (Math.round(Math.log2(delay / policy.initialMs)) + 1),
      };
  }
}

/** The window of the delay before retry k (k = 0, 1, …), in ms. */
export function backoffRange(policy: BackoffPolicy, retry: number): DelayRange {
  const cap = policy.maxMs ?? Number.POSITIVE_INFINITY;
  const range = jittered(policy, Math.min(cap, nominal(policy, retry)));
  return policy.clampAfterJitter ? { fromMs: Math.min(cap, range.fromMs), toMs: Math.min(cap, range.toMs) } : range;
}
