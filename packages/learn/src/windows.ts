import type { Tolerance } from '@sdk-conformance/judge';

/** Delays that were seen before one retry, ms. */
export interface Sample {
  readonly retry: number;
  readonly count: number;
  readonly least: number;
  readonly most: number;
  /** What the clock may add to a delay, or take from it; a grain where nothing is said. */
  readonly tolerance?: Pick<Tolerance, 'belowMs' | 'aboveMs'>;
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where the ends of a window lie, of which a sample was drawn evenly. */
export interface Ends {
  readonly retry: number;
  readonly low: Range;
  readonly high: Range;
  /** Delays that were drawn, and the longest of them, ms, as far as the clock tells it. */
  readonly count: number;
  readonly longest: Range;
}

/** A delay is seen to the ms. */
export const grain = 1.01;

/** Odds that an end lies further out than is allowed for, or that what is drawn shows none of a share. */
export const odds = 0.0002;

export function endsOf({ retry, count, least, most, tolerance }: Sample): Ends {
  const [below, above] = [Math.max(grain, tolerance?.belowMs ?? 0), Math.max(grain, tolerance?.aboveMs ?? 0)];
  const spread = most - least;
  const beyond = spread <= below + above ? 0 : spread * (odds ** (-1 / count) - 1);
  return {
    retry,
    low: { from: Math.max(0, least - beyond - above), to: least + below },
    high: { from: most - above, to: most + beyond + below },
    count,
    longest: { from: most - above, to: most + below },
  };
}

/** The roundest number by which a time that was seen can be meant, ms. */
export function meant(seen: number, { belowMs, aboveMs }: Pick<Tolerance, 'belowMs' | 'aboveMs'>): number {
  return roundIn({ from: seen - Math.max(grain, aboveMs), to: seen + Math.max(grain, belowMs) })[0] ?? seen;
}

export function meet(ranges: readonly Range[]): Range | null {
  const from = Math.max(...ranges.map((range) => range.from));
  const to = Math.min(...ranges.map((range) => range.to));
  return from <= to ? { from, to } : null;
}

/** Round numbers in a range, those of the fewest digits first. */
export function roundIn({ from, to }: Range): readonly number[] {
  const found = new Set<number>(from <= 0 ? [0] : []);
  for (let digits = 1; digits <= 4; digits++) {
    const unit = 10 ** (Math.floor(Math.log10(Math.max(to, 1))) + 1 - digits);
    for (let i = Math.ceil(from / unit - 1e-9); i * unit <= to + 1e-9 && found.size < mostNumbers; i++) {
      found.add(Number((i * unit).toPrecision(6)));
    }
  }
  return found.size > 0 ? [...found] : [(from + to) / 2];
}

const mostNumbers = 24;

/** Digits of a number, without the zeros at its ends. */
export function short(value: number): number {
  return String(Number(value.toPrecision(4)))
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length;
}
