import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { machineFault } from './machine.js';
import { keepTail, type Output, type OutputLimits } from './output.js';
import { endingOf, startHere } from './platform.js';
import { watchStrays } from './strays.js';
import type { Transport } from './target.js';

export interface ChildOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly transport: Transport;
  readonly limits: OutputLimits;
  /** Between SIGTERM and SIGKILL, real ms. */
  readonly graceMs: number;
  readonly onFlood: (stream: 'stdout' | 'stderr') => void;
}

export interface ChildEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** Why it did not start; null where it did. */
  readonly failed: string | null;
  /** It had closed its channel to the runner before it was asked to go, and was killed for that. */
  readonly deaf?: true;
  /** The machine ran out of what the start needs. */
  readonly starved?: true;
}

export interface Child {
  readonly process: ChildProcess;
  /** Node's IPC channel; null where the process speaks HTTP. */
  readonly channel: Duplex | null;
  readonly stderr: Output;
  readonly stdout: Output;
  readonly alive: () => boolean;
  /** Settles once the process has gone and its output is read; never rejects. */
  readonly ended: Promise<ChildEnd>;
  /** Takes note of what it has started so far, which is done at short intervals as well. */
  look(): void;
  /** Once it has gone: waits for its children, and kills those that stay longer than the grace. True where there were any. */
  clear(): Promise<boolean>;
  /** What it has left behind is not ended with this process any more. */
  forget(): void;
  /** SIGTERM to the group, SIGKILL after the grace. Resolves to true where SIGKILL was needed. */
  stop(): Promise<boolean>;
  /** SIGKILL at once, to the group and to what has left it. */
  kill(): void;
}

/**
 * Starts a process in a group of its own, where there are groups, and with a mark, so that whatever it starts can be ended with it.
 *
 * @throws Error for a command that no system takes, an empty one for example
 */
export function startChild(options: ChildOptions): Child {
  const [named = ''] = options.command;
  const { program, args, verbatim } = startHere(options.command, options.env['PATH']);
  const mark = randomUUID();
  const ipc = options.transport === 'ipc';
  const child = spawn(program, args, {
    cwd: options.cwd,
    // A channel that Node itself made would be read by Node, see `serveIpc`.
    env: { ...options.env, CONFORMANCE_MARK: mark, ...(ipc ? { NODE_CHANNEL_FD: String(CHANNEL) } : {}) },
    // A process that is detached has a window of its own on Windows, and no group.
    detached: process.platform !== 'win32',
    windowsHide: true,
    windowsVerbatimArguments: verbatim,
    shell: false,
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['pipe'] as const) : [])],
  });
  // Should this process itself exit, its children must not outlive it.
  const killAll = () => {
    signalGroup(child, 'SIGKILL');
    for (const pid of strays.living()) signal(pid, 'SIGKILL');
  };
  const strays = watchStrays(child.pid, `CONFORMANCE_MARK=${mark}`);
  const leave = killWithUs(killAll);
  const forget = () => {
    strays.forget();
    leave();
  };

  const ended = exitOf(child, named);
  const watch = (name: 'stdout' | 'stderr') => {
    const stream = child[name];
    if (stream === null) throw new Error(`${name} is a pipe by the options above`);
    return keepTail(stream, options.limits, () => options.onFlood(name));
  };
  return {
    process: child,
    channel: channelOf(child),
    stdout: watch('stdout'),
    stderr: watch('stderr'),
    alive: () => child.exitCode === null && child.signalCode === null,
    ended,
    kill: killAll,
    look: strays.look,
    forget,
    clear: async () => {
      await ended;
      const left = await outlives(() => signalGroup(child, 0) || strays.living().length > 0, options.graceMs);
      if (left) killAll();
      forget();
      return left;
    },
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

/** Number of the channel's descriptor, the first behind stdin, stdout and stderr. */
const CHANNEL = 3;

function channelOf(child: ChildProcess): Duplex | null {
  const channel = child.stdio[CHANNEL];
  return channel instanceof Duplex ? channel : null;
}

function whyNotStarted(program: string, error: Error & { readonly code?: string }): string {
  if (error.code === 'ENOENT') return `there is no program ${program}`;
  if (error.code === 'EACCES') return `${program} is no program that may be executed`;
  const fault = machineFault(error);
  if (fault !== null) return fault;
  return error.message;
}

/** By `exit`, not by `close` alone: a grandchild that inherited the pipes would hold `close` back for ever. */
const running = new Set<() => void>();

/** Calls back should this process exit before it is told to forget. */
function killWithUs(kill: () => void): () => void {
  if (running.size === 0) process.on('exit', killRunning);
  running.add(kill);
  return () => {
    running.delete(kill);
    if (running.size === 0) process.removeListener('exit', killRunning);
  };
}

function killRunning(): void {
  for (const kill of running) kill();
}

function exitOf(child: ChildProcess, program: string): Promise<ChildEnd> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid !== undefined) return;
      const starved = machineFault(error) === null ? {} : ({ starved: true } as const);
      resolve({ code: null, signal: null, failed: whyNotStarted(program, error), ...starved });
    });
    child.once('exit', (code, signal) => {
      const done = () => {
        clearTimeout(enough);
        child.stdout?.destroy();
        child.stderr?.destroy();
        channelOf(child)?.destroy();
        resolve({ code, signal, failed: null });
      };
      // What the process wrote last may still be in the pipes.
      const enough = setTimeout(done, 250);
      child.once('close', done);
    });
  });
}

/** A group's last members may be just going: a compiler's helper process, for one, ends when its pipe does. */
async function outlives(there: () => boolean, graceMs: number): Promise<boolean> {
  for (let waitedMs = 0; there(); waitedMs += 20) {
    if (waitedMs >= graceMs) return true;
    await sleep(20);
  }
  return false;
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  const ending = endingOf(child.pid, name, process.platform);
  if ('to' in ending) return signal(ending.to, ending.signal);
  const [program, ...args] = ending.command;
  return spawnSync(program, args, { stdio: 'ignore', windowsHide: true }).status === 0;
}

/** To a process, or to a group where it is negative. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    // ESRCH: nobody left. EPERM: only foreign processes share the number.
    return false;
  }
}
