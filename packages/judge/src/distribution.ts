/**
 * Chance at most that a sample from the declared distribution fails, for each gap of each target. A run of 12 targets with 8 gaps each
 * stays below 1e-6.
 */
export const falseAlarm = 1e-8;
/** Each of five tests (the distribution, its lower and its upper edge, its mean and its scatter) has a fifth of it. */
const oneTest = falseAlarm / 5;
/** The deviations that a sample is said to find are found so often. */
const power = 0.99;

/** A drawn value's place in its window: 0 at its lower end, 1 at its upper; the least and the most it can be as it was measured. */
export interface Place {
  readonly least: number;
  readonly most: number;
}

/** Of an even spread: the squares of what lies off the middle. */
const squares = { mean: 1 / 12, variance: 1 / 180, reach: 1 / 6 };

/** What a sample of so many draws can tell. Shares of the window's width, or of the draws. */
export interface Sharpness {
  /** Largest distance between the sample's distribution and the declared one that chance explains (Kolmogorov–Smirnov). */
  readonly deviation: number;
  /** Widest part of the window beside either edge that chance leaves empty. */
  readonly edge: number;
  /** Largest distance of the mean from the middle that chance explains. */
  readonly mean: number;
  /** Largest distance of the mean square of what lies off the middle from 1/12 that chance explains. */
  readonly scatter: number;
  /** Least distance of the SDK's own distribution from the declared one that is found. */
  readonly findsDeviation: number;
  /** Least part of the window that is found to be missing at an edge. */
  readonly findsNarrowing: number;
}

/**
 * For every size of sample: by the inequality of Dvoretzky, Kiefer, Wolfowitz and Massart a sample of n is farther off than d with
 * a chance of 2·exp(−2nd²) at most, and a part w of the window has no draw with a chance of (1−w)ⁿ. By Hoeffding's inequality a
 * distribution that is d + e off at a point shows less than d there with a chance of exp(−2ne²) at most. An even spread is strictly
 * sub-Gaussian: its mean is farther off than m with a chance of 2·exp(−6nm²) at most. Its squares off the middle have a variance of
 * 1/180 and lie within 1/6 of their mean: Bernstein's inequality bounds theirs.
 */
export function sharpness(n: number): Sharpness {
  const deviation = Math.sqrt(Math.log(2 / oneTest) / (2 * n));
  const edge = 1 - oneTest ** (1 / n);
  const log = Math.log(2 / oneTest);
  const reach = squares.reach * log * (1 / 3);
  return {
    deviation,
    edge,
    mean: Math.sqrt(log / (6 * n)),
    scatter: (reach + Math.sqrt(reach ** 2 + 2 * n * squares.variance * log)) / n,
    findsDeviation: deviation + Math.sqrt(Math.log(1 / (1 - power)) / (2 * n)),
    findsNarrowing: 1 - (1 - edge) / power ** (1 / n),
  };
}

/** How a sample deviates from an even spread over its window, and where. */
export interface Deviation {
  /** Distance of the distributions that no error of measurement explains; 0 where it explains all. */
  readonly distance: number;
  /** Place in the window where the distance is largest. */
  readonly at: number;
  /** Share of the draws that lie below that place. */
  readonly below: number;
  /** Part of the window below the least draw, and above the greatest. */
  readonly emptyBelow: number;
  readonly emptyAbove: number;
  /** How far the mean is off the middle, and the scatter off an even one, beyond what an error of measurement explains: below 0 towards the lower end, or the middle. */
  readonly mean: number;
  readonly scatter: number;
}

/** Compares a sample that is not empty with an even spread; a draw is taken to lie where it deviates least. */
export function deviationOf(places: readonly Place[]): Deviation {
  const n = places.length;
  const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
  const least = ascending(places.map((p) => p.least));
  const most = ascending(places.map((p) => p.most));
  const within = (place: number) => Math.min(1, Math.max(0, place));
  let worst = { distance: Number.NEGATIVE_INFINITY, at: 0, below: 0 };
  for (let i = 0; i < n; i++) {
    const crowded = { distance: (i + 1) / n - within(most[i] ?? 0), at: within(most[i] ?? 0), below: (i + 1) / n };
    const scarce = { distance: within(least[i] ?? 0) - i / n, at: within(least[i] ?? 0), below: i / n };
    for (const seen of [crowded, scarce]) if (seen.distance > worst.distance) worst = seen;
  }
  const bounds = places.map((place) => ({ from: within(place.least), to: within(place.most) }));
  const mean = { from: average(bounds.map(({ from }) => from)), to: average(bounds.map(({ to }) => to)) };
  const scatter = {
    from: average(bounds.map(({ from, to }) => Math.max(0, from - middle, middle - to) ** 2)),
    to: average(bounds.map(({ from, to }) => Math.max(to - middle, middle - from) ** 2)),
  };
  return {
    ...worst,
    emptyBelow: within(least[0] ?? 0),
    emptyAbove: 1 - within(most[n - 1] ?? 1),
    mean: off(mean, middle),
    scatter: off(scatter, squares.mean),
  };
}

const middle = 0.5;

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Least distance of what lies between two bounds from what it should be. */
function off({ from, to }: { readonly from: number; readonly to: number }, target: number): number {
  return Math.max(0, from - target) - Math.max(0, target - to);
}
