import type { Exchange, Observation, SettledStep } from '@sdk-conformance/model';
import type { Because, Decision } from '@sdk-conformance/oracle';
import { fail, type Mark, pass, unspecified } from './mark.js';
import { round } from './round.js';
import { realTolerance, sinceArrival, toleranceOf, within } from './tolerance.js';

/** What a judgement of an attempt that was given up comes to. */
export interface GivenUp {
  readonly marks: readonly Mark[];
  /** True: when it was given up does not show, so that the gap after it is judged with it. */
  readonly withGap: boolean;
}

interface Attempt {
  readonly decision: Decision;
  readonly exchange: Exchange;
  readonly next: Exchange | undefined;
  readonly settled: SettledStep | undefined;
  readonly step: string;
  /** From 0. */
  readonly attempt: number;
}

function timeoutRule({ gapStart, takesMs }: Decision): { readonly because: Because; readonly ms: number } | null {
  switch (gapStart.kind) {
    case 'answered':
      return null;
    case 'arrivalPlus': {
      const text = `an attempt is given up after ${gapStart.ms} ms`;
      return { because: { requirement: 'timeout.attempt', pointer: gapStart.pointer, text }, ms: gapStart.ms };
    }
    case 'lastBytePlus': {
      const { requirement, pointer } = gapStart;
      const awaited = requirement === 'stream.idle' ? 'an event' : 'more of an answer';
      const text = `a wait for ${awaited} is given up after ${gapStart.ms} ms`;
      // The last byte may come some time after the request.
      return { because: { requirement, pointer, text }, ms: takesMs };
    }
  }
}

/**
 * Judges when an attempt was given up, which shows in its connection's end. Some clients close it only when they have waited for the retry
 * (urllib3's Retry, and requests with it), and some never: then timeout and gap are judged together.
 */
export function judgeGivenUp(of: Attempt, observation: Observation): GivenUp {
  const { decision, exchange, next, settled, step } = of;
  if (decision.waited !== undefined) return { marks: [judgeWaited(decision.waited, exchange, step)], withGap: false };
  const rule = timeoutRule(decision);
  if (rule === null) return { marks: [], withGap: false };
  const { because, ms } = rule;
  const tolerance = sinceArrival(observation);
  const closedAt = exchange.served.abandonedAt?.virtualMs;
  const settledAt = settled?.settledAt?.virtualMs;
  // Raised first, the connection may be closed at leisure.
  const ends = next === undefined ? [closedAt, settledAt] : [closedAt];
  const gaveUpAt = Math.min(...ends.filter((at) => at !== undefined));
  const after = gaveUpAt - exchange.arrivedAt.virtualMs;
  const shows = next === undefined || gaveUpAt < next.arrivedAt.virtualMs - toleranceOf(observation).aboveMs;
  if (next !== undefined && !shows) return judgeTogether(of, next, because, ms, observation);
  if (!Number.isFinite(gaveUpAt)) return { marks: [], withGap: false };
  const measured = { timeoutMs: after };
  const mark = within(after, ms, ms, tolerance)
    ? pass(because, step, measured)
    : fail(because, step, `given up after ${round(after)} ms`, measured);
  return { marks: [mark], withGap: false };
}

/** A late answer, where an attempt has no end of its own. */
function judgeWaited(pointer: string, { served, arrivedAt }: Exchange, step: string): Mark {
  const because: Because = { requirement: 'timeout.attempt', pointer, text: 'an attempt waits until its answer comes' };
  if (served.endedAt !== null || served.abandonedAt === null) return pass(because, step);
  const after = served.abandonedAt.virtualMs - arrivedAt.virtualMs;
  return fail(because, step, `given up after ${round(after)} ms`, { timeoutMs: after });
}

/** Where the end of an attempt does not show: from its request to the next one timeout and gap have passed. */
function judgeTogether(
  { decision, exchange, step, attempt }: Attempt,
  next: Exchange,
  timeout: Because,
  ms: number,
  observation: Observation,
): GivenUp {
  const tookMs = next.arrivedAt.virtualMs - exchange.arrivedAt.virtualMs;
  const measured = { tookMs };
  const seen = `the next request came ${round(tookMs)} ms after the one that had no answer; when that was given up does not show`;
  const tolerance = sinceArrival(observation);
  const gap = decision.action === 'retry' ? decision.gap : null;
  if (tookMs < ms - tolerance.belowMs) return { marks: [fail(timeout, step, seen, measured)], withGap: true };
  if (gap?.kind !== 'window') {
    const marks = gap === null ? [] : [unspecified(gap.because, step, seen)];
    return { marks, withGap: decision.action === 'retry' };
  }
  const [fromMs, toMs] = [ms + gap.fromMs, ms + gap.toMs];
  const text = `${timeout.text}, and retry ${attempt + 1} comes ${gap.fromMs} to ${gap.toMs} ms later`;
  const escaped = observation.process.some((signal) => signal.kind === 'escapedTimer');
  const realMs = escaped ? next.arrivedAt.realMs - exchange.arrivedAt.realMs : 0;
  if (
    within(tookMs, fromMs, toMs, tolerance) ||
    (escaped && within(tookMs + realMs, fromMs, toMs, realTolerance(observation)))
  )
    return {
      marks: [pass(timeout, step, measured), { ...pass(gap.because, step, measured), aspect: 'gap' }],
      withGap: true,
    };
  // Either may be wrong. A wait that is longer than the timeout itself is likelier a longer timeout.
  const likelier = tookMs - ms > Math.max(ms, gap.toMs) ? timeout : gap.because;
  return { marks: [fail({ ...likelier, text }, step, seen, measured)], withGap: true };
}
