import type { ClockDomain } from './domain.js';

/** The machine's clock; for tests, another one. */
export interface RealClock {
  /** ms, of any origin, never going back. */
  monotonicMs(): number;
  /** ms since 1970. */
  epochMs(): number;
  /** Calls back after `ms`; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
}

/** This machine's own. */
export const machine: RealClock = {
  monotonicMs: () => performance.now(),
  epochMs: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Creates a domain of tier C: both clocks of its stamps are the real one. */
export function createRealDomain(clock: RealClock = machine): ClockDomain {
  const began = clock.monotonicMs();
  const elapsed = () => clock.monotonicMs() - began;
  return {
    tier: 'C',
    now() {
      const ms = elapsed();
      return { virtualMs: ms, realMs: ms };
    },
    epochMs: clock.epochMs,
    hold(dueVirtualMs, wake) {
      if (dueVirtualMs === null) return { release() {} };
      return { release: clock.after(Math.max(0, dueVirtualMs - elapsed()), wake) };
    },
    exchangeOpened() {},
    exchangeClosed() {},
  };
}
