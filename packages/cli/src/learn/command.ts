import { resolve } from 'node:path';
import { count } from '@sdk-conformance/reporters';
import { shownPath } from '../config/config.js';
import { refuseExisting, writeNew } from '../init/write.js';
import { onInterrupt } from '../interrupt.js';
import type { Io } from '../io.js';
import { type Asking, learnTarget } from './learn-target.js';

export interface LearnCommand extends Asking {
  readonly target: string;
  /** Null: standard output. */
  readonly out: string | null;
}

/**
 * The verb `learn`. Resolves to the exit code.
 *
 * @throws UsageError for whatever is wrong with options, configuration or spec, and for a target that cannot be played
 */
export async function learnCommand(command: LearnCommand, io: Io): Promise<number> {
  const { out } = command;
  const files = (text: string) => (out === null ? [] : [{ path: out, text }]);
  refuseExisting(io.cwd, files(''));
  const interrupt = onInterrupt(io);
  try {
    const learned = await learnTarget(command.target, command, interrupt.signal, io);
    if (interrupt.signal.aborted) return 130;
    if (out === null) io.out(learned.text);
    writeNew(io.cwd, files(learned.text));
    const { lines, open, plays } = learned;
    const wrote = out === null ? '' : `wrote ${shownPath(resolve(io.cwd, out), io.cwd)}: `;
    io.err(`${wrote}${count(lines.length, 'line')} learnt by ${count(plays, 'play')}, ${open.length} left open\n`);
    return 0;
  } finally {
    interrupt.release();
  }
}
