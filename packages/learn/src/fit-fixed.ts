import { type Clamp, clamps, type Delays, type Growth } from './growth.js';
import { type Ends, grain, meet, type Range, roundIn, short } from './windows.js';

type Kind = 'add' | 'subtract' | 'symmetric';
const kinds: readonly Kind[] = ['add', 'subtract', 'symmetric'];

/** Where jitter of so many ms can put a delay. */
function window(kind: Kind, delay: number, ms: number): Range {
  return { from: kind === 'add' ? delay : delay - ms, to: kind === 'subtract' ? delay : delay + ms };
}

/** The delay itself, of which a window was drawn. */
function delayIn(kind: Kind, { low, high }: Ends): Range {
  if (kind === 'add') return low;
  if (kind === 'subtract') return high;
  return { from: (low.from + high.from) / 2, to: (low.to + high.to) / 2 };
}

/** Delays that grow while their jitter stays as wide as it is; null where none have the windows that were seen. */
export function fitFixed(growth: Growth, ends: readonly Ends[]): Delays | null {
  const widths = ends.map(({ low, high }) => ({ from: high.from - low.to, to: high.to - low.from }));
  const fits = kinds.flatMap((kind) => {
    const wide = (width: number) => (kind === 'symmetric' ? width / 2 : width);
    // The cap may hold from any retry on; the windows that it leaves whole come first.
    for (let stop = ends.length; stop > 0; stop--) {
      const growing = ends.slice(0, stop);
      const base = meet(
        growing.map((e) => ({
          from: delayIn(kind, e).from / growth.at(e.retry),
          to: delayIn(kind, e).to / growth.at(e.retry),
        })),
      );
      const spread = meet(widths.slice(0, stop).map(({ from, to }) => ({ from: wide(from), to: wide(to) })));
      if (base === null || spread === null || spread.to <= grain) continue;
      const found = pairs(base, spread).flatMap(([initialMs, ms]) =>
        clamps.flatMap((clamp) => capped({ kind, growth, ends, stop, clamp, initialMs, ms }) ?? []),
      );
      if (found.length > 0) return found.slice(0, 1).map((delays) => ({ stop, delays }));
    }
    return [];
  });
  const latest = Math.max(0, ...fits.map(({ stop }) => stop));
  const cost = ({ base, jitter }: Delays) => short(base) + short(jitter.ms ?? 0);
  const [best] = fits.filter(({ stop }) => stop === latest).sort((a, b) => cost(a.delays) - cost(b.delays));
  return best?.delays ?? null;
}

/** Numbers that both can be, the roundest first. */
function pairs(base: Range, spread: Range): readonly (readonly [base: number, ms: number])[] {
  return roundIn(base)
    .flatMap((initialMs) => roundIn(spread).map((ms) => [initialMs, ms] as const))
    .sort((a, b) => short(a[0]) + short(a[1]) - short(b[0]) - short(b[1]));
}

interface Tried {
  readonly kind: Kind;
  readonly growth: Growth;
  readonly ends: readonly Ends[];
  /** How many windows are not cut. */
  readonly stop: number;
  readonly clamp: Clamp;
  readonly initialMs: number;
  readonly ms: number;
}

/** The delays with the cap that the later windows have; null where they have none that fits. */
function capped({ kind, growth, ends, stop, clamp, initialMs, ms }: Tried): Delays | null {
  const cut = ends.slice(stop);
  // Two windows that are alike are needed before it is said that delays stop to grow.
  if (cut.length === 1 || (cut.length === 0 && clamp === 'after')) return null;
  const highest = meet(cut.map((e) => (clamp === 'after' ? e.high : delayIn(kind, e))));
  if (cut.length > 0 && highest === null) return null;
  const maxMs = cut.length === 0 || highest === null ? null : (roundIn(highest)[0] ?? null);
  const at = (retry: number): Range => {
    const delay = initialMs * growth.at(retry);
    if (clamp === 'before') return window(kind, Math.min(maxMs ?? delay, delay), ms);
    const { from, to } = window(kind, delay, ms);
    return { from: Math.min(maxMs ?? from, from), to: Math.min(maxMs ?? to, to) };
  };
  const fits = ends.every(({ retry, low, high }) => {
    const { from, to } = at(retry);
    return from >= low.from - grain && from <= low.to + grain && to >= high.from - grain && to <= high.to + grain;
  });
  return fits ? { growth, base: initialMs, jitter: { kind, ms }, maxMs, clamp } : null;
}
