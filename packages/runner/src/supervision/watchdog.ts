import { ownBusyMs } from '../process/index.js';
import { type Crew, type Entry, failTarget, giveUp } from './crew.js';
import { forSteps } from './deadlines.js';
import { createStopwatch, type Spent } from './stopwatch.js';

/** Why a process must be killed. */
export interface Hang {
  readonly forMs: number;
  readonly why: string;
}

/** Whether the process was heard, or others of its calls went on, while a call waited and while it worked. */
interface Answers {
  readonly atRest: boolean;
  readonly atWork: boolean;
}

function ofCall({ staged }: Entry, deadlineMs: number): number {
  return forSteps(deadlineMs, staged.scenario.steps.length);
}

/**
 * Finds calls without progress. If the process still answers, or its other calls go on, only the call is stuck and is given up. If all is
 * silent, the process hangs. Call it repeatedly with `performance.now()`.
 */
export function createWatchdog(crew: Crew, busyMs = ownBusyMs): (realMs: number) => Hang | null {
  const { stallMs, workMs: callWorkMs, callMs, startMs, idleMs, lingerMs } = crew.deadlines;
  const watch = createStopwatch();
  const sinceOf = (what: 'trace' | 'served' | 'idle' | 'lingering', { staged }: Entry, value: unknown) =>
    watch.since(`${what} ${staged.call}`, value);

  function lookAt(entry: Entry, quiet: Spent, mostMs: number, answers: Answers): void {
    const ofServed = sinceOf('served', entry, entry.staged.served());
    if (entry.idle && sinceOf('idle', entry, true).restMs >= idleMs) {
      // An adapter that sees it too has reported by now what did settle, and kept its worker.
      giveUp(crew, entry, { why: 'no timer, nothing in flight and nothing held back', disturbs: false });
    } else if (quiet.restMs > stallMs && answers.atRest) {
      const why = `no progress for ${stallMs / 1000} s, though the process answers`;
      giveUp(crew, entry, { why, disturbs: true, forMs: stallMs });
    } else if (quiet.workMs > mostMs && answers.atWork) {
      const why = `no progress in ${mostMs / 1000} s of the process’s work, though it answers`;
      giveUp(crew, entry, { why, disturbs: true, forMs: mostMs });
    } else if (ofServed.restMs + ofServed.workMs > ofCall(entry, callMs)) {
      const forMs = ofCall(entry, callMs);
      const limit = `${forMs / 1000} s`;
      const how = entry.staged.served() === 0 ? `after ${limit}` : `${limit} after its last exchange`;
      giveUp(crew, entry, { why: `still going on ${how}`, disturbs: true, forMs });
    }
  }

  return (realMs) => {
    watch.look(realMs, crew.host.load(), busyMs());
    const unheard = watch.since('heard', crew.host.heard());
    const pending = [...crew.pending.values()];
    const resting = pending.filter((entry) => entry.state === 'lingering');
    if (resting.some((entry) => sinceOf('lingering', entry, true).restMs > ofCall(entry, lingerMs + stallMs))) {
      const why = `the process did not come to rest within ${stallMs / 1000} s after a call had settled`;
      return { forMs: stallMs, why };
    }
    const open = pending.filter((entry) => entry.state === 'open');
    if (open.length === 0) {
      const waiting = crew.pending.size === 0 && !crew.retiring && crew.host.session.idle().length === 0;
      if (waiting && unheard.restMs + unheard.workMs > startMs) {
        failTarget(crew, `the adapter opened its session, but no worker asked for a call within ${startMs / 1000} s`);
      }
      return null;
    }
    const quiet = open.map((entry) => sinceOf('trace', entry, entry.staged.trace()));
    const restMs = Math.min(unheard.restMs, ...quiet.map((spent) => spent.restMs));
    if (restMs > stallMs) return { forMs: stallMs, why: `no sign of life from the process for ${stallMs / 1000} s` };
    // To make a client may take a while, and a call may have a thousand of them.
    const steps = open.reduce((sum, entry) => sum + entry.staged.scenario.steps.length, 0);
    const mostMs = forSteps(callWorkMs, steps);
    const workMs = Math.min(unheard.workMs, ...quiet.map((spent) => spent.workMs));
    if (workMs > mostMs) {
      return { forMs: mostMs, why: `no sign of life from the process in ${mostMs / 1000} s of its work` };
    }
    for (const [place, entry] of open.entries()) {
      lookAt(entry, quiet[place] ?? unheard, mostMs, { atRest: restMs < stallMs / 2, atWork: workMs < mostMs / 2 });
    }
    return null;
  };
}
