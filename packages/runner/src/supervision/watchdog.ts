import { type Crew, type Entry, failTarget, giveUp } from './crew.js';
import { forSteps } from './deadlines.js';

/** Why a process must be killed. */
export interface Hang {
  readonly forMs: number;
  readonly why: string;
}

/** A value and the time since which it holds, on the watchdog's clock. */
interface Since<T> {
  readonly value: T;
  readonly atMs: number;
}

interface Known<K, T> {
  get(key: K): Since<T> | undefined;
  set(key: K, since: Since<T>): unknown;
}

function ofCall({ staged }: Entry, deadlineMs: number): number {
  return forSteps(deadlineMs, staged.scenario.steps.length);
}

// Time in which this process itself stood still, as a machine does that sleeps, is nobody's silence.
const mostBetweenLooksMs = 1_000;

/**
 * Finds calls without progress. If the process still answers, or its other calls go on, only the call is stuck and is given up. If all is
 * silent, the process hangs. Call it repeatedly with `performance.now()`.
 */
export function createWatchdog(crew: Crew): (realMs: number) => Hang | null {
  const { stallMs, callMs, startMs, agreeMs, lingerMs } = crew.deadlines;
  const served = new WeakMap<Entry, Since<number>>();
  const traces = new Map<string, Since<string>>();
  const idle = new Map<string, Since<true>>();
  const lingering = new Map<string, Since<true>>();
  let heard: Since<number> = { value: 0, atMs: 0 };
  let lookedMs: number | null = null;
  let nowMs = 0;

  function since<K, T>(known: Known<K, T>, key: K, value: T): number {
    const before = known.get(key);
    if (before?.value === value) return nowMs - before.atMs;
    known.set(key, { value, atMs: nowMs });
    return 0;
  }

  function lookAt(entry: Entry, quietMs: number, answers: boolean): void {
    const { call } = entry.staged;
    if (entry.idle && since(idle, call, true) > agreeMs) {
      // An adapter that sees it too has reported by now what did settle, and kept its worker.
      giveUp(crew, entry, 'no timer, nothing in flight and nothing held back', false);
    } else if (quietMs > stallMs && answers) {
      giveUp(crew, entry, `no progress for ${stallMs / 1000} s, though the process answers`, true);
    } else if (since(served, entry, entry.staged.served()) > ofCall(entry, callMs)) {
      const limit = `${ofCall(entry, callMs) / 1000} s`;
      const how = entry.staged.served() === 0 ? `after ${limit}` : `${limit} after its last exchange`;
      giveUp(crew, entry, `still going on ${how}`, true);
    }
  }

  return (realMs) => {
    nowMs += Math.min(realMs - (lookedMs ?? realMs), mostBetweenLooksMs);
    lookedMs = realMs;
    const count = crew.host.heard();
    if (count !== heard.value) heard = { value: count, atMs: nowMs };
    const unheardMs = nowMs - heard.atMs;
    const pending = [...crew.pending.values()];
    const resting = pending.filter((entry) => entry.state === 'lingering');
    if (resting.some((e) => since(lingering, e.staged.call, true) > ofCall(e, lingerMs + stallMs))) {
      const why = `the process did not come to rest within ${stallMs / 1000} s after a call had settled`;
      return { forMs: stallMs, why };
    }
    const open = pending.filter((entry) => entry.state === 'open');
    if (open.length === 0) {
      const waiting = crew.pending.size === 0 && !crew.retiring && crew.host.session.idle().length === 0;
      if (waiting && unheardMs > startMs) {
        failTarget(crew, `the adapter opened its session, but no worker asked for a call within ${startMs / 1000} s`);
      }
      return null;
    }
    const quiet = open.map((entry) => since(traces, entry.staged.call, entry.staged.trace()));
    const silentMs = Math.min(unheardMs, ...quiet);
    if (silentMs > stallMs) {
      return { forMs: stallMs, why: `no sign of life from the process for ${stallMs / 1000} s` };
    }
    for (const [place, entry] of open.entries()) lookAt(entry, quiet[place] ?? 0, silentMs < stallMs / 2);
    return null;
  };
}
