import type { Tolerance } from '@sdk-conformance/judge';
import type { JsonValue } from '@sdk-conformance/model';
import type { Hypothesis } from './eliminate.js';

/** Delays that were seen before one retry, ms. */
export interface Sample {
  readonly retry: number;
  readonly count: number;
  readonly least: number;
  readonly most: number;
  /** What the clock may add to a delay, or take from it; a grain where nothing is said. */
  readonly tolerance?: Pick<Tolerance, 'belowMs' | 'aboveMs'>;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where the ends of a window lie, of which a sample was drawn evenly. */
interface Ends {
  readonly retry: number;
  readonly low: Range;
  readonly high: Range;
}

/** A delay is seen to the ms. */
const grain = 1.01;

/** Odds that an end lies further out than is allowed for. */
const odds = 0.0002;

function endsOf({ retry, count, least, most, tolerance }: Sample): Ends {
  const [below, above] = [Math.max(grain, tolerance?.belowMs ?? 0), Math.max(grain, tolerance?.aboveMs ?? 0)];
  const spread = most - least;
  const beyond = spread <= below + above ? 0 : spread * (odds ** (-1 / count) - 1);
  return {
    retry,
    low: { from: Math.max(0, least - beyond - above), to: least + below },
    high: { from: most - above, to: most + beyond + below },
  };
}

/** The roundest number by which a time that was seen can be meant, ms. */
export function meant(seen: number, { belowMs, aboveMs }: Pick<Tolerance, 'belowMs' | 'aboveMs'>): number {
  return roundIn({ from: seen - Math.max(grain, aboveMs), to: seen + Math.max(grain, belowMs) })[0] ?? seen;
}

interface Growth {
  readonly label: string;
  readonly at: (retry: number) => number;
  readonly keys: Readonly<Record<string, JsonValue>>;
}

const factors = [1.1, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6, 1.7, 1.75, 1.8, 2, 2.5, 3, 4, 5, 8, 10];

const growths: readonly Growth[] = [
  { label: 'constant', at: () => 1, keys: { kind: 'constant' } },
  ...factors.map((factor) => ({
    label: `exponential by ${factor}`,
    at: (retry: number) => factor ** retry,
    keys: { kind: 'exponential', factor },
  })),
  ...[0.5, 1, 2].map((factor) => ({
    label: `linear by ${factor}`,
    at: (retry: number) => 1 + retry * factor,
    keys: { kind: 'linear', factor },
  })),
  ...[2, 3].map((power) => ({
    label: `polynomial of power ${power}`,
    at: (retry: number) => (retry + 1) ** power,
    keys: { kind: 'polynomial', power },
  })),
];

function meet(ranges: readonly Range[]): Range | null {
  const from = Math.max(...ranges.map((range) => range.from));
  const to = Math.min(...ranges.map((range) => range.to));
  return from <= to ? { from, to } : null;
}

/** Round numbers in a range, those of the fewest digits first. */
function roundIn({ from, to }: Range): readonly number[] {
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

/** Policies of backoff whose windows are what was seen: the simplest first. A first delay that is none of the kind's may stand apart. */
export function fitted(samples: readonly Sample[]): readonly Hypothesis[] {
  const whole = fittedWhole(samples);
  const [first, ...others] = samples;
  if (whole.length > 0 || first === undefined || others.length < leastGrowth) return whole;
  const { low, high } = endsOf(first);
  if (high.to - low.from > 2 * (low.to - low.from)) return [];
  const firstRetryMs = meant(first.least, { belowMs: 0, aboveMs: 0, ...first.tolerance });
  return fittedWhole(others).map(({ label, lines }) => ({
    label: `${label}, but ${firstRetryMs} ms before the first retry`,
    lines: [...lines, { at: ['backoff', 'firstRetryMs'], value: firstRetryMs, evidence: '' }],
  }));
}

/** Delays by which growth is known, where the first is none of them. */
const leastGrowth = 2;

function fittedWhole(samples: readonly Sample[]): readonly Hypothesis[] {
  const ends = samples.map(endsOf);
  const fits = growths.flatMap((growth) => {
    // Delays may stop to grow at each of the retries that were seen, or at none.
    const stops = ends.map((_, i) => i + 1).reverse();
    for (const stop of growth.keys['kind'] === 'constant' ? [ends.length] : stops) {
      const found = clamps.flatMap((clamp) => fit(growth, ends, stop, clamp) ?? []);
      if (found.length > 0) return found.map((each) => ({ growth, stop, found: each }));
    }
    return [];
  });
  // Whoever needs no cap, or a later one, explains more by less.
  const latest = Math.max(0, ...fits.map(({ stop }) => stop));
  const best = fits.filter(({ stop }) => stop === latest);
  const constant = best.find(({ growth }) => growth.keys['kind'] === 'constant');
  return (constant === undefined ? best : [constant]).map(({ growth, found }) => hypothesis(growth, found, samples));
}

interface Fit {
  /** Ends of the first window, ms. */
  readonly low: number;
  readonly high: number;
  /** The upper end of those that grow no more; null: none was seen. */
  readonly cap: number | null;
  readonly clamp: Clamp;
}

/** Whether the cap holds for the delay before its jitter, or for what is drawn. */
type Clamp = 'before' | 'after';

const clamps: readonly Clamp[] = ['before', 'after'];

function fit(growth: Growth, ends: readonly Ends[], stop: number, clamp: Clamp): Fit | null {
  const growing = ends.slice(0, stop);
  const capped = ends.slice(stop);
  const scaled = (of: (ends: Ends) => Range) =>
    meet(growing.map((e) => ({ from: of(e).from / growth.at(e.retry), to: of(e).to / growth.at(e.retry) })));
  const [low, high] = [scaled((e) => e.low), scaled((e) => e.high)];
  if (low === null || high === null) return null;
  // Two windows that are alike are needed before it is said that delays stop to grow.
  if (capped.length === 1) return null;
  const [bottom, top] = roundest(low, high);
  if (capped.length === 0) return clamp === 'before' ? { low: bottom, high: top, cap: null, clamp } : null;
  const highest = meet(capped.map((e) => e.high));
  if (highest === null) return null;
  const [cap = 0] = roundIn(highest);
  // Without jitter, before and after are the same.
  if (cap >= top * growth.at(capped[0]?.retry ?? stop) || (clamp === 'after' && top - bottom <= grain)) return null;
  const lowest = (retry: number) =>
    clamp === 'after' ? Math.min(cap, bottom * growth.at(retry)) : top === 0 ? 0 : (cap * bottom) / top;
  const fits = capped.every(({ retry, low: l }) => lowest(retry) >= l.from - grain && lowest(retry) <= l.to + grain);
  return fits ? { low: bottom, high: top, cap, clamp } : null;
}

function short(value: number): number {
  return String(Number(value.toPrecision(4)))
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length;
}

interface Jitter {
  readonly base: number;
  readonly kind: string;
  readonly ratio: number | null;
}

/** The ends of a window by which it is said with the fewest digits; of several those nearest to what was seen. */
function roundest(low: Range, high: Range): readonly [low: number, high: number] {
  const pairs = roundIn(low).flatMap((bottom) =>
    roundIn(high)
      .filter((top) => top >= bottom)
      .map((top) => {
        const { base, ratio } = jitterOf({ low: bottom, high: top });
        return {
          bottom,
          top,
          cost: short(base) + short(ratio ?? 0),
          off: (low.to - bottom + top - high.from) / high.to,
        };
      }),
  );
  const [best] = pairs.sort((a, b) => a.cost - b.cost || a.off - b.off);
  return best === undefined ? [low.to, high.from] : [best.bottom, best.top];
}

/** The window as a delay and what randomness does to it: of several ways that come to the same, the one of the roundest numbers. */
function jitterOf({ low, high }: Pick<Fit, 'low' | 'high'>): Jitter {
  if (high - low <= grain) return { base: high, kind: 'none', ratio: null };
  if (low === 0) return { base: high, kind: 'full', ratio: null };
  const ways: readonly Jitter[] = [
    { base: high, kind: 'subtract', ratio: 1 - low / high },
    { base: low, kind: 'add', ratio: high / low - 1 },
    { base: (low + high) / 2, kind: 'symmetric', ratio: (high - low) / (high + low) },
  ];
  const cost = ({ base, ratio }: Jitter) => short(base) + short(ratio ?? 0);
  return [...ways].sort((a, b) => cost(a) - cost(b))[0] ?? { base: high, kind: 'none', ratio: null };
}

function hypothesis(growth: Growth, found: Fit, samples: readonly Sample[]): Hypothesis {
  const { base, kind, ratio } = jitterOf(found);
  const told = samples.map(({ least, most }) => `${Math.round(least)} to ${Math.round(most)}`).join(', ');
  const evidence = `waits of ${samples[0]?.count ?? 0} clients, ms: ${told}`;
  const isBefore = found.clamp === 'before';
  const maxMs = found.cap === null ? null : isBefore ? (found.cap * base) / found.high : found.cap;
  const jitter: JsonValue = ratio === null ? { kind } : { kind, ratio: Number(ratio.toPrecision(4)) };
  const keys: Readonly<Record<string, JsonValue>> = {
    ...growth.keys,
    initialMs: Number(base.toPrecision(6)),
    ...(maxMs === null ? {} : { maxMs: Number(maxMs.toPrecision(6)), clampAfterJitter: !isBefore }),
    jitter,
  };
  const lines = Object.entries(keys).map(([key, value], i) => ({
    at: ['backoff', key],
    value,
    // One comment stands for all of them.
    evidence: i === 0 ? evidence : '',
  }));
  const capped = maxMs === null ? '' : `, at most ${maxMs} ms`;
  return { label: `${growth.label} from ${base} ms${capped}, jitter ${kind}`, lines };
}
