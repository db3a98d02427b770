import type { BackoffPolicy, JitterKind } from '@sdk-conformance/model';

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

function jittered(kind: Exclude<JitterKind, 'decorrelated'>, ratio: number, delay: number): DelayRange {
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
  }
}

/** The window of the delay before retry k (k = 0, 1, …), in ms. */
export function backoffRange(policy: BackoffPolicy, retry: number): DelayRange {
  const cap = policy.maxMs ?? Number.POSITIVE_INFINITY;
  const { kind, ratio } = policy.jitter;
  // Drawn between the initial delay and three times the last one, whose largest value counts; the cap holds for what is drawn.
  if (kind === 'decorrelated') {
    return {
      fromMs: Math.min(cap, policy.initialMs),
      toMs: Math.min(cap, policy.initialMs * 3 ** (retry + 1)),
    };
  }
  const range = jittered(kind, ratio, Math.min(cap, nominal(policy, retry)));
  return policy.clampAfterJitter ? { fromMs: Math.min(cap, range.fromMs), toMs: Math.min(cap, range.toMs) } : range;
}
