import type { SettledStep } from '@sdk-conformance/model';
import type { Because, StepExpectation } from '@sdk-conformance/oracle';
import { abortTime, judgeAbort } from './abort.js';
import { fail, type Mark, mark, pass, unspecified } from './mark.js';
import { isA, seenOutcome } from './outcome.js';
import { judgeRefused } from './refused.js';
import { ofRealTime, startTolerance, type Timing } from './tolerance.js';

function sent({ operation, request }: StepExpectation): Because {
  const path = request.segments.map(encodeURIComponent).join('/');
  const text = `${operation} sends ${request.method} ${path}`;
  return { requirement: 'request.sent', pointer: request.pointer, text };
}

export function judgeSent(expectation: StepExpectation): Mark[] {
  return expectation.sends === 'must' ? [pass(sent(expectation), expectation.step)] : [];
}

/** Judges a step of which no request was seen: that none was sent, unless none could be seen or need have been sent. */
export function judgeUnsent(expectation: StepExpectation, settled: SettledStep | undefined, timing: Timing): Mark[] {
  const { step, decisions, abort, base } = expectation;
  if (settled === undefined) return [];
  const { outcome } = settled;
  // That it never settles is its defect, and is judged with the call.
  if (outcome.kind !== 'returned' && outcome.kind !== 'raised') return [];
  // What it tells of the credential is judged with the call.
  if (expectation.mayRefuse === true && outcome.kind === 'raised') return [];
  const abortAt = abortTime(expectation, settled);
  if (decisions[0]?.refused === true && abort !== null && abortAt !== null) {
    // Whether a port that is closed has just refused, or will next, does not show.
    const isSaid = abort.during.includes('request') && abort.during.includes('backoff');
    return isSaid ? judgeAbort(abort, abortAt, { exchanges: [], settled }, step, ofRealTime(timing)) : [];
  }
  if (decisions[0]?.refused === true) return judgeRefused(expectation, settled, timing);
  if (abort !== null && abortAt !== null && abort.atMs <= startTolerance(timing, 1))
    return judgeAbort(abort, abortAt, { exchanges: [], settled }, step, ofRealTime(timing));
  const seen = `no request; ${seenOutcome(outcome)}`;
  if (expectation.sends === 'may') return [unspecified(sent(expectation), step, seen)];
  const marks = [fail(sent(expectation), step, seen)];
  // What an abort raises need not be of the hierarchy.
  return outcome.kind === 'returned' || abortAt !== null
    ? marks
    : [...marks, mark(isA(outcome.error, base.type), base.because, step, seenOutcome(outcome))];
}
