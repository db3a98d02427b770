import type { JsonValue } from '@sdk-conformance/model';
import type { Hypothesis } from './eliminate.js';
import { fitFixed } from './fit-fixed.js';
import { type Clamp, clamps, type Delays, type Growth, growths } from './growth.js';
import { type Ends, endsOf, grain, meant, meet, odds, type Range, roundIn, type Sample, short } from './windows.js';

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
  const shares = (constant === undefined ? best : [constant]).map(({ growth, found }) => delaysOf(growth, found));
  const told = shares.length > 0 ? shares : growths.flatMap((growth) => fitFixed(growth, ends) ?? []);
  return told.map((delays) => hypothesis(delays, samples));
}

interface Fit {
  /** Ends of the first window, ms. */
  readonly low: number;
  readonly high: number;
  /** The upper end of those that grow no more; null: none was seen. */
  readonly cap: number | null;
  readonly clamp: Clamp;
}

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
  // What is drawn beyond a cap comes to the cap itself.
  const isCut = ({ retry, count, longest }: Ends) => {
    const [from, to] = [bottom * growth.at(retry), top * growth.at(retry)];
    const within = Math.min(1, Math.max(0, (cap - from) / (to - from)));
    return within ** count > odds || longest.to >= cap - grain;
  };
  return fits && (clamp === 'before' || capped.every(isCut)) ? { low: bottom, high: top, cap, clamp } : null;
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

function delaysOf(growth: Growth, found: Fit): Delays {
  const { base, kind, ratio } = jitterOf(found);
  const isBefore = found.clamp === 'before';
  const maxMs = found.cap === null ? null : isBefore ? (found.cap * base) / found.high : found.cap;
  const jitter = ratio === null ? { kind } : { kind, ratio: Number(ratio.toPrecision(4)) };
  return { growth, base, jitter, maxMs, clamp: found.clamp };
}

function hypothesis({ growth, base, jitter, maxMs, clamp }: Delays, samples: readonly Sample[]): Hypothesis {
  const told = samples.map(({ least, most }) => `${Math.round(least)} to ${Math.round(most)}`).join(', ');
  const evidence = `waits of ${samples[0]?.count ?? 0} clients, ms: ${told}`;
  const keys: Readonly<Record<string, JsonValue>> = {
    ...growth.keys,
    initialMs: Number(base.toPrecision(6)),
    ...(maxMs === null ? {} : { maxMs: Number(maxMs.toPrecision(6)), clampAfterJitter: clamp === 'after' }),
    jitter: { ...jitter },
  };
  const lines = Object.entries(keys).map(([key, value], i) => ({
    at: ['backoff', key],
    value,
    // One comment stands for all of them.
    evidence: i === 0 ? evidence : '',
  }));
  const capped = maxMs === null ? '' : `, at most ${maxMs} ms`;
  const spread = jitter.ms === undefined ? '' : ` of ${jitter.ms} ms`;
  return { label: `${growth.label} from ${base} ms${capped}, jitter ${jitter.kind}${spread}`, lines };
}
