import type { Mutant } from './mutant.js';

const isDate = (value: string): boolean => /^[A-Z][a-z]{2}, /.test(value.trim());
const longest = 60;

export const hint: readonly Mutant[] = [
  {
    name: 'retry-after-ignored',
    defect: 'Retry-After is read for the error, but the delay is the backoff all the same',
    breaks: 'retry.after',
    cause: 'ignoresHint',
    seams: () => ({ delay: (_retryAfter, backoffMs) => backoffMs }),
  },
  {
    name: 'retry-after-in-ms',
    defect: 'seconds of Retry-After are taken for milliseconds',
    breaks: 'retry.after',
    cause: 'readsOtherUnit',
    seams: () => ({ delay: (retryAfter, backoffMs) => retryAfter ?? backoffMs }),
  },
  {
    name: 'retry-after-read-by-number',
    defect: 'whatever Number() takes for a number is waited: 0x2, 2e0, +2',
    breaks: 'retry.after.invalid',
    cause: 'readsOtherNumbers',
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => {
        const seconds = Number(value ?? Number.NaN);
        return Number.isFinite(seconds) && seconds > 0 ? seconds : sound.parseRetryAfter(value, nowMs);
      },
    }),
  },
  {
    name: 'retry-after-by-lenient-date',
    defect: 'whatever Date.parse takes for a date is one: Sep 2087',
    breaks: 'retry.after.invalid',
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => {
        if (value === null || !/[A-Za-z] \d/.test(value)) return sound.parseRetryAfter(value, nowMs);
        const seconds = (Date.parse(value) - nowMs) / 1000;
        return seconds > 0 ? seconds : sound.parseRetryAfter(value, nowMs);
      },
    }),
  },
  {
    name: 'hint-of-two-lines-raises',
    defect: 'a Retry-After that comes twice is joined by a comma, and its parser raises out of the call',
    breaks: 'retry.status',
    cause: 'outsideHierarchy',
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => {
        if (value?.includes(', ') && !isDate(value)) throw new RangeError(`not a number: ${value}`);
        return sound.parseRetryAfter(value, nowMs);
      },
    }),
  },
  {
    name: 'retry-after-plus-backoff',
    defect: 'the backoff is added to Retry-After',
    breaks: 'retry.after',
    cause: 'addsHint',
    seams: () => ({ delay: (retryAfter, backoffMs) => (retryAfter ?? 0) * 1000 + backoffMs }),
  },
  {
    name: 'retry-after-capped-low',
    defect: 'a Retry-After of more than 10 s is cut to 10 s',
    breaks: 'retry.after',
    cause: 'capsHint',
    seams: (sound) => ({
      delay: (retryAfter, backoffMs) => Math.min(10_000, sound.delay(retryAfter, backoffMs)),
    }),
  },
  {
    name: 'retry-after-on-429-only',
    defect: 'Retry-After is honoured on 429 and not on 503',
    breaks: 'retry.after',
    cause: 'ignoresHint',
    scope: { answer: '503' },
    seams: (sound) => {
      let status = 0;
      return {
        retryable: (failure, statusIsRetryable) => {
          status = failure.kind === 'status' ? failure.status : 0;
          return sound.retryable(failure, statusIsRetryable);
        },
        delay: (retryAfter, backoffMs) => sound.delay(status === 429 ? retryAfter : null, backoffMs),
      };
    },
  },
  {
    name: 'stale-hint-reused',
    defect: 'the Retry-After of one answer is applied to every later gap',
    breaks: 'retry.backoff',
    cause: 'hintStaysInForce',
    seams: (sound) => {
      let last: number | null = null;
      return {
        delay: (retryAfter, backoffMs) => {
          last = retryAfter ?? last;
          return sound.delay(last, backoffMs);
        },
      };
    },
  },
  {
    name: 'retry-after-date-unsupported',
    defect: 'an HTTP-date in Retry-After is passed over',
    breaks: 'retry.after.date',
    cause: 'doesNotReadHint',
    scope: { hint: 'date' },
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => (value !== null && isDate(value) ? null : sound.parseRetryAfter(value, nowMs)),
    }),
  },
  {
    name: 'obsolete-dates-unsupported',
    defect: 'of the three forms of an HTTP-date only the one in use is read',
    breaks: 'retry.after.dateForm',
    cause: 'ignoresHint',
    scope: { hint: 'asctimeDate' },
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) =>
        value === null || isDate(value) || !/^[A-Z]/.test(value) ? sound.parseRetryAfter(value, nowMs) : null,
    }),
  },
  {
    name: 'asctime-in-local-time',
    defect: 'a date that names no zone is read in the time of the machine',
    breaks: 'retry.after.dateForm',
    cause: 'ignoresHint',
    scope: { hint: 'asctimeDate' },
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => {
        if (value === null || !/^[A-Z][a-z]{2} .* \d{4}$/.test(value)) return sound.parseRetryAfter(value, nowMs);
        const seconds = (Date.parse(value) - nowMs) / 1000;
        return seconds > 0 ? seconds : null;
      },
    }),
  },
  {
    name: 'wait-between-local-times',
    defect:
      'the date of Retry-After and the present are told apart by the hands of a local clock, which are set meanwhile',
    breaks: 'retry.after.date',
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => {
        const seconds = sound.parseRetryAfter(value, nowMs);
        if (value === null || seconds === null || !isDate(value)) return seconds;
        const hands = (ms: number) => ms - new Date(ms).getTimezoneOffset() * 60_000;
        return (hands(nowMs + seconds * 1000) - hands(nowMs)) / 1000;
      },
    }),
  },
  {
    name: 'retry-after-fraction-ignored',
    defect: 'only whole seconds are understood',
    breaks: 'retry.after.fraction',
    cause: 'doesNotReadHint',
    scope: { hint: 'fraction' },
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => (value?.includes('.') ? null : sound.parseRetryAfter(value, nowMs)),
    }),
  },
  {
    name: 'retry-after-fraction-floored',
    defect: 'a fraction of a second is dropped',
    breaks: 'retry.after.fraction',
    cause: 'dropsFraction',
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => sound.parseRetryAfter(value?.replace(/\.\d+$/, '') ?? null, nowMs),
    }),
  },
  {
    name: 'retry-after-zero-is-now',
    defect: 'Retry-After: 0 is retried at once',
    breaks: 'retry.after.zero',
    cause: 'noDelay',
    scope: { hint: 'zero' },
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => (value?.trim() === '0' ? 0 : sound.parseRetryAfter(value, nowMs)),
    }),
  },
  {
    name: 'retry-after-negative-is-now',
    defect: 'a negative Retry-After reaches the timer, which fires at once',
    breaks: 'retry.after.negative',
    cause: 'retriesAtOnce',
    scope: { hint: 'negative' },
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) =>
        /^-\d+$/.test(value?.trim() ?? '') ? Number(value) : sound.parseRetryAfter(value, nowMs),
    }),
  },
  {
    name: 'retry-after-past-is-now',
    defect: 'an HTTP-date in the past is retried at once',
    breaks: 'retry.after.past',
    cause: 'retriesAtOnce',
    scope: { hint: 'pastDate' },
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => {
        if (value !== null && isDate(value)) return Math.max(0, (Date.parse(value) - nowMs) / 1000);
        return sound.parseRetryAfter(value, nowMs);
      },
    }),
  },
  {
    name: 'retry-after-garbage-hot-loop',
    defect: 'what is no number counts as 0, and the retry goes out at once',
    breaks: 'retry.after.invalid',
    cause: 'retriesAtOnce',
    scope: { hint: 'invalid' },
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => {
        if (value === null || isDate(value)) return sound.parseRetryAfter(value, nowMs);
        return Number.isNaN(Number(value)) ? 0 : sound.parseRetryAfter(value, nowMs);
      },
    }),
  },
  {
    name: 'retry-after-prefix-parsed',
    defect: '`1abc` counts as 1 s',
    breaks: 'retry.after.invalid',
    cause: 'readsPrefix',
    seams: (sound) => ({
      parseRetryAfter: (value, nowMs) => sound.parseRetryAfter(/^\d+(\.\d+)?/.exec(value ?? '')?.[0] ?? value, nowMs),
    }),
  },
  {
    name: 'retry-after-unbounded-sleep',
    defect: 'a Retry-After over the cap is slept through',
    breaks: 'retry.after.cap',
    cause: 'waitsInFull',
    seams: (sound) => ({
      retryable: (failure, statusIsRetryable) =>
        failure.kind === 'status' ? statusIsRetryable(failure.status) : sound.retryable(failure, statusIsRetryable),
    }),
  },
  {
    name: 'retry-after-over-cap-early',
    defect: 'a Retry-After over the cap falls back to the backoff',
    breaks: 'retry.after.cap',
    cause: 'ignoresHint',
    scope: { hint: 'overCap' },
    seams: (sound) => ({
      retryable: (failure, statusIsRetryable) =>
        failure.kind === 'status' ? statusIsRetryable(failure.status) : sound.retryable(failure, statusIsRetryable),
      delay: (retryAfter, backoffMs) => sound.delay((retryAfter ?? 0) > longest ? null : retryAfter, backoffMs),
    }),
  },
];
