import type { ClockTier, Observation, Stamp } from '@sdk-conformance/model';

export interface Tolerance {
  /** ms a gap may fall short of the policy's window. */
  readonly belowMs: number;
  /** ms a gap may exceed it. */
  readonly aboveMs: number;
  /** Share of the window's upper end by which it may be exceeded besides. */
  readonly aboveShare: number;
}

/**
 * What a clock adds to a delay, by tier. Tier A is exact but for the grain of timers, which take whole milliseconds; tier B counts each
 * reading of the clock, many of them where many steps start at once; in real time the scheduler of a busy machine adds its own. In tier S that
 * is for waits alone: see {@link ofRealTime}.
 */
const tolerances: Readonly<Record<ClockTier, Tolerance>> = {
  A: { belowMs: 1, aboveMs: 1, aboveShare: 0 },
  B: { belowMs: 2, aboveMs: 10, aboveShare: 0 },
  S: { belowMs: 1, aboveMs: 1, aboveShare: 0 },
  C: { belowMs: 25, aboveMs: 250, aboveShare: 0.1 },
};

/** By what a play was timed, and the steps that it had. */
export type Timing = Pick<Observation, 'tier' | 'granularityMs'> & Partial<Pick<Observation, 'steps'>>;

/** ms that each step of a scenario adds to the waits of the others under tier B, where readings count: a thousand clients made a sound one 1 ms too late. */
const crowdMsPerStep = 0.1;

/** A wait may end by so much later where timers end on frames, or where many steps read one clock. */
function grained(tolerance: Tolerance, { tier, granularityMs = 0, steps = [] }: Timing): Tolerance {
  const laterMs = granularityMs + (tier === 'B' && steps.length > 1 ? steps.length * crowdMsPerStep : 0);
  return laterMs === 0 ? tolerance : { ...tolerance, aboveMs: tolerance.aboveMs + laterMs };
}

export function toleranceOf(timing: Timing): Tolerance {
  return grained(tolerances[timing.tier], timing);
}

/**
 * ms by which a wait of tier B may end late besides, where its process read the clock for so long: forty calls of .NET that a busy machine woke
 * at once took 19 ms to read. A loop that reads for longer is reported for itself.
 */
const mostReadMs = 100;

/** For what passed between two moments of a process. */
export function withReadings(tolerance: Tolerance, from: Stamp, to: Stamp): Tolerance {
  const readMs = Math.min((to.readMs ?? 0) - (from.readMs ?? 0), mostReadMs);
  return readMs > 0 ? { ...tolerance, aboveMs: tolerance.aboveMs + readMs } : tolerance;
}

/** For what was seen in real time though the clock was virtual. */
export function realTolerance(timing: Timing): Tolerance {
  return toleranceOf({ ...timing, tier: 'C' });
}

/** ms from a step's start to its first request that steps which start at once may cost each other by their own work. */
const startTolerances: Readonly<Record<ClockTier, number>> = { A: 1, B: 250, S: 250, C: 250 };

/** ms of that besides for each step of the call, but under tier A: a thousand that start at once are a second's work of a busy machine. */
const startMsPerStep = 1;

/** How much later than another a step's first request may come. */
export function startTolerance({ tier, granularityMs = 0 }: Timing, steps: number): number {
  return startTolerances[tier] + granularityMs + (tier === 'A' ? 0 : steps * startMsPerStep);
}

/** ms that an SDK's own queue may keep a step's attempts waiting where none of them is seen. A limiter between calls takes 3 ms of timers. */
export const unseenStartMs = 50;

/**
 * ms that a step may settle after its last answer. Measured on sound SDKs, on two processors that twenty processes wanted: under tier A
 * none of 7,803 steps took a ms, under B 5 ms at most of 3,126 and 51 ms once where twenty-five wanted them, under S 0.04 ms of 238; what is
 * allowed there besides is for a client that looks for its answer again and again instead of being woken. In real time a call alone took 736 ms at most.
 */
const settleTolerances: Readonly<Record<ClockTier, number>> = { A: 50, B: 100, S: 50, C: 1000 };

export function settleTolerance({ tier, granularityMs = 0 }: Timing): number {
  return settleTolerances[tier] + granularityMs;
}

/** ms that reading a MB may take in real time; so measured, 50 MB took 3.7 to 11.6 s. */
export const readingMsPerMb = 250;

/** For what passes in real time under tier S: a client's own timeouts, and what it reads off the calendar. */
export function ofRealTime(timing: Timing): Tolerance {
  return timing.tier === 'S' ? realTolerance(timing) : toleranceOf(timing);
}

/** For what is counted from a request's arrival: in real time a busy machine may see that as late as the end. */
export function sinceArrival(timing: Timing): Tolerance {
  const tolerance = ofRealTime(timing);
  return timing.tier === 'S' || timing.tier === 'C' ? { ...tolerance, belowMs: tolerance.aboveMs } : tolerance;
}

export function within(ms: number, fromMs: number, toMs: number, tolerance: Tolerance): boolean {
  return ms >= fromMs - tolerance.belowMs && ms <= toMs + Math.max(tolerance.aboveMs, toMs * tolerance.aboveShare);
}
