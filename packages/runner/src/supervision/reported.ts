import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from '@sdk-conformance/model';
import type { CallReport, ReportedSignal } from '@sdk-conformance/protocol';
import { outcomesOf, signalsOf } from '../session/index.js';
import { type Crew, conclude, type Entry, failCall } from './crew.js';

/** Takes a report: passes outcomes and signals to the observation and the worker to its next call. */
export function takeReport(crew: Crew, entry: Entry, report: CallReport): void {
  if ('adapterFailed' in report) {
    failCall(crew, entry, report.adapterFailed);
    return;
  }
  const { staged } = entry;
  const checked = outcomesOf(staged.scenario, report.steps, report.neverSettled);
  if (!checked.ok) {
    failCall(crew, entry, `the report does not fit its call: ${checked.why}`);
    return;
  }
  entry.state = 'lingering';
  crew.task(async () => {
    // The clock's lines come on a connection of their own, and may come after the report.
    const { capabilities } = crew.host.open;
    // Beside a sleep alone, the steps of a call are told where there can be several.
    const told = (claim: 'clock' | 'sleep') =>
      capabilities.includes(claim) && (claim === 'clock' || capabilities.includes('steps'));
    const claimed = (['clock', 'sleep'] as const).find(told);
    const clocked = report.neverSettled === undefined && claimed !== undefined && crew.tier !== 'C';
    if (clocked && !(await staged.stamped(crew.deadlines.agreeMs))) {
      failCall(crew, entry, `it claims the ${claimed} capability, but its clock told of no settled step`);
      return;
    }
    const own = ownSignals(crew, entry, report.process ?? []);
    staged.settle(checked.outcomes, signalsOf(own));
    if (entry.trial === null) await endWarmUp(crew, entry, checked.outcomes);
    else {
      await sleep(crew.deadlines.lingerMs, undefined, { signal: crew.run.signal }).catch(() => {});
      await conclude(crew, entry);
    }
  });
}

/**
 * Ends a warm-up call; its outcome is not judged. The worker is ready if a request reached the lane. It is ready, too, if that of another
 * did: what keeps this one from it is the SDK's, and shows in the calls that are judged.
 */
async function endWarmUp(crew: Crew, entry: Entry, outcomes: ReadonlyMap<string, Outcome>): Promise<void> {
  const { staged } = entry;
  const { exchanges } = await staged.close();
  const [outcome] = outcomes.values();
  if (outcome?.kind === 'unsupported') {
    failCall(
      crew,
      entry,
      `the adapter offers ${staged.scenario.steps[0]?.operation}, but reports it unsupported: ${outcome.why}`,
    );
  } else if (exchanges.length === 0 && isAdaptersFault(crew, entry)) {
    failCall(crew, entry, `no request reached ${staged.message.baseUrl}; ${inWords(outcome)}`);
  } else {
    crew.pending.delete(staged.call);
    crew.warmUps.reached ||= exchanges.length > 0;
    // Until one has reached its lane, each is made again.
    if (crew.warmUps.reached) crew.warm.add(entry.worker);
    crew.poke();
  }
}

/** Whether a warm-up call without a request is the adapter's fault: none has one, and none may still have. */
function isAdaptersFault({ warmUps, pending, host }: Crew, entry: Entry): boolean {
  if (warmUps.reached) return false;
  warmUps.vain += 1;
  const others = [...pending.values()].some((other) => other !== entry && other.trial === null);
  return !others || warmUps.vain > host.workers;
}

function inWords(outcome: Outcome | undefined): string {
  if (outcome?.kind !== 'raised') return 'the operation returned all the same';
  return `the operation raised ${outcome.error.type}: ${outcome.error.message}`;
}

/**
 * Sorts signals that the adapter could not attribute. A signal with one suspect is that call's. With several suspects, each call that is
 * not told yet is played again alone.
 */
function ownSignals(crew: Crew, entry: Entry, signals: readonly ReportedSignal[]): readonly ReportedSignal[] {
  const own: ReportedSignal[] = [];
  for (const signal of signals) {
    if (signal.suspects === undefined) {
      own.push(signal);
      continue;
    }
    const judged = signal.suspects.filter((call) => crew.handed.has(call));
    const [only] = judged;
    const pending = only === undefined ? undefined : crew.pending.get(only);
    if (judged.length === 1 && pending !== undefined) {
      if (pending === entry) own.push(signal);
      else pending.staged.note(signalsOf([signal]));
      continue;
    }
    const suspects = judged.flatMap((call) => crew.pending.get(call) ?? []);
    for (const suspect of suspects) suspect.suspect = true;
    crew.run.incidents.push({
      what: `${signal.kind}: ${signal.text.split('\n')[0] ?? ''}`,
      tellAs: signal.kind === 'warning' ? 'notice' : 'adapterFailed',
      scenarios: new Set(judged.map((call) => crew.handed.get(call) ?? call)),
      stderr: crew.host.stderr(),
      recurred: false,
    });
  }
  return own;
}
