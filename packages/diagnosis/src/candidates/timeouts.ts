import { candidate, type PolicyCandidate, where } from '../candidate.js';
import { stops } from './count.js';

/** When an attempt is given up. */
export const timeoutCandidates: readonly PolicyCandidate[] = [
  candidate(
    'ignoresTimeout',
    'ignores the timeout option and uses its default',
    '/timeouts/attemptMs',
    where(
      ({ options }) => options.timeoutMs !== undefined,
      (_, policy) => ({ ...policy, timeoutMs: policy.spec.timeouts.attemptMs }),
    ),
  ),
  candidate(
    'timeoutCoversCall',
    'lets the timeout of an attempt cover the call: once it has passed, nothing is retried',
    '/timeouts/attemptMs',
    (features, policy) =>
      policy.timeoutMs === null || features.elapsedMs < policy.timeoutMs ? policy : stops(features, policy),
  ),
  ...[0.5, 2, 3, 1000, 0.001].map((factor) =>
    candidate(
      'multipliesTimeout',
      factor === 1000 || factor === 0.001
        ? 'takes its timeout in another unit'
        : `waits ${factor === 0.5 ? 'half' : `${factor} times`} its timeout`,
      '/timeouts/attemptMs',
      (_, policy) => (policy.timeoutMs === null ? policy : { ...policy, timeoutMs: policy.timeoutMs * factor }),
      { factor },
    ),
  ),
  ...[2, 1.5].map((factor) =>
    candidate(
      'timeoutGrows',
      'gives later attempts longer timeouts',
      '/timeouts/attemptMs',
      where(
        ({ attempt }) => attempt > 0,
        ({ attempt }, policy) =>
          policy.timeoutMs === null ? policy : { ...policy, timeoutMs: policy.timeoutMs * factor ** attempt },
      ),
      { factor },
    ),
  ),
];
