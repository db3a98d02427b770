/** What decides a delay beside the retry and the answer. */
export interface DelayOptions {
  /** Epoch ms of the moment at which the answer came; now without. */
  readonly nowMs?: number | undefined;
  /** Gives numbers from 0 up to, and without, 1; `Math.random` without. */
  readonly random?: (() => number) | undefined;
  /** The delay before the retry before this one; only decorrelated jitter asks for it. */
  readonly previousMs?: number | undefined;
}

/** An answer, as far as it is asked when to try again. */
export interface RetriedAnswer {
  readonly status: number;
  /** Gives a header of the answer by its name, in whatever case; null where there is none. */
  readonly header: (name: string) => string | null | undefined;
}

/**
 * Delay before retry k (k = 0, 1, …) where the server does not say. `random` gives numbers from 0 up to, and
 * without, 1. In ms.
 */
export function backoffMs(
  retry: number,
  _status: number | null,
  options: DelayOptions = {},
): number {
  const initialMs = 500;
  const drawn = (options.random ?? Math.random)();
  const delayMs = initialMs * 2 ** retry;
  return delayMs * (1 - 0.5 * drawn);
}

interface HintPlace {
  readonly unitMs: number;
  /** The number is a moment of the epoch. */
  readonly isMoment: boolean;
  /** Forms of a date that it may be instead. */
  readonly dates: readonly RegExp[];
  readonly addMs: number;
}

type WaitHint =
  | { readonly kind: 'none' | 'zero' | 'negative' | 'past' | 'invalid' }
  | { readonly kind: 'wait'; readonly ms: number; readonly hasFraction: boolean };

interface HintHeader extends HintPlace {
  readonly name: string;
  /** It counts only where another header has this value. */
  readonly when: { readonly header: string; readonly equals: string } | null;
}

const HINT_HEADERS: readonly HintHeader[] = [
  {
    name: 'Retry-After',
    unitMs: 1000,
    isMoment: false,
    dates: [
      /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>[0-9]{2}) (?<month>[A-Z][a-z]{2}) (?<year>[0-9]{4}) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) GMT$/,
      /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>[0-9]{2})-(?<month>[A-Z][a-z]{2})-(?<year>[0-9]{2}) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) GMT$/,
      /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ 0-9][0-9]) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) (?<year>[0-9]{4})$/,
    ],
    when: null,
    addMs: 0,
  },
];

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function momentOf(text: string, dates: readonly RegExp[], nowMs: number): number | null {
  for (const form of dates) {
    const found = form.exec(text)?.groups;
    if (found === undefined) continue;
    const month = MONTHS.indexOf(found['month'] ?? '');
    const [hours = 0, minutes = 0, seconds = 0] = (found['time'] ?? '').split(':').map(Number);
    let year = Number(found['year']);
    if (found['year']?.length === 2) {
      // Two digits: a year that looks more than fifty years ahead is a past one.
      year += 100 * Math.floor(new Date(nowMs).getUTCFullYear() / 100);
      if (year > new Date(nowMs).getUTCFullYear() + 50) year -= 100;
    }
    return month < 0 ? null : Date.UTC(year, month, Number(found['day']), hours, minutes, seconds);
  }
  return null;
}

function hintIn(text: string, place: HintPlace, nowMs: number): WaitHint {
  const moment = momentOf(text, place.dates, nowMs);
  const found = moment === null ? /^-?[0-9]+(?:\.[0-9]+)?$/.exec(text)?.[0] : undefined;
  if (moment === null && found === undefined) return { kind: 'invalid' };
  const amount = Number(found);
  const inMs = moment ?? (place.isMoment && amount > 0 ? amount * place.unitMs : null);
  if (inMs !== null) {
    const ms = inMs - nowMs + place.addMs;
    return ms > 0 ? { kind: 'wait', ms, hasFraction: false } : { kind: 'past' };
  }
  if (amount === 0) return { kind: 'zero' };
  if (amount < 0) return { kind: 'negative' };
  return { kind: 'wait', ms: amount * place.unitMs + place.addMs, hasFraction: text.includes('.') };
}

function hintOf(answer: RetriedAnswer, nowMs: number): WaitHint {
  for (const place of HINT_HEADERS) {
    const value = answer.header(place.name);
    if (value === null || value === undefined) continue;
    if (place.when !== null && answer.header(place.when.header)?.trim() !== place.when.equals) continue;
    return hintIn(value.trim(), place, nowMs);
  }
  return { kind: 'none' };
}

/** Seconds that an answer asks to wait, for the field of its error; null where it gives no usable hint. */
export function retryAfterSeconds(answer: RetriedAnswer, nowMs: number = Date.now()): number | null {
  const hint = hintOf(answer, nowMs);
  return hint.kind === 'wait' ? hint.ms / 1000 : null;
}

/**
 * Delay before retry k (k = 0, 1, …) after an answer whose status is retried, or after none came; null where the
 * answer is not to be tried again. In ms.
 */
export function retryDelayMs(retry: number, answer: RetriedAnswer | null, options: DelayOptions = {}): number | null {
  const backoff = backoffMs(retry, answer?.status ?? null, options);
  if (answer === null) return backoff;
  const hint = hintOf(answer, options.nowMs ?? Date.now());
  if (hint.kind !== 'wait') return backoff;
  if (hint.ms > 60000) return null;
  return hint.ms;
}
