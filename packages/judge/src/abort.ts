import type { Exchange, RaisedError, SettledStep } from '@sdk-conformance/model';
import type { AbortExpectation, StepExpectation } from '@sdk-conformance/oracle';
import { fail, type Mark, mark, pass, unspecified } from './mark.js';
import { seenOutcome } from './outcome.js';
import type { Tolerance } from './tolerance.js';

/** The moment at which the step was aborted, on the call's clock; null where it never was or had settled by then. */
export function abortTime(expectation: StepExpectation, settled: SettledStep | undefined): number | null {
  if (expectation.abort === null) return null;
  const at = (settled?.startedAt?.virtualMs ?? expectation.startAtMs) + expectation.abort.atMs;
  const settledAt = settled?.settledAt?.virtualMs;
  return settledAt !== undefined && settledAt < at ? null : at;
}

/** What an abort fell into: a request without an answer yet, its body, or the wait for the next one. */
export function phaseOf(exchanges: readonly Exchange[], abortAt: number): AbortExpectation['during'][number] {
  const last = exchanges.filter((e) => e.arrivedAt.virtualMs <= abortAt).at(-1);
  if (last === undefined) return 'request';
  const { endedAt, abandonedAt, status } = last.served;
  const ended = endedAt ?? abandonedAt;
  if (ended !== null && ended.virtualMs < abortAt) return 'backoff';
  return status === null ? 'request' : 'body';
}

const phases = { request: 'a request', body: 'a body', backoff: 'a wait between attempts' };

/** Judges what an aborted step did from the moment of its abort. */
export function judgeAbort(
  expected: AbortExpectation,
  abortAt: number,
  { exchanges, settled }: { readonly exchanges: readonly Exchange[]; readonly settled: SettledStep },
  step: string,
  tolerance: Tolerance,
): Mark[] {
  const phase = phaseOf(exchanges, abortAt);
  if (!expected.during.includes(phase)) {
    const said = `the spec says nothing of an abort during ${phases[phase]}`;
    const text = expected.during.length === 0 ? expected.settles.text : said;
    return [unspecified({ ...expected.settles, text }, step, seenOutcome(settled.outcome))];
  }
  const after = exchanges.filter((e) => e.arrivedAt.virtualMs > abortAt + tolerance.aboveMs);
  if (after.length > 0)
    return [
      fail(
        expected.settles,
        step,
        `after the abort came ${after.length} more ${after.length === 1 ? 'request' : 'requests'}`,
      ),
    ];
  // What the call came to is not known.
  if (settled.outcome.kind === 'lost') return [];
  if (settled.outcome.kind === 'neverSettled') return [fail(expected.settles, step, seenOutcome(settled.outcome))];
  const late = settled.settledAt === null ? 0 : settled.settledAt.virtualMs - abortAt;
  if (late > expected.settleWithinMs + tolerance.aboveMs)
    return [fail(expected.settles, step, `settled ${Math.round(late)} ms after the abort`, { lateMs: late })];
  const { outcome } = settled;
  if (outcome.kind === 'returned' && expected.mayEnd)
    return [pass(expected.settles, step, { lateMs: late }), pass(expected.error, step)];
  if (outcome.kind !== 'raised')
    return [
      pass(expected.settles, step),
      { ...fail(expected.error, step, seenOutcome(outcome)), likeness: 'takes no notice of an abort' },
    ];
  const { type, name, bases, message } = outcome.error;
  const allowed = [type, ...bases, ...(name === undefined ? [] : [name])].some((known) =>
    expected.types.includes(known),
  );
  // As in the web's own APIs, what is raised may be the caller's reason itself.
  const isReason = expected.reason !== null && message === expected.reason.text;
  return [
    pass(expected.settles, step, { lateMs: late }),
    mark(allowed || isReason, expected.error, step, seenOutcome(outcome)),
    ...judgeReason(expected, outcome.error, step),
  ];
}

/** Judges that the caller's own reason is told, in whatever text form of the error. */
function judgeReason({ reason }: AbortExpectation, error: RaisedError, step: string): Mark[] {
  if (reason === null) return [];
  const told = [error.message, error.text ?? '', ...Object.values(error.texts), JSON.stringify(error.fields)];
  if (told.some((text) => text.includes(reason.text))) return [pass(reason.because, step)];
  const seen = `${error.type} tells nothing of ${JSON.stringify(reason.text)}`;
  return [{ ...fail(reason.because, step, seen), likeness: 'does not tell why its caller has aborted' }];
}
