import type { Observation, SettledStep, Spec } from '@sdk-conformance/model';
import type { Because, StepExpectation } from '@sdk-conformance/oracle';
import { fail, type Mark, pass, unspecified } from './mark.js';
import { judgeOutcome, seenOutcome } from './outcome.js';
import { round } from './round.js';
import { secretLine, secretsSent } from './secrets.js';
import { type Timing, type Tolerance, toleranceOf, unseenStartMs, within } from './tolerance.js';

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

function sum(windows: readonly Window[]): Window {
  return windows.reduce((a, w) => ({ fromMs: a.fromMs + w.fromMs, toMs: a.toMs + w.toMs }), { fromMs: 0, toMs: 0 });
}

/** What so much waiting says: no retry at all, another number of retries, or other delays. */
function charged(first: Because, windows: readonly Window[], took: number, tolerance: Tolerance): Because {
  if (windows.length === 0 || within(took, 0, 0, tolerance)) return first;
  const fewer = sum(windows.slice(0, -1));
  const last = windows.at(-1);
  const more = last === undefined ? fewer : sum([...windows, { fromMs: last.toMs, toMs: 2 * last.toMs }]);
  const counts = [fewer, more].some((w) => within(took, w.fromMs, w.toMs, tolerance));
  return counts
    ? { ...first, requirement: 'retry.count', pointer: '/retry/maxRetries' }
    : { ...first, requirement: 'retry.backoff', pointer: '/backoff' };
}

const withheld = 'no credential is sent to a server that nobody vouches for';

/** What a client that meets such a server keeps to, where it sends nothing. */
export function judgeWithheld(spec: Spec, { step, decisions }: StepExpectation): Mark[] {
  if (decisions[0]?.unreached !== 'tls') return [];
  return [pass({ requirement: 'request.credentials', pointer: secretLine(spec, []), text: withheld }, step)];
}

const trusts = 'sends its credentials to a server that nobody vouches for';

/** A client that sends its request although the handshake must fail knows of no such failure, and gives its secrets to anybody. */
export function judgeAccepted(spec: Spec, { step, decisions }: StepExpectation, observation: Observation): Mark[] {
  const outcome = decisions[0]?.outcome;
  const seen = 'it accepted a certificate that nobody vouches for, and sent its request';
  const ids = secretsSent(
    spec,
    observation,
    observation.exchanges.filter((exchange) => exchange.step === step),
  );
  const told: Because = {
    requirement: 'request.credentials',
    pointer: secretLine(spec, ids),
    text: withheld,
  };
  return [
    ...(ids.length === 0 ? [] : [{ ...fail(told, step, `${seen} with ${ids.join(', ')}`), likeness: trusts }]),
    ...(outcome === undefined
      ? []
      : [outcome.kind === 'open' ? unspecified(outcome.because, step, seen) : fail(outcome.because, step, seen)]),
  ];
}

/** Judges attempts that a closed port hides: only what came out, and the time that all took together, can be seen. */
export function judgeRefused(expectation: StepExpectation, settled: SettledStep, timing: Timing): Mark[] {
  const exact = toleranceOf(timing);
  const tolerance = { ...exact, aboveMs: exact.aboveMs + unseenStartMs };
  const { step, decisions, total } = expectation;
  const [first] = decisions;
  const end = decisions.find((d) => d.action !== 'retry');
  const stop = decisions.find((d) => d.action === 'stop') ?? first;
  if (first === undefined || stop === undefined) return [];
  if (first.unreached === 'dns' && timing.tier !== 'A') {
    const reason = {
      ...first.because,
      text: 'looking up a name takes real time here: neither attempts nor timeouts can be told',
    };
    return [unspecified(reason, step, seenOutcome(settled.outcome))];
  }
  // How often it was tried does not show, so that neither does what it should come to.
  if (end !== undefined && end !== first && end.action === 'open')
    return [unspecified(end.because, step, seenOutcome(settled.outcome))];
  const marks = judgeOutcome(stop.outcome, settled.outcome, step);
  const retries = decisions.filter((d) => d.action === 'retry');
  const windows = retries.flatMap((d) => (d.gap?.kind === 'window' ? [d.gap] : []));
  if (
    first.action === 'open' ||
    windows.length !== retries.length ||
    settled.startedAt === null ||
    settled.settledAt === null
  )
    return marks;
  const took = settled.settledAt.virtualMs - settled.startedAt.virtualMs;
  const { fromMs, toMs: waits } = sum(windows);
  // A call that is out of time may come to its end there, and not at once.
  const toMs = stop.because.requirement === 'timeout.total' ? Math.max(waits, total?.ms ?? 0) : waits;
  const text =
    retries.length === 0
      ? `${first.because.text}: it fails at once`
      : `${first.because.text}: ${retries.length} retries take ${fromMs} to ${toMs} ms together`;
  if (within(took, fromMs, toMs, tolerance)) return [...marks, pass({ ...first.because, text }, step)];
  const because = charged(first.because, windows, took, tolerance);
  return [...marks, fail({ ...because, text }, step, `the step took ${round(took)} ms`, { tookMs: took })];
}
