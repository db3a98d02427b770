import type { Load } from '../process/index.js';

/** Real time as a process has spent it, ms. */
export interface Spent {
  /** It waited for something. */
  readonly restMs: number;
  /** It used a processor. */
  readonly workMs: number;
}

export interface Stopwatch {
  /** Takes a look at the real time, at the process's load and at the time for which we ourselves have been busy; null: not told. */
  look(realMs: number, load: Load | null, ownBusyMs: number | null): void;
  /** Spent since a key has had its value; nothing where it is new. */
  since(key: unknown, value: unknown): Spent;
}

// Time in which this process itself stood still, as a machine does that sleeps, is nobody's silence.
const mostBetweenLooksMs = 1_000;

/**
 * Measures silences. Time in which a process was ready to work and had no processor counts for nothing: a machine that is busy is no
 * hang. Nor is what the process waits for while we ourselves work, or have no processor. Where the system does not tell, all time is rest.
 */
export function createStopwatch(): Stopwatch {
  const known = new Map<unknown, { readonly value: unknown; readonly at: Spent }>();
  let now: Spent = { restMs: 0, workMs: 0 };
  let looked: { readonly realMs: number; readonly load: Load | null; readonly ownBusyMs: number | null } | null = null;
  return {
    look(realMs, load, ownBusyMs) {
      const passedMs = Math.min(realMs - (looked?.realMs ?? realMs), mostBetweenLooksMs);
      const before = looked?.load;
      const more = (of: (load: Load) => number) =>
        load && before ? Math.min(Math.max(0, of(load) - of(before)), passedMs) : 0;
      const workMs = more(({ workedMs }) => workedMs);
      const deniedMs = more(({ deniedMs }) => deniedMs);
      const ownMs = ownBusyMs === null ? 0 : Math.max(0, ownBusyMs - (looked?.ownBusyMs ?? ownBusyMs));
      now = { restMs: now.restMs + Math.max(0, passedMs - workMs - deniedMs - ownMs), workMs: now.workMs + workMs };
      looked = { realMs, load, ownBusyMs };
    },
    since(key, value) {
      const since = known.get(key);
      if (since !== undefined && since.value === value) {
        return { restMs: now.restMs - since.at.restMs, workMs: now.workMs - since.at.workMs };
      }
      known.set(key, { value, at: now });
      return { restMs: 0, workMs: 0 };
    },
  };
}
