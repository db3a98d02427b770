import type { Exchange, Observation, SettledStep, Stamp } from '@sdk-conformance/model';
import type { Because, Decision } from '@sdk-conformance/oracle';
import { fail, type Mark, pass } from './mark.js';
import { round } from './round.js';
import { readingMsPerMb, settleTolerance } from './tolerance.js';

/** When the last attempt was over for the client; null where the answer was neither whole nor given up by then. */
function overAt({ arrivedAt, served }: Exchange, { gapStart, keptOpen, takesMs }: Decision): Stamp | null {
  const { endedAt, abandonedAt } = served;
  if (keptOpen !== undefined) return { virtualMs: arrivedAt.virtualMs + takesMs, realMs: arrivedAt.realMs + takesMs };
  if (gapStart.kind === 'answered') return endedAt ?? abandonedAt;
  // A client that does not close what it gives up is judged by its timeout alone.
  return abandonedAt ?? { virtualMs: arrivedAt.virtualMs + gapStart.ms, realMs: arrivedAt.realMs + gapStart.ms };
}

/** What a client may need in real time after the last byte: work grows with what it was served. */
function workMs({ served }: Exchange): number {
  const bytes = Number(served.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
  return settleTolerance({ tier: 'C' }) + (bytes / 1_000_000) * readingMsPerMb;
}

/** How much later than its last attempt a step settled, ms; null where its tier allows it. */
function lateness(from: Stamp, to: Stamp, last: Exchange, observation: Observation): number | null {
  const { tier, process } = observation;
  // A loop that reads the clock is let through by virtual time, and told as escaped.
  const escaped = process.reduce((ms, signal) => ms + (signal.kind === 'escapedTimer' ? signal.realMs : 0), 0);
  const virtualMs = to.virtualMs - from.virtualMs;
  if (virtualMs - escaped > (tier === 'C' ? workMs(last) : settleTolerance(observation))) return virtualMs;
  // Under tier S the clock stands behind the last answer for all but the sleep that the SDK is given.
  const realMs = to.realMs - from.realMs;
  return tier === 'S' && realMs > workMs(last) ? realMs : null;
}

/** Lines of a spec that say not only that the call ends, but that it does so at once. */
const saysAtOnce: ReadonlySet<string> = new Set(['/hints/overCap']);

/** That a call settles with its last answer: a should, unless the line itself says so. */
export function atOnce({ because: { text, pointer }, keptOpen }: Decision): Because {
  const requirement = 'call.prompt';
  if (keptOpen !== undefined) return keptOpen;
  return {
    requirement,
    pointer,
    text: `${text}, and the call settles with its last answer`,
    ...(saysAtOnce.has(pointer) ? { byLine: true } : {}),
  };
}

function lastOf({ keptOpen, gapStart }: Decision): string {
  if (keptOpen !== undefined) return 'the event that ends its stream';
  return gapStart.kind === 'answered' ? 'its last answer' : 'it gave up its last attempt';
}

/** Judges that a step settles when its last answer has come; a decision that ends the call allows no wait. */
export function judgePrompt(
  decision: Decision,
  exchange: Exchange,
  settled: SettledStep,
  observation: Observation,
): Mark[] {
  const { outcome, settledAt, step } = settled;
  const from = overAt(exchange, decision);
  if (from === null || settledAt === null || (outcome.kind !== 'returned' && outcome.kind !== 'raised')) return [];
  const because = atOnce(decision);
  const lateMs = lateness(from, settledAt, exchange, observation);
  if (lateMs === null) return [pass(because, step)];
  const last = lastOf(decision);
  const late = fail(because, step, `${outcome.kind} ${round(lateMs)} ms after ${last}`, { lateMs });
  const likeness = outcome.kind === 'raised' ? 'waits before it raises' : 'keeps a value back that it has';
  return [{ ...late, likeness }];
}
