import type { BackoffPolicy, HintPolicy, Spec } from '@sdk-conformance/model';
import { type Range, rangeOf } from './answers.js';

/** When a call is tried again, as far as the spec says it. */
export interface WaitsView {
  readonly backoff: BackoffPolicy;
  /** Statuses after which the delay starts from another one, or has another cap; the first that fits counts. */
  readonly exceptions: readonly {
    readonly ranges: readonly Range[];
    readonly initialMs: number | null;
    readonly maxMs: number | null;
  }[];
  /** Null where no answer changes the delay. */
  readonly hints: HintView | null;
}

/** How an answer says when to try again; what the spec leaves open falls back to the backoff. */
export interface HintView {
  readonly policy: HintPolicy;
  /** Statuses on which a hint counts; null: on all that are retried. */
  readonly ranges: readonly Range[] | null;
  /** What is a number, as a regular expression of every language; the number is what it matches. */
  readonly number: string;
}

/** Forms of an HTTP-date (RFC 9110, section 5.6.7), as regular expressions of every language; days, months and times have names. */
export const dateForms = {
  imf: '^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>[0-9]{2}) (?<month>[A-Z][a-z]{2}) (?<year>[0-9]{4}) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) GMT$',
  rfc850:
    '^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>[0-9]{2})-(?<month>[A-Z][a-z]{2})-(?<year>[0-9]{2}) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) GMT$',
  asctime:
    '^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ 0-9][0-9]) (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}) (?<year>[0-9]{4})$',
} as const;

const digits = '-?[0-9]+(?:\\.[0-9]+)?';
const numbers: Readonly<Record<NonNullable<HintPolicy['numbers']>, string>> = {
  digits: `^${digits}$`,
  float: '^[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?$',
  // A whole number of digits where it is one, and else what stands before the rest.
  leading: `^${digits}$|^[+-]?[0-9]+`,
};

/** Null where the spec does not say how long to wait. */
export function waitsOf({ backoff, hints }: Spec): WaitsView | null {
  if (backoff === null) return null;
  const asked = hints !== null && !(hints.readsNone && hints.body === null);
  return {
    backoff,
    exceptions: backoff.for.map(({ statuses, initialMs, maxMs }) => ({
      ranges: statuses.map(rangeOf),
      initialMs,
      maxMs,
    })),
    hints: asked
      ? {
          policy: hints,
          ranges: hints.statuses === 'retried' ? null : hints.statuses.map(rangeOf),
          number: numbers[hints.numbers ?? 'digits'],
        }
      : null,
  };
}

/** A delay with its jitter, in the arithmetic that all languages have; `drawn` is from 0 up to, and without, 1, and `unit` writes ms as the delay is written. */
export function jittered(
  { kind, ratio, ms }: BackoffPolicy['jitter'],
  delay: string,
  unit: (ms: number) => string = String,
): string {
  switch (kind) {
    case 'full':
      return `drawn * ${delay}`;
    case 'equal':
      return `${delay} * (1 - drawn / 2)`;
    case 'subtract':
      return ms === undefined ? `${delay} * (1 - ${ratio} * drawn)` : `${delay} - ${unit(ms)} * drawn`;
    case 'add':
      return ms === undefined ? `${delay} * (1 + ${ratio} * drawn)` : `${delay} + ${unit(ms)} * drawn`;
    case 'symmetric':
      return ms === undefined
        ? `${delay} * (1 + ${ratio} * (2 * drawn - 1))`
        : `${delay} + ${unit(ms)} * (2 * drawn - 1)`;
    // Drawn from what came before, by each language itself.
    case 'decorrelated':
    case 'none':
      return delay;
  }
}

type HintKind = 'none' | 'zero' | 'negative' | 'past' | 'invalid';
type Unusable = 'backoff' | 'immediate' | 'noRetry' | number;

/** What hints that ask for no wait come to, those that come to the same together. What the spec leaves open falls back to the backoff. */
export function unusableHints({
  headers,
  missing,
  zero,
  negative,
  pastDate,
  invalid,
}: HintPolicy): readonly (readonly [readonly HintKind[], Unusable])[] {
  const said: Readonly<Record<HintKind, Unusable | 'next' | null>> = {
    none: headers.length === 0 ? null : missing,
    zero,
    negative,
    past: pastDate,
    invalid,
  };
  const groups = new Map<Unusable, HintKind[]>();
  for (const kind of Object.keys(said) as HintKind[]) {
    const rule = said[kind] === null || said[kind] === 'next' ? 'backoff' : said[kind];
    groups.set(rule, [...(groups.get(rule) ?? []), kind]);
  }
  return [...groups].map(([rule, kinds]) => [kinds, rule]);
}

/** What the functions of waits are, in the same words in each language; `{unit}` is ms, seconds or a TimeSpan. */
export const waitDocs = {
  file: 'When a call is tried again: by the backoff, and by what the server says.',
  backoff:
    'Delay before retry k (k = 0, 1, …) where the server does not say. `random` gives numbers from 0 up to, and without, 1.',
  previous: 'The delay before the retry before this one; only decorrelated jitter asks for it.',
  retryAfter: 'Seconds that an answer asks to wait, for the field of its error; null where it gives no usable hint.',
  delay:
    'Delay before retry k (k = 0, 1, …) after an answer whose status is retried, or after none came; null where the answer is not to be tried again.',
  header: 'Gives a header of the answer by its name, in whatever case; null where there is none.',
  body: 'Gives what stands at a JSON pointer into the body; null where nothing does.',
} as const;
