import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import { against, type Learned } from '@sdk-conformance/learn';
import { count } from '@sdk-conformance/reporters';
import { shownPath } from '../config/config.js';
import { readSpec } from '../config/spec-files.js';
import { writeNew } from '../init/write.js';
import { onInterrupt } from '../interrupt.js';
import type { Io } from '../io.js';
import { againstLines } from './against.js';
import { type Asking, chosenTarget, learnTarget } from './learn-target.js';

export interface LearnCommand extends Asking {
  readonly target: string;
  /** Null: standard output. */
  readonly out: string | null;
  /** A spec that is held against what was learnt; null: what was learnt is written. */
  readonly against: string | null;
}

/**
 * The verb `learn`. Resolves to the exit code.
 *
 * @throws UsageError for whatever is wrong with options, configuration or spec, and for a target that cannot be played
 */
export async function learnCommand(command: LearnCommand, io: Io): Promise<number> {
  const { out, target } = command;
  if (command.against !== null) return againstCommand({ ...command, against: command.against }, io);
  if (out !== null && existsSync(resolve(io.cwd, out)))
    throw new UsageError(`--out: ${shownPath(resolve(io.cwd, out), io.cwd)} exists, and nothing is overwritten`);
  const chosen = chosenTarget({ name: target, asked: '--target' }, command, io);
  const interrupt = onInterrupt(io);
  try {
    const learned = await learnTarget(chosen, command, interrupt.signal, io);
    if (interrupt.signal.aborted) return 130;
    if (out === null) io.out(learned.text);
    else writeNew(io.cwd, [{ path: out, text: learned.text }]);
    const { lines, open, plays, heldBack } = learned;
    const wrote = out === null ? '' : `wrote ${shownPath(resolve(io.cwd, out), io.cwd)}: `;
    io.err(
      `${wrote}${count(lines.length, 'line')} learnt by ${count(plays.length, 'play')}, ${open.length} left open\n`,
    );
    if (heldBack.plays.length === 0) return 0;
    io.err(`${heldBackLine(heldBack)}\n`);
    if (out !== null) io.err(`${nextSteps(io, target, heldBack).join('\n')}\n`);
    return 0;
  } finally {
    interrupt.release();
  }
}

function heldBackLine({ plays, contradict }: Learned['heldBack']): string {
  const but = contradict === 0 ? 'none of them contradicts it' : `${contradict} of them contradict it`;
  return `what was learnt foretold ${count(plays.length, 'more play')}, of which nothing was learnt: ${but}`;
}

/** How what was learnt becomes a gate, which is green from its first day. */
function nextSteps({ command }: Io, target: string, { contradict }: Learned['heldBack']): readonly string[] {
  const run = `${command} run --target ${target}`;
  return [
    `next: name it as the spec of the configuration, and ${run}`,
    ...(contradict === 0
      ? []
      : [`  what contradicts it fails there until it is known: ${run} --update-known --reason 'as it was learnt'`]),
  ];
}

/** Holds what a target does against a spec: 1 where it does otherwise. */
async function againstCommand(command: LearnCommand & { readonly against: string }, io: Io): Promise<number> {
  const { target, out } = command;
  if (out !== null) throw new UsageError('--out: nothing is written with --against');
  const file = resolve(io.cwd, command.against);
  const { spec } = readSpec(file, io.cwd);
  const chosen = chosenTarget({ name: target, asked: '--target' }, command, io);
  const interrupt = onInterrupt(io);
  try {
    const learned = await learnTarget(chosen, { ...command, spec: command.spec ?? file }, interrupt.signal, io);
    if (interrupt.signal.aborted) return 130;
    const found = against(learned, spec, learned.language, learned.fixtures);
    io.out(`${againstLines(found, target, shownPath(file, io.cwd)).join('\n')}\n`);
    return found.departures.length === 0 ? 0 : 1;
  } finally {
    interrupt.release();
  }
}
