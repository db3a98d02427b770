import { spawn } from 'node:child_process';

/** A command that must have run before a target is started. */
export interface Preparation {
  readonly command: readonly string[];
  readonly cwd: string;
}

/** Resolves to null when it went well, else to what went wrong. */
export type Prepare = (preparation: Preparation) => Promise<string | null>;

const keptLines = 15;

function runOnce({ command, cwd }: Preparation): Promise<string | null> {
  const [program = '', ...words] = command;
  const shown = command.join(' ');
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.once('error', (error) => resolve(`${shown} could not be started: ${error.message}`));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(null);
      const lines = Buffer.concat(output).toString('utf8').trimEnd().split('\n').slice(-keptLines);
      resolve([`${shown} ended with ${signal ?? `code ${code}`}`, ...lines.map((line) => `  ${line}`)].join('\n'));
    });
  });
}

/** Runs each preparation once, one after the other, because they may share files. Idempotent. */
export function createPrepare(): Prepare {
  const done = new Map<string, Promise<string | null>>();
  let last: Promise<unknown> = Promise.resolve();
  return (preparation) => {
    const key = JSON.stringify(preparation);
    const before = last;
    const running = done.get(key) ?? before.then(() => runOnce(preparation));
    done.set(key, running);
    last = running;
    return running;
  };
}
