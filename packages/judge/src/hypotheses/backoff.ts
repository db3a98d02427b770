import { backoff, type Hypothesis, hypothesis } from './hypothesis.js';

// The narrow ones first: what draws from zero would explain them all.
export const backoffHypotheses: readonly Hypothesis[] = [
  hypothesis(
    'noDelay',
    'retries without any delay',
    '/backoff',
    'retry.backoff',
    backoff(() => ({ kind: 'constant', initialMs: 0 })),
  ),
  hypothesis(
    'secondsAsMilliseconds',
    'waits its seconds as milliseconds',
    '/backoff/initialMs',
    'retry.backoff',
    backoff((p) => ({ initialMs: p.initialMs / 1000 })),
  ),
  hypothesis(
    'flatBackoff',
    'waits the same delay before every retry',
    '/backoff/factor',
    'retry.backoff',
    backoff(() => ({ kind: 'constant' })),
  ),
  hypothesis(
    'linearBackoff',
    'lets its delays grow linearly',
    '/backoff/kind',
    'retry.backoff',
    backoff(() => ({ kind: 'linear', factor: 1 })),
  ),
  hypothesis(
    'addsJitter',
    'adds its jitter on top of the delay',
    '/backoff/jitter',
    'retry.backoff',
    backoff((p) => ({ jitter: { kind: 'add', ratio: p.jitter.ratio } })),
  ),
  hypothesis(
    'startsOneStepUp',
    'starts its backoff one step too high',
    '/backoff/initialMs',
    'retry.backoff',
    backoff((p) => ({ initialMs: p.initialMs * p.factor })),
  ),
  hypothesis(
    'startsOneStepDown',
    'starts its backoff one step too low',
    '/backoff/initialMs',
    'retry.backoff',
    backoff((p) => ({ initialMs: p.initialMs / p.factor })),
  ),
  hypothesis(
    'noJitterFloor',
    'draws its jitter from zero',
    '/backoff/jitter',
    'retry.backoff',
    backoff(() => ({ jitter: { kind: 'full', ratio: 1 } })),
  ),
];
