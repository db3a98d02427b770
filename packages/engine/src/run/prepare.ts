import { runTool } from '@sdk-conformance/runner';

/** A command that must have run before a target is started. */
export interface Preparation {
  readonly command: readonly string[];
  readonly cwd: string;
  /** Set over our own environment: a build needs the proxies and caches that a target's process must not see. */
  readonly env: Readonly<Record<string, string>>;
}

/** Resolves to null when it went well, else to what went wrong. The signal ends what is running. */
export type Prepare = (preparation: Preparation, signal: AbortSignal) => Promise<string | null>;

/**
 * Does work in a folder while no other process does such work there. Resolves to what the work came to, or to why it was not begun: its turn
 * did not come within `longestMs`, or the signal ended the waiting.
 */
export type Exclusively = (
  folder: string,
  work: () => Promise<string | null>,
  waiting: { readonly signal: AbortSignal; readonly longestMs: number },
) => Promise<string | null>;

const keptLines = 15;
/** Longest that a preparation may take, and longest that it waits for its turn, ms: a first build fetches packages. */
const prepareMs = 15 * 60_000;

async function runOnce({ command, cwd, env }: Preparation, signal: AbortSignal): Promise<string | null> {
  const end = await runTool({ command, cwd, env: { ...process.env, ...env }, signal, deadlineMs: prepareMs });
  if (end.ok) return null;
  return [`${command.join(' ')} ${end.why}`, ...end.output.slice(-keptLines).map((line) => `  ${line}`)].join('\n');
}

/**
 * Runs each preparation once, one after the other, because they may share files. Idempotent.
 *
 * @param exclusively keeps other processes out; without it they are not
 */
export function createPrepare(exclusively: Exclusively = (_, work) => work()): Prepare {
  const done = new Map<string, Promise<string | null>>();
  let last: Promise<unknown> = Promise.resolve();
  return (preparation, signal) => {
    const key = JSON.stringify(preparation);
    const before = last;
    const run = () => runOnce(preparation, signal);
    const running =
      done.get(key) ?? before.then(() => exclusively(preparation.cwd, run, { signal, longestMs: prepareMs }));
    done.set(key, running);
    last = running;
    return running;
  };
}
