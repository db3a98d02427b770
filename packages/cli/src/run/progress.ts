import { performance } from 'node:perf_hooks';
import type { Io } from '../io.js';

export interface Progress {
  readonly add: (target: string, failed: boolean) => void;
  /** A line of its own above the progress. */
  readonly say: (text: string) => void;
  readonly clear: () => void;
}

/** ms between two drawings. */
const everyMs = 100;

/** One line on a terminal, drawn again as scenarios come in; silent where standard error is piped. */
export function createProgress(io: Io, total: number, now: () => number = () => performance.now()): Progress {
  const live = io.errIsTerminal && io.env['TERM'] !== 'dumb';
  const failed = new Map<string, number>();
  let done = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  const clear = () => {
    if (live) io.err('\r\u001b[2K');
  };
  const draw = () => {
    const failures = [...failed].map(([name, n]) => `${name}: ${n} failed`);
    const line = [`${done} of ${total} scenarios`, ...failures].join(' · ');
    // A line that wraps could not be drawn again.
    const most = (io.errColumns?.() ?? Number.POSITIVE_INFINITY) - 1;
    io.err(`\r\u001b[2K${line.length <= most ? line : `${line.slice(0, most - 1)}…`}`);
  };
  if (live) draw();
  return {
    add(target, isFailure) {
      done++;
      if (isFailure) failed.set(target, (failed.get(target) ?? 0) + 1);
      if (!live || (now() - drawnAt < everyMs && done < total)) return;
      drawnAt = now();
      draw();
    },
    say(text) {
      clear();
      io.err(`${text}\n`);
    },
    clear,
  };
}
