import type { CallClock } from './call.js';
import type { LeftBehind } from './quiescence.js';

/**
 * counting: turns of the event loop without activity. asked: `quiet` is under way. confirming: turns once more.
 * advancing: `advance` is under way. moving: `move` is. idle: real time is all that could bring it on.
 */
type Phase = 'counting' | 'asked' | 'confirming' | 'advancing' | 'moving' | 'idle';

/** Where the pump stands with one call. */
export interface PumpedCall {
  readonly call: CallClock;
  phase: Phase;
  /** Turns in this phase without activity. */
  turns: number;
  seenActivity: number;
  seenExchanges: number;
  seenBytes: number;
  /** True if anything happened since the current question was sent. */
  disturbed: boolean;
  /** The server's last epoch. Valid while `exchanges` is unchanged. */
  epoch: { readonly number: number; readonly exchanges: number } | null;
  /** Turns before timers fire, after time moved without a second look. */
  turnsToLook: number;
  /** Answers `busy` in a row. */
  refusals: number;
  /** Real time before which the server is not asked again. */
  askAtMs: number;
  idle: Idle | null;
  /** Counted real ms at which a request began to wait to be sent while nothing else happened. */
  unsent: { readonly activity: number; countedMs: number; tickedAtMs: number } | null;
  /** Consecutive turns in which the call only read the clock. */
  spinTurns: number;
  /** Real ms given to a loop that only reads the clock, not reported yet. */
  spunMs: number;
  /** Timers fired since the last sign of a request. */
  fired: number;
  /** The server has seen that the call's timers fire on and on. */
  endless: boolean;
  /** Virtual time at which the call's function settled; null before that. */
  settledAtMs: number | null;
  leftBehind: readonly LeftBehind[] | null;
  /** Waits of the call before it settled for which nothing holds the process. */
  unheld: number;
  /** Resolves or rejects the call's promise. */
  finish(why: 'ended' | Error): void;
}

interface Idle {
  readonly sinceMs: number;
  /** The worker thread or child process that is waited for; null if nothing known can continue the call. */
  readonly helper: string | null;
  /** Real time in which the loop was seen turning, idle. */
  countedMs: number;
  tickedAtMs: number;
}

export function createPumpedCall(call: CallClock, finish: PumpedCall['finish']): PumpedCall {
  return {
    call,
    phase: 'counting',
    turns: 0,
    seenActivity: -1,
    seenExchanges: 0,
    seenBytes: 0,
    disturbed: false,
    epoch: null,
    turnsToLook: 0,
    refusals: 0,
    askAtMs: 0,
    idle: null,
    unsent: null,
    spinTurns: 0,
    spunMs: 0,
    fired: 0,
    endless: false,
    settledAtMs: null,
    leftBehind: null,
    unheld: 0,
    finish,
  };
}
