import { both, type Change, type Hypothesis, hints, hintValues, hypothesis } from './hypothesis.js';

const number = /^-?\d+(\.\d+)?$/;
const date = /^\{\{/;

/** Reads some values as zero, and zero as "at once". */
function atOnce(which: (value: string) => boolean): Change {
  return both(
    hintValues((value) => (which(value) ? '0' : value)),
    hints(() => ({ zero: 'immediate' })),
  );
}

const afterEveryNumber = 99_999_999_999;
/** What a signed 32-bit count of ms holds, as JavaScript's and others' timers have it. */
const longestTimerMs = 2 ** 31 - 1;

export const hintHypotheses: readonly Hypothesis[] = [
  hypothesis(
    'zeroIsImmediate',
    'takes Retry-After: 0 to mean at once',
    '/hints/zero',
    atOnce((value) => value === '0'),
  ),
  hypothesis(
    'negativeIsImmediate',
    'takes a negative Retry-After to mean at once',
    '/hints/negative',
    atOnce((value) => value.startsWith('-')),
  ),
  hypothesis(
    'pastIsImmediate',
    'takes a date in the past to mean at once',
    '/hints/pastDate',
    hints(() => ({ pastDate: 'immediate' })),
  ),
  hypothesis(
    'garbageIsImmediate',
    'retries at once where Retry-After cannot be read',
    '/hints/invalid',
    atOnce((value) => !number.test(value) && !date.test(value)),
  ),
  hypothesis(
    'overflowsTimer',
    'retries at once where Retry-After is longer than a timer can wait',
    '/hints/overCap',
    atOnce((value) => number.test(value) && Number(value) * 1000 > longestTimerMs),
  ),
  hypothesis(
    'readsPrefix',
    'reads the number before the letters in Retry-After',
    '/hints/invalid',
    hintValues((value) => /^(\d+)[a-z]/i.exec(value)?.[1] ?? value),
  ),
  hypothesis(
    'invalidStops',
    'does not retry where Retry-After cannot be read',
    '/hints/invalid',
    hints(() => ({ invalid: 'noRetry' })),
  ),
  hypothesis(
    'negativeStops',
    'does not retry where Retry-After is negative',
    '/hints/negative',
    hints(() => ({ negative: 'noRetry' })),
  ),
  hypothesis(
    'dropsFraction',
    'drops the fraction of Retry-After',
    '/hints/fractional',
    hintValues((value) => (number.test(value) ? value.replace(/\.\d+$/, '') : value)),
  ),
  hypothesis(
    'noFraction',
    'does not read a fraction in Retry-After',
    '/hints/fractional',
    hints(() => ({ fractional: 'backoff' })),
  ),
  hypothesis(
    'noHttpDate',
    'does not read an HTTP-date in Retry-After',
    '/hints/headers',
    hints((p) => ({ headers: p.headers.map((h) => ({ ...h, dateForms: [] })) })),
  ),
  hypothesis(
    'dateIsFarAway',
    'takes an HTTP-date in Retry-After for a time far away',
    '/hints/headers',
    hintValues((value) => (date.test(value) ? String(afterEveryNumber) : value)),
  ),
  hypothesis(
    'hintInMilliseconds',
    'reads Retry-After as milliseconds',
    '/hints/headers',
    hints((p) => ({ headers: p.headers.map((h) => (h.unit === 's' ? { ...h, unit: 'ms' as const } : h)) })),
  ),
  hypothesis(
    'clampsHint',
    'waits the cap where Retry-After is over it',
    '/hints/overCap',
    hints(() => ({ overCap: 'clamp' })),
  ),
  hypothesis(
    'noCap',
    'waits any Retry-After in full',
    '/hints/overCap',
    hints(() => ({ overCap: 'honour' })),
  ),
  hypothesis(
    'overCapBacksOff',
    'falls back to its backoff where Retry-After is over the cap',
    '/hints/overCap',
    hints(() => ({ overCap: 'backoff' })),
  ),
  hypothesis(
    'addsHint',
    'adds Retry-After to its backoff',
    '/hints/combine',
    hints(() => ({ combine: 'add' })),
  ),
];

/** Broader than every other change of the hint policy. */
export const ignoresHints: Hypothesis = hypothesis(
  'ignoresHints',
  'ignores Retry-After',
  '/hints/headers',
  hints(() => null),
);
