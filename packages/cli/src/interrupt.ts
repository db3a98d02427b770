import type { Io } from './io.js';

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
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
    },
  };
}
