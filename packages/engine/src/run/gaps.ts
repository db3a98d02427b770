import { byStep, delaysOf } from '@sdk-conformance/judge';
import type { GapRecord } from '@sdk-conformance/reporters';
import type { Result } from './result.js';

/** What the client waited between its attempts, with the policy's window for each, where it has one. */
export function gapsOf({ expectation, observation }: NonNullable<Result['judged']>): readonly GapRecord[] {
  const seenOf = byStep(observation);
  return expectation.steps.flatMap(({ step, decisions }) =>
    delaysOf(seenOf(step)).map((ms, attempt): GapRecord => {
      const gap = decisions.find((decision) => decision.attempt === attempt)?.gap ?? null;
      return {
        step,
        attempt,
        ms,
        window: gap !== null && 'fromMs' in gap ? { fromMs: gap.fromMs, toMs: gap.toMs } : null,
      };
    }),
  );
}
