import type { ClockTier } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';

/** ms of waiting that a scenario may cost in real time. */
const realTimeBoundMs = 10_000;

/** Why a scenario is left unspecified under a clock tier: its waits are too long for real time. Null where it is played. */
export function needsVirtualClock(expectation: Expectation, tier: ClockTier): string | null {
  if (tier !== 'C' && tier !== 'S') return null;
  const ms = tier === 'C' ? expectation.leastMs : expectation.leastAnswersMs;
  if (ms <= realTimeBoundMs) return null;
  const what = tier === 'C' ? 'waiting' : 'answers and timeouts';
  return `needs a virtual clock: it takes ${Math.round(ms / 100) / 10} s of ${what} at least`;
}
