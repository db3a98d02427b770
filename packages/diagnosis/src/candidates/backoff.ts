import type { JitterKind } from '@sdk-conformance/model';
import { backoff, candidate, type PolicyCandidate } from '../candidate.js';

const jitters: readonly (readonly [JitterKind, number | null, string])[] = [
  ['none', 0, 'has no jitter in its delays'],
  ['full', 1, 'draws its jitter from zero'],
  ['equal', 0.5, 'draws its jitter from half the delay'],
  ['subtract', null, 'lets jitter shorten the delay'],
  ['add', null, 'adds its jitter on top of the delay'],
  ['symmetric', null, 'lets jitter both shorten and lengthen the delay'],
];

/** How long the delays are where no hint says so. */
export const backoffCandidates: readonly PolicyCandidate[] = [
  candidate(
    'noDelay',
    'retries without any delay',
    '/backoff',
    backoff(() => ({ kind: 'constant', initialMs: 0, firstRetryMs: null, for: [] })),
  ),
  candidate(
    'firstRetryAtOnce',
    'makes its first retry at once',
    '/backoff',
    backoff(() => ({ firstRetryMs: 0 })),
  ),
  candidate(
    'secondsAsMilliseconds',
    'waits its seconds as milliseconds',
    '/backoff/initialMs',
    backoff((p) => ({ initialMs: p.initialMs / 1000, maxMs: p.maxMs === null ? null : p.maxMs / 1000 })),
  ),
  candidate(
    'flatBackoff',
    'waits the same delay before every retry',
    '/backoff/factor',
    backoff(() => ({ kind: 'constant' })),
  ),
  candidate(
    'linearBackoff',
    'lets its delays grow by addition',
    '/backoff/kind',
    backoff(() => ({ kind: 'linear', factor: 1 })),
  ),
  ...[2, 3].map((power) =>
    candidate(
      'polynomialBackoff',
      power === 2 ? 'lets its delays grow with the square of the retry' : 'lets its delays grow with its third power',
      '/backoff/kind',
      backoff(() => ({ kind: 'polynomial', power })),
      { power },
    ),
  ),
  candidate('startsOneStepUp', 'starts its backoff one step too high', '/backoff/initialMs', (_, policy) => ({
    ...policy,
    retry: policy.retry + 1,
  })),
  candidate(
    'startsOneStepDown',
    'starts its backoff one step too low',
    '/backoff/initialMs',
    backoff((p) => ({ initialMs: p.initialMs / p.factor })),
  ),
  candidate('stepsLate', 'lets its delays grow one retry too late', '/backoff/factor', (_, policy) => ({
    ...policy,
    retry: Math.max(0, policy.retry - 1),
  })),
  candidate(
    'restartsOnOtherFailure',
    'starts its backoff afresh when the kind of failure changes',
    '/backoff',
    (f, p) => {
      const last = f.before.findLastIndex(({ kind }) => kind !== f.answer.kind);
      return last < 0 ? p : { ...p, retry: f.before.length - 1 - last };
    },
  ),
  candidate(
    'hintedDoNotAdvance',
    'does not let its backoff grow on retries that a hint asks for',
    '/backoff',
    (f, p) => {
      const hinted = f.before.filter(({ hint }) => hint !== 'none').length;
      return hinted === 0 ? p : { ...p, retry: f.attempt - hinted };
    },
  ),
  candidate(
    'noCap',
    'lets its delays grow beyond their cap',
    '/backoff/maxMs',
    backoff(() => ({ maxMs: null })),
  ),
  candidate(
    'jitterBeyondCap',
    'lets jitter carry a delay beyond the cap',
    '/backoff/clampAfterJitter',
    backoff(() => ({ clampAfterJitter: false })),
  ),
  ...jitters.map(([kind, ratio, text]) =>
    candidate(
      'otherJitter',
      text,
      '/backoff/jitter',
      backoff((p) => ({ jitter: ratio === null ? { ...p.jitter, kind } : { kind, ratio } })),
      { kind },
    ),
  ),
];
