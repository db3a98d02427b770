import type { Language, Spec, TimeoutPolicy } from '@sdk-conformance/model';
import type { Because } from './because.js';
import { because, keyMissing } from './because.js';
import type { Decision, TotalExpectation } from './expectation.js';
import type { OutcomeExpectation } from './outcome-expectation.js';
import { raisedByTransport } from './raised.js';

/** ms of a call, at least and at most. */
interface Elapsed {
  readonly fromMs: number;
  readonly toMs: number;
}

function plus({ fromMs, toMs }: Elapsed, least: number, most: number): Elapsed {
  return { fromMs: fromMs + least, toMs: toMs + most };
}

interface Fate {
  readonly kind: 'goesOn' | 'cut' | 'notRetried' | 'perhaps';
  /** ms after which its attempt begins, at most. */
  readonly startMs: number;
}

/** What the total makes of each decision of a call, where the waits between attempts count in it, and where they do not. */
function fates(decisions: readonly Decision[], totalMs: number, coversBackoff: boolean): readonly Fate[] {
  let start: Elapsed = { fromMs: 0, toMs: 0 };
  return decisions.map(({ action, gap, takesMs }): Fate => {
    const fate = (kind: Fate['kind'], startMs = start.toMs): Fate => ({ kind, startMs });
    const end = plus(start, takesMs, takesMs);
    if (end.fromMs >= totalMs) return fate('cut');
    if (end.toMs >= totalMs) return fate('perhaps');
    if (action !== 'retry') return fate('goesOn');
    const waits = coversBackoff && gap !== null;
    const [least, most] = !waits
      ? [0, 0]
      : gap.kind === 'open'
        ? [0, Number.POSITIVE_INFINITY]
        : [gap.fromMs, gap.toMs];
    const began = start.toMs;
    start = plus(end, least, most);
    if (start.fromMs >= totalMs) return fate('notRetried', began);
    return fate(start.toMs >= totalMs ? 'perhaps' : 'goesOn', began);
  });
}

/** What the call raises when its time is used up. */
function raisedAtEnd(
  { spec, language }: Situation,
  decision: Decision,
  fate: Fate['kind'],
  timeouts: TimeoutPolicy,
): OutcomeExpectation {
  const { totalRaises } = timeouts;
  const open = (reason: Because): OutcomeExpectation => ({ kind: 'open', because: reason });
  if (totalRaises === null) {
    const unsaid = 'the spec does not say what is raised when the time of a call is used up';
    return open(keyMissing('error.class', '/timeouts/totalRaises', unsaid));
  }
  if (totalRaises === 'timeout') {
    const reason = because(
      'error.class',
      '/timeouts/totalRaises',
      'a call whose time is used up raises as a timeout does',
    );
    return raisedByTransport(spec, language, spec.errors.transport.timeout, reason, { cause: false });
  }
  if (fate === 'notRetried') return decision.outcome;
  const text = 'the attempt that was cut has no error yet: the one before it may be raised, or a timeout';
  return open(because('error.class', '/timeouts/totalRaises', text));
}

interface Situation {
  readonly spec: Spec;
  readonly language: Language;
}

/** Decisions as the timeout of the call as a whole leaves them: no attempt goes on behind it, and no wait that would pass it is begun. */
export function withinTotal(situation: Situation, decisions: readonly Decision[]): readonly Decision[] {
  const { timeouts } = situation.spec;
  const { totalMs, coversBackoff } = timeouts;
  if (totalMs === null) return decisions;
  const [counted, uncounted] = [fates(decisions, totalMs, true), fates(decisions, totalMs, false)];
  const unsaid = 'the spec does not say whether waits count in the time of a call';
  return decisions.map((decision, i): Decision => {
    const { kind: fate = 'goesOn', startMs = 0 } = (coversBackoff === false ? uncounted : counted)[i] ?? {};
    const doubtful = coversBackoff === null && fate !== uncounted[i]?.kind;
    if (fate === 'goesOn' && !doubtful) return decision;
    const what =
      decision.action === 'retry' && fate !== 'cut' ? 'a wait that would pass them is not begun' : 'it ends then';
    const reason = doubtful
      ? keyMissing('timeout.total', '/timeouts/coversBackoff', unsaid)
      : because('timeout.total', '/timeouts/totalMs', `a call has ${totalMs} ms: ${what}`);
    const outcome = raisedAtEnd(situation, decision, fate, timeouts);
    const takesMs = Math.min(decision.takesMs, Math.max(0, totalMs - startMs));
    const ended = { ...decision, because: reason, gap: null, takesMs };
    // What the attempt itself comes to is not reached, or may not be.
    if (doubtful || fate === 'perhaps') return { ...ended, action: 'open', outcome: { kind: 'open', because: reason } };
    return fate === 'cut'
      ? { ...ended, action: 'stop', gapStart: { kind: 'answered' }, outcome }
      : { ...ended, action: 'stop', outcome };
  });
}

/** What the call as a whole is held to; null where its time cannot be used up, or not be told. */
export function totalOf({ timeouts }: Spec, decisions: readonly Decision[]): TotalExpectation | null {
  const { totalMs, coversBackoff } = timeouts;
  const isAtStake = decisions.some((decision) => decision.because.requirement === 'timeout.total');
  if (totalMs === null || coversBackoff !== true || !isAtStake) return null;
  const text = `a call has ${totalMs} ms: no request is sent behind them, and it has come to something by then`;
  return { ms: totalMs, because: because('timeout.total', '/timeouts/totalMs', text) };
}
