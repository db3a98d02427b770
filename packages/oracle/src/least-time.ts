import type { StepExpectation } from './expectation.js';

/** ms from a step's start to its end, at least. */
function stepMs({ decisions, abort }: StepExpectation, waits: boolean): number {
  let ms = 0;
  for (const decision of decisions) {
    ms += decision.takesMs;
    if (decision.action !== 'retry') break;
    if (waits && decision.gap?.kind === 'window') ms += decision.gap.fromMs;
  }
  return abort === null ? ms : Math.min(ms, abort.atMs);
}

/** ms that all steps take together, at least, with or without their waits: steps run side by side but where one waits for another. */
export function leastTime(steps: readonly StepExpectation[], waits: boolean): number {
  const ends = new Map<string, number>();
  for (const step of steps) {
    const start = step.startAfter === null ? step.startAtMs : (ends.get(step.startAfter) ?? 0);
    ends.set(step.step, start + stepMs(step, waits));
  }
  return Math.max(0, ...ends.values());
}
