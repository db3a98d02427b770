import type { ClockTier } from '@sdk-conformance/model';
import type { HostDeadlines } from '../process/index.js';

/** All in real ms. */
export interface Deadlines extends HostDeadlines {
  /** Without progress of a call. */
  readonly stallMs: number;
  /** For a whole call of one step, in virtual time from its last exchange on, progress or not. A slow machine is no hang. */
  readonly callMs: number;
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

const common = { startMs: 30_000, graceMs: 2_000, pollMs: 1_000, agreeMs: 2_000 };

/** What an SDK waits for in real time looks the same from outside as a hang. */
export function defaultDeadlines(tier: ClockTier): Deadlines {
  if (tier === 'S') return { ...common, stallMs: 120_000, callMs: 300_000, lingerMs: 100, staggerMs: 10 };
  return tier === 'C'
    ? { ...common, stallMs: 120_000, callMs: 300_000, lingerMs: 3_000, staggerMs: 10 }
    : { ...common, stallMs: 20_000, callMs: 60_000, lingerMs: tier === 'A' ? 100 : 0, staggerMs: 0 };
}
