import type { Exchange, Observation, SettledStep } from '@sdk-conformance/model';
import type { Because, Decision, StepExpectation } from '@sdk-conformance/oracle';
import { abortTime, judgeAbort } from './abort.js';
import type { SeenStep } from './by-step.js';
import type { Followed } from './followed.js';
import { judgeGivenUp } from './given-up.js';
import { fail, type Mark, pass, placed, unspecified } from './mark.js';
import { judgeOutcome, seenOutcome } from './outcome.js';
import { judgePrompt } from './prompt.js';
import { withoutResends } from './resent.js';
import { round } from './round.js';
import {
  ofRealTime,
  realTolerance,
  settleTolerance,
  type Tolerance,
  toleranceOf,
  within,
  withReadings,
} from './tolerance.js';
import { judgeTotal } from './total.js';

/** Ends of an exchange on the clock by which gaps are judged. */
function endOf(exchange: Exchange, decision: Decision): number {
  const { endedAt, abandonedAt } = exchange.served;
  if (decision.gapStart.kind === 'answered') return (endedAt ?? abandonedAt ?? exchange.arrivedAt).virtualMs;
  // A client that gave up too early or too late is charged for that alone: the gap runs from when it did.
  return abandonedAt?.virtualMs ?? exchange.arrivedAt.virtualMs + decision.gapStart.ms;
}

interface SeenGap {
  readonly ms: number;
  readonly tolerance: Tolerance;
}

/** The gap before the next request. Where a timer escaped and virtual time alone does not fit, the real time that passed counts too. */
function seenGap(observation: Observation, exchange: Exchange, next: Exchange, decision: Decision): SeenGap {
  const window = decision.gap?.kind === 'window' ? decision.gap : null;
  const byCalendar = window?.because.requirement === 'retry.after.date';
  const plain = byCalendar ? ofRealTime(observation) : toleranceOf(observation);
  const tolerance = withReadings(plain, exchange.arrivedAt, next.arrivedAt);
  const virtual = { ms: next.arrivedAt.virtualMs - endOf(exchange, decision), tolerance };
  const fits = window === null || within(virtual.ms, window.fromMs, window.toMs, virtual.tolerance);
  if (fits || !observation.process.some((s) => s.kind === 'escapedTimer')) return virtual;
  const realMs = next.arrivedAt.realMs - (exchange.served.endedAt ?? exchange.arrivedAt).realMs;
  return { ms: virtual.ms + Math.max(0, realMs), tolerance: realTolerance(observation) };
}

function judgeGap(decision: Decision, { ms: gap, tolerance }: SeenGap, step: string, attempt: number): Mark[] {
  const expected = decision.gap;
  if (expected === null) return [];
  const measured = { gapMs: gap };
  const seen = `retry ${attempt + 1} came after ${round(gap)} ms`;
  switch (expected.kind) {
    case 'open':
      return [unspecified(expected.because, step, seen)];
    case 'window':
      return [
        within(gap, expected.fromMs, expected.toMs, tolerance)
          ? pass(expected.because, step, measured)
          : fail(expected.because, step, seen, measured),
      ];
  }
}

/** Walks one step along its decisions; where one is broken or open, follows what the SDK did. */
export function walkStep(
  expectation: StepExpectation,
  own: SeenStep,
  observation: Observation,
  followed?: Followed,
): Mark[] {
  const { step } = expectation;
  const { settled } = own;
  const { exchanges, decisions } = withoutResends(expectation, own.exchanges, observation);
  if (settled === undefined || settled.outcome.kind === 'unsupported') return [];
  const abortAt = abortTime(expectation, settled);
  const marks: Mark[] = [];
  for (const [attempt, exchange] of exchanges.entries()) {
    const decision = decisions[Math.min(attempt, decisions.length - 1)];
    if (decision === undefined) break;
    const next = exchanges[attempt + 1];
    // What came of the last request is not known; those before it were answered all the same.
    if (next === undefined && settled.outcome.kind === 'lost') return marks;
    if (abortAt !== null && (next === undefined || next.arrivedAt.virtualMs >= abortAt)) break;
    if (attempt === followed?.attempt) {
      marks.push(...placed([judgeFollowed(decision, followed, step)], attempt, 'action'));
      break;
    }
    const { marks: timeout, withGap } = judgeGivenUp({ decision, exchange, next, settled, step, attempt }, observation);
    marks.push(...placed(timeout, attempt, 'timeout'));
    // What comes of it is no defect besides.
    if (decision.waited !== undefined && timeout.some((mark) => mark.verdict === 'fail')) break;
    if (next !== undefined) {
      const gap = seenGap(observation, exchange, next, decision);
      marks.push(...placed(judgeRetry(withGap ? { ...decision, gap: null } : decision, gap, step, attempt), attempt));
      continue;
    }
    if (settled.outcome.kind === 'neverSettled') break;
    // What would have followed the timeout was not reached.
    if (timeout.some((mark) => mark.verdict === 'fail')) break;
    // A call that is out of time may come to its end there, and not at once.
    const ownTime = decision.because.requirement === 'timeout.total';
    const prompt = decision.action === 'stop' && !ownTime ? judgePrompt(decision, exchange, settled, observation) : [];
    // Whoever reads on behind the end of a stream meets what the server did not mean to say.
    const readOn = decision.keptOpen !== undefined && prompt.some((mark) => mark.verdict === 'fail');
    if (!readOn) marks.push(...placed(judgeStop(decision, exchange, exchanges.length, settled, step), attempt));
    marks.push(...placed(prompt, attempt), ...judgeLeft(expectation, exchange, settled, observation));
  }
  marks.push(...judgeTotal(expectation.total, own, observation, step));
  return abortAt === null || expectation.abort === null
    ? marks
    : [...marks, ...judgeAbort(expectation.abort, abortAt, { exchanges, settled }, step, ofRealTime(observation))];
}

