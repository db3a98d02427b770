import type { CallClock } from './call.js';

export interface CallClockHooks {
  /** The call did something. */
  onActivity(): void;
  /** Tells the server, and waits for it, that the call's clock shows `toMs`. */
  jump(id: string, toMs: number): void;
  /** The call let so many ms go by in which the thread stood still. */
  onBlocked(call: CallClock, ms: number): void;
  /** A loop on the clock was let through by so much real time. */
  onSpin(call: CallClock, ms: number): void;
  readonly realMs: () => number;
}

/** Reads of the clock in one turn of the event loop, all without effect, that make it a loop that waits for the time. */
const SPIN_READS = 100_000;

/** Creates the clock of one call at 0 ms. */
export function createCallClock(id: string, hooks: CallClockHooks): CallClock {
  /** Real time at which the clock read `fromMs` in the loop that is being let through. */
  let spin: { readonly startMs: number; readonly fromMs: number } | null = null;

  const call: CallClock = {
    id,
    nowMs: 0,
    ended: false,
    wallJump: null,
    timers: new Set(),
    requests: new Set(),
    over: 0,
    sockets: new Set(),
    helpers: new Set(),
    activity: 0,
    exchanges: 0,
    reads: 0,
    touch() {
      call.activity++;
      hooks.onActivity();
    },
    jump(toMs) {
      hooks.jump(id, toMs);
      call.nowMs = Math.max(call.nowMs, toMs);
      call.touch();
    },
    block(ms) {
      call.jump(call.nowMs + ms);
      hooks.onBlocked(call, ms);
    },
    read() {
      if (++call.reads < SPIN_READS) {
        spin = null;
        return call.nowMs;
      }
      spin ??= { startMs: hooks.realMs(), fromMs: call.nowMs };
      const toMs = spin.fromMs + Math.floor(hooks.realMs() - spin.startMs);
      if (toMs > call.nowMs) {
        hooks.onSpin(call, toMs - call.nowMs);
        call.jump(toMs);
      }
      return call.nowMs;
    },
  };
  return call;
}
