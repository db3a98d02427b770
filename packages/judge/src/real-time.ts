import type { ClockTier } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';

/** ms of waiting that a scenario may cost in real time. */
const realTimeBoundMs = 10_000;

/** Calls side by side or in a row in one scenario beyond which a busy machine would disturb what each of them waits. */
const realTimeSteps = 100;

/** Why a scenario is left unspecified under a clock tier: its waits are too long for real time, or its calls too many. Null where it is played. */
export function needsVirtualClock(expectation: Expectation, tier: ClockTier): string | null {
  const { leastMs, steps } = expectation;
  if (tier !== 'C') return null;
  if (steps.length > realTimeSteps) return `needs a virtual clock: it makes ${steps.length} calls`;
  if (leastMs <= realTimeBoundMs) return null;
  return `needs a virtual clock: it takes ${Math.round(leastMs / 100) / 10} s of waiting at least`;
}
