import type { Io } from './io.js';

/** From the keyboard, from another program, from a terminal that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ctrl-C once stops cleanly, twice at once. The returned signal is aborted by the first.
 */
export function onInterrupt(io: Io): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
    io.err('\ninterrupted: what was seen so far is reported; once more ends at once\n');
  };
  for (const name of signals) process.on(name, stop);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of signals) process.removeListener(name, stop);
    },
  };
}
