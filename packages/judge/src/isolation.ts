import type { ClockTier } from '@sdk-conformance/model';
import type { Because, Expectation } from '@sdk-conformance/oracle';
import type { SeenStep } from './by-step.js';
import { fail, type Mark, pass } from './mark.js';
import { startTolerances } from './tolerance.js';

const because: Because = {
  requirement: 'call.isolation',
  pointer: '/retry',
  text: 'calls on one client share no retry state, bodies or waits',
};

/**
 * Each step's first request goes out whatever other steps wait for. What every step takes before it, such as a turn of a queue, is the
 * SDK's own: a step is late by what it takes beyond the one that takes least.
 */
export function judgeStarts(expectation: Expectation, seenOf: (step: string) => SeenStep, tier: ClockTier): Mark[] {
  if (expectation.steps.length < 2) return [];
  const starts = expectation.steps.flatMap(({ step }) => {
    const { settled, exchanges } = seenOf(step);
    const [first] = exchanges;
    return settled?.startedAt == null || first === undefined
      ? []
      : [{ step, waitedMs: first.arrivedAt.virtualMs - settled.startedAt.virtualMs }];
  });
  const leastMs = Math.min(...starts.map(({ waitedMs }) => waitedMs));
  return starts.map(({ step, waitedMs }) =>
    waitedMs - leastMs <= startTolerances[tier]
      ? pass(because, step)
      : fail(because, step, `the first request of ${step} came ${Math.round(waitedMs)} ms after it started`, {
          waitedMs,
        }),
  );
}
