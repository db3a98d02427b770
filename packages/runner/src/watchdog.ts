import { type Crew, failTarget, giveUp } from './crew.js';

/** What a process that has to be killed is killed for. */
export interface Hang {
  readonly forMs: number;
  readonly why: string;
}

/**
 * Looks for calls that make no progress. Where the process still answers, or its other calls go on, only the call is stuck
 * and is given up; where all is silent, the process hangs.
 */
export function watch(crew: Crew, nowMs: number): Hang | null {
  const { stallMs, callMs } = crew.deadlines;
  const open = [...crew.pending.values()].filter((entry) => entry.state === 'open');
  if (open.length === 0) {
    watchIdle(crew, nowMs);
    return null;
  }
  const quiet = open.map((entry) => ({ entry, quietMs: entry.playing.quietMs(nowMs) }));
  const silentMs = Math.min(nowMs - crew.host.heardMs(), ...quiet.map((q) => q.quietMs));
  if (silentMs > stallMs) {
    return { forMs: stallMs, why: `no sign of life from the process for ${stallMs / 1000} s` };
  }
  for (const { entry, quietMs } of quiet) {
    if (quietMs > stallMs && silentMs < stallMs / 2) {
      giveUp(crew, entry, `no progress for ${stallMs / 1000} s, though the process answers`, true);
    } else if (entry.playing.ageMs(nowMs) > callMs) {
      giveUp(crew, entry, `still going on after ${callMs / 1000} s`, true);
    }
  }
  return null;
}

function watchIdle(crew: Crew, nowMs: number): void {
  const { startMs } = crew.deadlines;
  const waiting = crew.pending.size === 0 && !crew.retiring && crew.host.session.idle().length === 0;
  if (waiting && nowMs - crew.host.heardMs() > startMs) {
    failTarget(crew, `the adapter opened its session, but no worker asked for a call within ${startMs / 1000} s`);
  }
}
