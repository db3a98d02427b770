import type { Observation } from '@sdk-conformance/model';
import type { TotalExpectation } from '@sdk-conformance/oracle';
import type { SeenStep } from './by-step.js';
import { fail, type Mark, pass } from './mark.js';
import { round } from './round.js';
import { settleTolerance, sinceArrival } from './tolerance.js';

/** Judges that no request of a call is sent when its time is used up, and that it has come to something by then. */
export function judgeTotal(
  total: TotalExpectation | null,
  own: SeenStep,
  observation: Observation,
  step: string,
): Mark[] {
  const { exchanges, settled } = own;
  const startedAt = settled?.startedAt ?? null;
  if (total === null || settled === undefined || startedAt === null) return [];
  const { because, ms } = total;
  const since = (at: number) => at - startedAt.virtualMs;
  const late = exchanges.findIndex(
    ({ arrivedAt }) => since(arrivedAt.virtualMs) > ms + sinceArrival(observation).aboveMs,
  );
  const request = exchanges[late];
  if (request !== undefined) {
    const atMs = since(request.arrivedAt.virtualMs);
    return [fail(because, step, `request ${late + 1} came ${round(atMs)} ms after the call began`, { atMs })];
  }
  if (settled.settledAt === null) return [];
  const endMs = since(settled.settledAt.virtualMs);
  if (endMs <= ms + settleTolerance(observation)) return [pass(because, step, { endMs })];
  return [fail(because, step, `it settled ${round(endMs)} ms after it began`, { endMs })];
}
