import type { ClockTier } from '@sdk-conformance/model';
import type { HostDeadlines } from '../process/index.js';

/** All in real ms; of silences, time in which the process was ready to work and had no processor counts for nothing. */
export interface Deadlines extends HostDeadlines {
  /** Without progress of a call, and without work. */
  readonly stallMs: number;
  /** Work of the process without progress of any call of one step: a busy call is no hang, an endless loop is. */
  readonly workMs: number;
  /** For a whole call of one step, in virtual time from its last exchange on, progress or not. A slow machine is no hang. */
  readonly callMs: number;
  /** For an adapter's own word on a call that the clock says will never settle. */
  readonly idleMs: number;
  /** A settled call's lane stays open so long for late requests and signals, beside the next call. */
  readonly lingerMs: number;
  /** Between the starts of two calls, so that they do not disturb each other's timing. */
  readonly staggerMs: number;
}

/** What each further step of a call adds to the time that it may take, and to come to rest. */
const STEP_MS = 250;

/** A deadline of a call of so many steps. */
export function forSteps(deadlineMs: number, steps: number): number {
  return deadlineMs + STEP_MS * (steps - 1);
}

const common = { startMs: 30_000, graceMs: 2_000, pollMs: 1_000, agreeMs: 2_000, connectMs: 10_000, idleMs: 2_000 };

/** What an SDK waits for in real time looks the same from outside as a hang. */
export function defaultDeadlines(tier: ClockTier): Deadlines {
  if (tier === 'S')
    return { ...common, stallMs: 120_000, workMs: 120_000, callMs: 300_000, lingerMs: 100, staggerMs: 10 };
  return tier === 'C'
    ? { ...common, stallMs: 120_000, workMs: 120_000, callMs: 300_000, lingerMs: 3_000, staggerMs: 10 }
    : // No adapter sees what is told to its process alone.
      {
        ...common,
        stallMs: 20_000,
        workMs: 20_000,
        callMs: 60_000,
        ...(tier === 'A' ? { lingerMs: 100 } : { lingerMs: 0, idleMs: 0 }),
        staggerMs: 0,
      };
}

/** True where a clock decides what never settles, and deadlines only end what does not answer. */
export function isVirtual(tier: ClockTier): boolean {
  return tier === 'A' || tier === 'B';
}

/** For what did not answer beside others, and is played again alone before it is told. */
export function patient(deadlines: Deadlines): Deadlines {
  return { ...deadlines, stallMs: 3 * deadlines.stallMs, callMs: 3 * deadlines.callMs };
}
