import type { Spec } from '@sdk-conformance/model';
import { backoff, type Hypothesis, hypothesis } from './hypothesis.js';

/** What all steps waited before their first and before their second retry, ms. */
export interface Delays {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

/** Other ways for delays to grow. */
const shapeHypotheses: readonly Hypothesis[] = [
  hypothesis(
    'noDelay',
    'retries without any delay',
    '/backoff',
    backoff(() => ({ kind: 'constant', initialMs: 0 })),
  ),
  hypothesis(
    'secondsAsMilliseconds',
    'waits its seconds as milliseconds',
    '/backoff/initialMs',
    backoff((p) => ({ initialMs: p.initialMs / 1000 })),
  ),
  hypothesis(
    'flatBackoff',
    'waits the same delay before every retry',
    '/backoff/factor',
    backoff(() => ({ kind: 'constant' })),
  ),
  hypothesis(
    'linearBackoff',
    'lets its delays grow linearly',
    '/backoff/kind',
    backoff(() => ({ kind: 'linear', factor: 1 })),
  ),
];

/** Chains whose longest delays tell how a policy grows. */
const chains = 20;

function longest(delays: readonly number[]): number | null {
  return delays.length < chains ? null : Math.max(...delays);
}

/** Where many chains show it: delays that grow by another factor, whatever it is. */
function growthHypotheses({ backoff: policy }: Spec, delays: Delays): readonly Hypothesis[] {
  const [first, second] = [longest(delays.first), longest(delays.second)];
  if (policy?.kind !== 'exponential' || first === null || second === null || first <= 0) return [];
  const factor = Math.round((second / first) * 100) / 100;
  return Math.abs(factor - policy.factor) < 0.05
    ? []
    : [
        hypothesis(
          'otherFactor',
          `multiplies its delays by ${factor} from retry to retry, not by ${policy.factor}`,
          '/backoff/factor',
          backoff(() => ({ factor })),
        ),
      ];
}

// The narrow ones first: what draws from zero would explain them all.
const rangeHypotheses: readonly Hypothesis[] = [
  hypothesis(
    'ignoresCap',
    'lets its delays grow beyond their cap',
    '/backoff/maxMs',
    backoff(() => ({ maxMs: null })),
  ),
  hypothesis(
    'jitterBeyondCap',
    'lets jitter carry a delay beyond the cap',
    '/backoff/clampAfterJitter',
    backoff(() => ({ clampAfterJitter: false })),
  ),
  hypothesis(
    'addsJitter',
    'adds its jitter on top of the delay',
    '/backoff/jitter',
    backoff((p) => ({ jitter: { kind: 'add', ratio: p.jitter.ratio } })),
  ),
  hypothesis(
    'startsOneStepUp',
    'starts its backoff one step too high',
    '/backoff/initialMs',
    backoff((p) => ({ initialMs: p.initialMs * p.factor })),
  ),
  hypothesis(
    'startsOneStepDown',
    'starts its backoff one step too low',
    '/backoff/initialMs',
    backoff((p) => ({ initialMs: p.initialMs / p.factor })),
  ),
  hypothesis(
    'jitterOnBothSides',
    'lets jitter both shorten and lengthen the delay',
    '/backoff/jitter',
    backoff((p) => ({ jitter: { kind: 'symmetric', ratio: p.jitter.ratio } })),
  ),
  hypothesis(
    'noJitterFloor',
    'draws its jitter from zero',
    '/backoff/jitter',
    backoff(() => ({ jitter: { kind: 'full', ratio: 1 } })),
  ),
];

export function backoffHypotheses(spec: Spec, delays: Delays): readonly Hypothesis[] {
  return [...shapeHypotheses, ...growthHypotheses(spec, delays), ...rangeHypotheses];
}
