import { diagnosed, judged } from '@sdk-conformance/engine';
import { play } from '@sdk-conformance/runner';
import type { Io } from '../io.js';
import { preparing } from '../preparing.js';

/** What exploring is done with: stages, the machine's tools, and a line of the terminal that tells how far it is. */
export function surroundingsOf(io: Io, signal: AbortSignal, what: 'scenarios' | 'mutants') {
  const clear = io.errIsTerminal ? '\r\u001b[2K' : '';
  return {
    path: io.env['PATH'],
    signal,
    stages: {
      play,
      judge: judged,
      diagnose: diagnosed,
      prepare: preparing((line) => io.err(`${clear}${line}\n`), io.env),
    },
    onPlayed: (target: string, played: number) => {
      if (io.errIsTerminal) io.err(`${clear}${target}: ${played} ${what} played`);
    },
    /** Clears that line. */
    played: () => {
      if (clear !== '') io.err(clear);
    },
  };
}