/** Judges that a stream that its caller has left keeps no connection: nobody will read what else comes. */
function judgeLeft(
  { leaves, step }: StepExpectation,
  { served }: Exchange,
  { outcome, settledAt }: SettledStep,
  observation: Observation,
): Mark[] {
  if (leaves === undefined || outcome.kind !== 'returned') return [];
  const closedAt = served.abandonedAt ?? served.endedAt;
  const keptMs = closedAt === null || settledAt === null ? null : closedAt.virtualMs - settledAt.virtualMs;
  if (closedAt !== null && (keptMs ?? 0) <= settleTolerance(observation)) return [pass(leaves, step)];
  const seen =
    keptMs === null
      ? 'the connection was open still when the call had ended'
      : `the connection was closed ${Math.round(keptMs)} ms after the stream was left`;
  return [{ ...fail(leaves, step, seen), likeness: 'keeps the connection of a stream that its caller has left' }];
}

/** What comes of a redirect that was followed is no defect besides. */
function judgeFollowed({ action, because, label }: Decision, { request }: Followed, step: string): Mark {
  const seen = `${label} was followed by ${request}`;
  return action === 'open' ? unspecified(because, step, seen) : fail(because, step, seen);
}

function laterOrBefore(ms: number): string {
  return ms < 0 ? `${round(-ms)} ms before its end` : `${round(ms)} ms later`;
}

function judgeRetry(decision: Decision, gap: SeenGap, step: string, attempt: number): Mark[] {
  switch (decision.action) {
    case 'retry':
      return [
        ofAction(pass(decision.because, step)),
        ...placed(judgeGap(decision, gap, step, attempt), attempt, 'gap'),
      ];
    case 'stop':
      return [
        ofAction(
          fail(
            decision.again ?? decision.because,
            step,
            `after ${decision.label}, request ${attempt + 2} came ${laterOrBefore(gap.ms)}`,
            { gapMs: gap.ms },
          ),
        ),
      ];
    case 'open':
      return [ofAction(unspecified(decision.because, step, `after ${decision.label} the SDK retried`))];
  }
}

/** What the step came to. What an SDK makes of a content coding is not judged of one that accepts none. */
function judgeStopped(decision: Decision, { served }: Exchange, settled: SettledStep, step: string): Mark[] {
  const { withheldCoding } = served;
  if (withheldCoding === undefined || decision.outcome.kind !== 'raised')
    return judgeOutcome(decision.outcome, settled.outcome, step);
  const { outcome } = settled;
  const seen = `it accepts no ${withheldCoding}, and was served without; ${seenOutcome(outcome)}`;
  // It raises all the same, by the class that any other error body of the status has shown.
  if (outcome.kind === 'returned') return judgeOutcome(decision.outcome, outcome, step);
  return [unspecified({ ...decision.outcome.because, text: `an error body in ${withheldCoding} is read` }, step, seen)];
}

/** A redirect that was not followed was not asked for again either. */
function notAgain({ again }: Decision, step: string): Mark[] {
  return again === undefined ? [] : [pass(again, step)];
}

function ofAction(mark: Mark): Mark {
  return { ...mark, aspect: 'action' };
}

/** What the step came to has one aspect, whether it was to return or to raise. */
function ofOutcome(mark: Mark): Mark {
  const { requirement } = mark.because;
  const isResult = requirement === 'error.class' || requirement.startsWith('success.');
  return isResult ? { ...mark, aspect: 'result' } : mark;
}

function judgeStop(
  decision: Decision,
  exchange: Exchange,
  requests: number,
  settled: SettledStep,
  step: string,
): Mark[] {
  const outcome = judgeStopped(decision, exchange, settled, step).map(ofOutcome);
  switch (decision.action) {
    case 'retry':
      return [
        ofAction(
          fail(
            stopBecause(decision, outcome),
            step,
            `after ${decision.label} the SDK stopped: ${requests} ${requests === 1 ? 'request' : 'requests'}, then ${seenOutcome(settled.outcome)}`,
            { requests },
          ),
        ),
        ...outcome,
      ];
    case 'stop':
      return [ofAction(pass(decision.because, step, { requests })), ...notAgain(decision, step), ...outcome];
    case 'open':
      return [ofAction(unspecified(decision.because, step, `after ${decision.label} the SDK stopped`)), ...outcome];
  }
}

/** An SDK that stops at a hint and tells a wrong `retryAfter` has misread the hint; otherwise it does not retry the answer. */
function stopBecause(decision: Decision, outcome: readonly Mark[]): Because {
  const hint = decision.gap?.because;
  const misread = outcome.some((m) => m.verdict === 'fail' && m.because.requirement === 'error.retryAfter');
  return hint?.requirement.startsWith('retry.after') === true && misread ? hint : decision.because;
}
