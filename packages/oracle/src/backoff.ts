import type { BackoffPolicy, JitterKind } from '@sdk-conformance/model';
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

/** How the delay before retry k (k = 0, 1, …) is drawn. */
export function backoffDraw(policy: BackoffPolicy, retry: number): DelayDraw {
  const { kind, ratio } = policy.jitter;
  const { initialMs, maxMs } = policy;
  // Drawn between the initial delay and three times the last one; the cap holds for what is drawn.
  if (kind === 'decorrelated') {
    const toMs = initialMs * 3 ** (retry + 1);
    return { fromMs: initialMs, toMs, atMostMs: maxMs, timesPrevious: retry === 0 ? null : 3 };
  }
  const range = jittered(kind, ratio, Math.min(maxMs ?? Number.POSITIVE_INFINITY, nominal(policy, retry)));
  return { ...range, atMostMs: policy.clampAfterJitter ? maxMs : null, timesPrevious: null };
}

/** The window of the delay before retry k (k = 0, 1, …), in ms. */
export function backoffRange(policy: BackoffPolicy, retry: number): DelayRange {
  const { fromMs, toMs, atMostMs } = backoffDraw(policy, retry);
  const cap = atMostMs ?? Number.POSITIVE_INFINITY;
  return { fromMs: Math.min(cap, fromMs), toMs: Math.min(cap, toMs) };
}
