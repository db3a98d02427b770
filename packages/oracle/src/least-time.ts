import type { Decision, StepExpectation } from './expectation.js';

/** ms that the decisions of a call take, at least, up to the first that does not retry. */
export function spentMs(decisions: readonly Decision[], waits: boolean): number {
  let ms = 0;
  for (const decision of decisions) {
    ms += decision.takesMs;
    if (decision.action !== 'retry') break;
    if (waits && decision.gap?.kind === 'window') ms += decision.gap.fromMs;
  }
  return ms;
}

/** ms from a step's start to its end, at least. */
function stepMs({ decisions, abort }: StepExpectation, waits: boolean): number {
  const ms = spentMs(decisions, waits);
  return abort === null ? ms : Math.min(ms, abort.atMs);
}

/** Steps run side by side but where one waits for another. */
function together(steps: readonly StepExpectation[], msOf: (step: StepExpectation) => number): number {
  const ends = new Map<string, number>();
  let last = 0;
  for (const step of steps) {
    const start = step.startAfter === null ? step.startAtMs : (ends.get(step.startAfter) ?? 0);
    const end = start + msOf(step);
    ends.set(step.step, end);
    last = Math.max(last, end);
  }
  return last;
}

/** ms that all steps take together, at least, with or without their waits. */
export function leastTime(steps: readonly StepExpectation[], waits: boolean): number {
  return together(steps, (step) => stepMs(step, waits));
}

function longest({ takesMs, action, gap }: Decision): number {
  if (action === 'stop') return takesMs;
  // At the pace of whoever gives a fresh credential, which is at once here.
  if (action === 'retry' && gap === null) return takesMs;
  return action === 'retry' && gap?.kind === 'window' ? takesMs + gap.toMs : Number.POSITIVE_INFINITY;
}

/** ms that all steps take together, at most; null where the spec leaves a wait or a decision open. */
export function mostTime(steps: readonly StepExpectation[]): number | null {
  const most = together(steps, ({ decisions, total }) => {
    if (total !== null) return total.ms;
    const stop = decisions.findIndex(({ action }) => action === 'stop');
    if (stop < 0) return Number.POSITIVE_INFINITY;
    return decisions.slice(0, stop + 1).reduce((ms, decision) => ms + longest(decision), 0);
  });
  return Number.isFinite(most) ? most : null;
}
