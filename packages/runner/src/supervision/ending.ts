import type { Outcome, ProcessSignal } from '@sdk-conformance/model';
import type { ChildEnd } from '../process/index.js';
import { whyGone } from '../process/index.js';
import { type Crew, type Entry, failTarget, markRecurrence } from './crew.js';
import type { Hang } from './watchdog.js';

/** How a process came to its end while calls were pending. */
export type Death = { readonly kind: 'exit'; readonly end: ChildEnd } | { readonly kind: 'hang'; readonly hang: Hang };

/**
 * Handles the calls that were pending when a process ended. If the process had only one call, that call is the cause. Of several each is a
 * suspect and is played again alone.
 */
export async function takeOver(crew: Crew, death: Death): Promise<void> {
  const taken = [...crew.pending.values()];
  crew.pending.clear();
  const judged = taken.filter((entry) => entry.trial !== null);
  const [only] = judged;
  const what = inWords(death);
  if (crew.handed.size === 0) {
    const during = taken.length > 0 ? ` during its warm-up call ${taken[0]?.staged.scenario.id}` : ' before any call';
    failTarget(crew, `${what}${during}`);
  } else if (crew.mode === 'alone' && crew.handed.size === 1 && only !== undefined) {
    await blame(crew, only, death);
  } else {
    crew.run.incidents.push({
      what,
      tellAs: 'adapterFailed',
      scenarios: new Set(judged.map((entry) => entry.staged.scenario.id)),
      stderr: crew.host.stderr(),
      recurred: false,
    });
    for (const { trial } of judged) if (trial !== null) crew.suspects.push({ ...trial, tries: trial.tries + 1 });
  }
  await Promise.all(taken.map((entry) => entry.staged.close()));
}

async function blame(crew: Crew, { staged }: Entry, death: Death): Promise<void> {
  const why = inWords(death);
  const outcome: Outcome = death.kind === 'hang' ? { kind: 'neverSettled', why } : { kind: 'lost', why };
  staged.giveUp(outcome, []);
  staged.note([signalOf(death, crew.host.stderr())]);
  const observation = await staged.close();
  markRecurrence(crew, staged.scenario.id);
  crew.run.emit({ type: 'played', scenario: staged.scenario, observation });
}

function signalOf(death: Death, stderr: readonly string[]): ProcessSignal {
  if (death.kind === 'hang') return { kind: 'hang', forMs: death.hang.forMs, stderr };
  return { kind: 'exit', code: death.end.code, signal: death.end.signal, stderr };
}

function inWords(death: Death): string {
  return death.kind === 'hang' ? death.hang.why : whyGone(death.end);
}
