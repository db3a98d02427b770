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

const keptLines = 15;
/** Longest that a preparation may take, ms: a first build fetches packages. */
const prepareMs = 15 * 60_000;

async function runOnce({ command, cwd, env }: Preparation, signal: AbortSignal): Promise<string | null> {
  const end = await runTool({ command, cwd, env: { ...process.env, ...env }, signal, deadlineMs: prepareMs });
  if (end.ok) return null;
  return [`${command.join(' ')} ${end.why}`, ...end.output.slice(-keptLines).map((line) => `  ${line}`)].join('\n');
}

/** Runs each preparation once, one after the other, because they may share files. Idempotent. */
export function createPrepare(): Prepare {
  const done = new Map<string, Promise<string | null>>();
  let last: Promise<unknown> = Promise.resolve();
  return (preparation, signal) => {
    const key = JSON.stringify(preparation);
    const before = last;
    const running = done.get(key) ?? before.then(() => runOnce(preparation, signal));
    done.set(key, running);
    last = running;
    return running;
  };
}
