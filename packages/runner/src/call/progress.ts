import type { ClockDomain } from '@sdk-conformance/clock';

/** What has happened in a call, by which a watchdog tells a slow call from one that hangs. */
export interface Progress {
  /** The call's domain, which counts what passes through it. */
  readonly domain: ClockDomain;
  /** Counts what can only happen so often in a call: steps, exchanges, pieces of bodies. Constant in real time. */
  readonly served: () => number;
  readonly serve: () => void;
  /** Something happened that may go on for ever: it shows in the trace alone. */
  readonly happen: () => void;
  /** So many ms passed for a loop that reads the clock. */
  readonly restless: (ms: number) => void;
  /** A text that changes whenever something happens in the call. */
  readonly trace: () => string;
}

export function createProgress(domain: ClockDomain, inRealTime: boolean): Progress {
  let happened = 0;
  let served = 0;
  let restlessMs = 0;
  return {
    domain: {
      ...domain,
      // A body that drips is progress, though no exchange ends and no time may pass between its pieces.
      hold: (due, wake) =>
        domain.hold(due, () => {
          served++;
          wake();
        }),
      exchangeOpened() {
        served++;
        domain.exchangeOpened();
      },
      exchangeClosed() {
        served++;
        domain.exchangeClosed();
      },
    },
    served: () => (inRealTime ? 0 : served),
    serve: () => void served++,
    happen: () => void happened++,
    restless: (ms) => {
      restlessMs += ms;
    },
    trace: () => {
      // In real time the domain's clock goes on by itself, and so it does while a thread loops for ever: that is no progress.
      const virtualMs = inRealTime ? 0 : domain.now().virtualMs - restlessMs;
      return [happened, served, virtualMs].join();
    },
  };
}
