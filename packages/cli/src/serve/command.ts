import { onInterrupt } from '../interrupt.js';
import type { Io } from '../io.js';
import { readKeys } from './keys.js';
import { type ServeOptions, serve } from './serve.js';

/**
 * The verb `serve`, until Ctrl-C, which is how it is meant to end: exit code 0.
 *
 * @throws UsageError for whatever is wrong with options, configuration, spec or fixtures
 */
export async function serveCommand(options: ServeOptions, io: Io): Promise<number> {
  const interrupt = onInterrupt(io);
  const keys: { stop: (() => void) | null } = { stop: null };
  const print = (lines: readonly string[]) => io.out(lines.map((line) => `${line}\n`).join(''));
  try {
    await serve(options, {
      cwd: io.cwd,
      signal: interrupt.signal,
      print,
      listen: (obey) => {
        keys.stop = readKeys(obey);
        return keys.stop !== null;
      },
    });
    return 0;
  } finally {
    keys.stop?.();
    interrupt.release();
  }
}
