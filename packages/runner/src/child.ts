import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { keepTail, type Output, type OutputLimits } from './output.js';
import type { Transport } from './target.js';

export interface ChildOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly limits: OutputLimits;
  /** Between SIGTERM and SIGKILL, real ms. */
  readonly graceMs: number;
  readonly onFlood: (stream: 'stdout' | 'stderr', bytes: number) => void;
}

export interface ChildEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** Why it did not start; null where it did. */
  readonly failed: string | null;
  /** Processes of its group were still there when it had gone; they have been killed. */
  readonly leftChildren: boolean;
}

export interface Child {
  readonly process: ChildProcess;
  readonly stderr: Output;
  readonly stdout: Output;
  /** Settles once the process and its whole group are gone; never rejects. */
  readonly ended: Promise<ChildEnd>;
  /** SIGTERM to the group, SIGKILL after the grace. Resolves to true where SIGKILL was needed. */
  stop(): Promise<boolean>;
  /** SIGKILL to the group at once. */
  kill(): void;
}

/** Starts a process in a group of its own, so that whatever it starts can be ended with it. */
export function startChild(options: ChildOptions): Child {
  const [program = '', ...args] = options.command;
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...options.env },
    detached: true,
    shell: false,
    stdio: ['ignore', 'pipe', 'pipe', ...(options.transport === 'ipc' ? (['ipc'] as const) : [])],
  });
  // Should this process itself exit, its children must not outlive it.
  const killWithUs = () => signalGroup(child, 'SIGKILL');
  process.once('exit', killWithUs);

  const ended = exitOf(child).then(async (end): Promise<ChildEnd> => {
    const leftChildren = end.failed === null && (await groupOutlives(child));
    if (leftChildren) signalGroup(child, 'SIGKILL');
    process.removeListener('exit', killWithUs);
    return { ...end, leftChildren };
  });
  const watch = (name: 'stdout' | 'stderr') => {
    const stream = child[name];
    if (stream === null) throw new Error(`${name} is a pipe by the options above`);
    const output: Output = keepTail(stream, options.limits, () => options.onFlood(name, output.bytes()));
    return output;
  };
  return {
    process: child,
    stdout: watch('stdout'),
    stderr: watch('stderr'),
    ended,
    kill: () => signalGroup(child, 'SIGKILL'),
    stop: async () => {
      signalGroup(child, 'SIGTERM');
      const grace = new AbortController();
      const late = sleep(options.graceMs, true, { signal: grace.signal }).catch(() => false);
      const killed = await Promise.race([late, ended.then(() => false)]);
      grace.abort();
      if (killed) signalGroup(child, 'SIGKILL');
      await ended;
      return killed;
    },
  };
}

/** By `exit`, not by `close` alone: a grandchild that inherited the pipes would hold `close` back for ever. */
function exitOf(child: ChildProcess): Promise<Omit<ChildEnd, 'leftChildren'>> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ code: null, signal: null, failed: error.message });
    });
    child.once('exit', (code, signal) => {
      const done = () => {
        clearTimeout(enough);
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve({ code, signal, failed: null });
      };
      // What the process wrote last may still be in the pipes.
      const enough = setTimeout(done, 250);
      child.once('close', done);
    });
  });
}

/** A group's last members may be just going, so they get a moment before they count as left behind. */
async function groupOutlives(child: ChildProcess): Promise<boolean> {
  for (let look = 0; look < 5; look++) {
    if (!groupExists(child)) return false;
    await sleep(20);
  }
  return true;
}

function groupExists(child: ChildProcess): boolean {
  return signalGroup(child, 0);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    // ESRCH: nobody left. EPERM: only foreign processes share the number.
    return false;
  }
}
