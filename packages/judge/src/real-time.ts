import type { ClockTier } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';

/** ms of waiting that a scenario may cost in real time. */
const realTimeBoundMs = 10_000;

/** Calls side by side or in a row in one scenario beyond which a busy machine would disturb what each of them waits. */
const realTimeSteps = 100;

/**
 * Why a scenario is left unspecified under a clock tier: its waits are too long for real time, or its calls too many. Null where it is played.
 *
 * @example
 * ```ts
 * import { needsVirtualClock } from '@sdk-conformance/judge';
 *
 * needsVirtualClock(expectation, 'C'); // 'needs a virtual clock: it takes 30 s of waiting at least'
 * ```
 */
export function needsVirtualClock(expectation: Expectation, tier: ClockTier): string | null {
  const { leastMs, leastAnswersMs, steps } = expectation;
  if (tier !== 'C' && tier !== 'S') return null;
  if (tier === 'C' && steps.length > realTimeSteps) return `needs a virtual clock: it makes ${steps.length} calls`;
  const ms = tier === 'C' ? leastMs : leastAnswersMs;
  if (ms <= realTimeBoundMs) return null;
  const what = tier === 'C' ? 'waiting' : 'answers and timeouts';
  return `needs a virtual clock: it takes ${Math.round(ms / 100) / 10} s of ${what} at least`;
}
