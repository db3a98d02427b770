import { createInterface } from 'node:readline/promises';
import { UsageError } from '@sdk-conformance/engine/usage-error';
import { CommanderError } from 'commander';
import { whyUnwritable } from './config/why.js';
import { harmless, type Io } from './io.js';
import { createProgram } from './program.js';

/**
 * Runs the command line and sets the process's exit code.
 *
 * @param command how the user calls it, for messages that tell what to type
 */
export async function main(args: readonly string[], command: string): Promise<void> {
  const io: Io = {
    out: (text) => void process.stdout.write(harmless(text)),
    err: (text) => void process.stderr.write(harmless(text)),
    cwd: process.cwd(),
    env: process.env,
    outIsTerminal: process.stdout.isTTY === true,
    errIsTerminal: process.stderr.isTTY === true,
    errColumns: () => process.stderr.columns,
    ...(process.stdin.isTTY === true && process.stderr.isTTY === true ? { ask } : {}),
    command,
  };
  // `… | head` closes our output early; that is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') io.err(`standard output cannot be written: ${whyUnwritable(error)}\n`);
    process.exit(error.code === 'EPIPE' ? 0 : 3);
  });
  process.exitCode = await exitCodeOf(args, io);
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}

/** Runs the command line and gives its exit code. */
export async function exitCodeOf(args: readonly string[], io: Io): Promise<number> {
  let exit = 0;
  const program = createProgram(io, (code) => {
    exit = code;
  });
  try {
    // Commander answers no arguments with help on standard error.
    await program.parseAsync([...args], { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) {
      io.err(`${error.message}\n`);
      return 2;
    }
    io.err(`conformance: our bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 3;
  }
}
