import type { Because, Decision, Expectation, StepExpectation } from '@sdk-conformance/oracle';
import type { SeenStep } from './by-step.js';
import { fail, type Mark, pass } from './mark.js';
import { seenOutcome } from './outcome.js';
import { startTolerance, type Timing } from './tolerance.js';

const because: Because = {
  requirement: 'call.isolation',
  pointer: '/retry',
  text: 'calls on one client share no retry state, bodies or waits',
};

/** That a call begins whatever others wait for, no vendor says; some keep calls apart on purpose. */
const becauseStarts: Because = { ...because, atMost: 'should' };

/**
 * Each step's first request goes out whatever other steps wait for. What every step takes before it, such as a turn of a queue, is the
 * SDK's own: a step is late by what it takes beyond the one that takes least.
 */
export function judgeStarts(expectation: Expectation, seenOf: (step: string) => SeenStep, timing: Timing): Mark[] {
  if (expectation.steps.length < 2) return [];
  const starts = expectation.steps.flatMap(({ step }) => {
    const { settled, exchanges } = seenOf(step);
    const [first] = exchanges;
    return settled?.startedAt == null || first === undefined
      ? []
      : [{ step, waitedMs: first.arrivedAt.virtualMs - settled.startedAt.virtualMs }];
  });
  const leastMs = Math.min(...starts.map(({ waitedMs }) => waitedMs));
  const besideLimit = besideOf(expectation, seenOf);
  return starts.map(({ step, waitedMs }) =>
    waitedMs - leastMs <= startTolerance(timing, starts.length)
      ? pass(besideLimit(step) ?? becauseStarts, step)
      : fail(
          besideLimit(step) ?? becauseStarts,
          step,
          `the first request of ${step} came ${Math.round(waitedMs)} ms after it started`,
          {
            waitedMs,
          },
        ),
  );
}

/** Why a step must not wait that begins when a limit of another category than its own has been met; undefined where none has. */
function besideOf(
  { limits, steps }: Expectation,
  seenOf: (step: string) => SeenStep,
): (step: string) => Because | undefined {
  if (limits === undefined) return () => undefined;
  const met = steps.flatMap(({ step }) => seenOf(step).exchanges.filter(({ limited }) => limited !== undefined));
  return (step) => {
    const startedMs = seenOf(step).settled?.startedAt?.virtualMs;
    const isBeside = met.some(
      ({ limited, arrivedAt }) =>
        limited?.category !== limits.categories[step] && startedMs !== undefined && arrivedAt.virtualMs <= startedMs,
    );
    return isBeside ? limits.because : undefined;
  };
}

/** The steps of a scenario that has the same calls alone and side by side: those beside others, each with its like that was alone. */
function likes({ steps }: Expectation): ReadonlyMap<StepExpectation, StepExpectation> {
  const starting = new Map<string | null, number>();
  for (const { startAfter } of steps) starting.set(startAfter, (starting.get(startAfter) ?? 0) + 1);
  const isAlone = ({ startAfter }: StepExpectation) => starting.get(startAfter) === 1;
  // Two answers of one status may come to other ends, by their bodies.
  const endOf = ({ outcome }: Decision) => [outcome.kind, outcome.kind === 'raised' ? outcome.type : null];
  const callOf = ({ operation, decisions }: StepExpectation) =>
    JSON.stringify([operation, decisions.map((decision) => [decision.label, decision.action, endOf(decision)])]);
  // What an SDK may refuse comes to nothing there, whatever is beside it.
  const sending = steps.filter(({ sends, mayRefuse }) => sends === 'must' && mayRefuse !== true);
  const alone = new Map(sending.filter(isAlone).map((step) => [callOf(step), step]));
  const found = new Map<StepExpectation, StepExpectation>();
  for (const step of sending) {
    const like = alone.get(callOf(step));
    if (!isAlone(step) && like !== undefined && step.decisions.every(({ action }) => action !== 'open'))
      found.set(step, like);
  }
  return found;
}

interface Came {
  /** How many requests, and the kind of end: what neither chance nor a busy machine changes. */
  readonly to: string;
  readonly inWords: string;
  readonly ends: boolean;
}

function cameTo({ exchanges, settled }: SeenStep): Came | null {
  const outcome = settled?.outcome;
  if (outcome === undefined || outcome.kind === 'unsupported' || outcome.kind === 'lost') return null;
  const requests = `${exchanges.length} ${exchanges.length === 1 ? 'request' : 'requests'}`;
  const end = outcome.kind === 'raised' ? outcome.error.type : outcome.kind;
  return {
    to: `${requests}, ${end}`,
    inWords: `${requests}, then ${seenOutcome(outcome)}`,
    ends: outcome.kind !== 'neverSettled',
  };
}

/** By step that came to something else beside other calls than alone: what it shares with them is the one defect of it. */
export function judgeCompany(expectation: Expectation, seenOf: (step: string) => SeenStep): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  if (expectation.steps.length < 2) return marks;
  const text = 'a call comes to the same alone and beside other calls';
  for (const [{ step }, like] of likes(expectation)) {
    const [alone, beside] = [cameTo(seenOf(like.step)), cameTo(seenOf(step))];
    // What does not end alone shows nothing of company.
    if (alone === null || beside === null || !alone.ends || alone.to === beside.to) continue;
    const seen = `alone ${alone.inWords}; beside other calls ${beside.inWords}`;
    marks.set(step, fail({ ...because, text }, step, seen));
  }
  return marks;
}
