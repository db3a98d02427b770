import { both, type Change, clients, type Hypothesis, hypothesis, retry } from './hypothesis.js';

/** Shifts maxRetries wherever it is said: in the spec and in the clients' options. */
function shiftRetries(shift: (retries: number) => number): Change {
  return both(
    retry(({ maxRetries }) => ({ maxRetries: maxRetries === null ? null : shift(maxRetries) })),
    clients((options) =>
      options.maxRetries === undefined ? options : { ...options, maxRetries: shift(options.maxRetries) },
    ),
  );
}

const at = '/retry/maxRetries';

export const countHypotheses: readonly Hypothesis[] = [
  hypothesis(
    'zeroIsFalsy',
    'takes maxRetries 0 for "not given" and uses its default',
    at,
    clients(({ maxRetries, ...rest }) =>
      maxRetries === undefined || maxRetries === 0 ? rest : { ...rest, maxRetries },
    ),
  ),
  hypothesis(
    'ignoresMaxRetries',
    'ignores the maxRetries option and uses its default',
    at,
    clients(({ maxRetries: _, ...rest }) => rest),
  ),
  hypothesis(
    'countsFirstAttempt',
    'counts the first attempt as a retry',
    at,
    shiftRetries((n) => Math.max(0, n - 1)),
  ),
  hypothesis(
    'retriesOnceMore',
    'retries once more than maxRetries',
    at,
    shiftRetries((n) => n + 1),
  ),
];

/** The broadest change of all: to be tried when no other fits. */
export const neverRetries: Hypothesis = hypothesis(
  'neverRetries',
  'never retries',
  '/retry',
  shiftRetries(() => 0),
);

export const timeoutHypotheses: readonly Hypothesis[] = [
  hypothesis('timesHeadOnly', 'does not time the body of an answer', '/timeouts/coversBody', ({ spec, scenario }) => ({
    spec: { ...spec, timeouts: { ...spec.timeouts, coversBody: false } },
    scenario,
  })),
  hypothesis(
    'doublesTimeout',
    'waits twice its timeout',
    '/timeouts/attemptMs',
    clients((options) =>
      options.timeoutMs === undefined ? options : { ...options, timeoutMs: options.timeoutMs * 2 },
    ),
  ),
  hypothesis(
    'ignoresTimeout',
    'ignores the timeout option and uses its default',
    '/timeouts/attemptMs',
    clients(({ timeoutMs: _, ...rest }) => rest),
  ),
];
