import type { ClockProcess, ClockServer } from '@sdk-conformance/clock';
import type { ClockTier } from '@sdk-conformance/model';
import type { OpenSession } from '@sdk-conformance/protocol';
import { createSession, type MessageLimits, type Session, serveHttp, serveIpc } from '../session/index.js';
import { type Child, type ChildEnd, startChild } from './child.js';
import { type Load, loadOf } from './load.js';
import type { OutputLimits } from './output.js';
import { childEnvironment, type Target, transportOf } from './target.js';

export interface HostListener {
  readonly free: () => void;
  readonly reported: Parameters<typeof createSession>[1]['reported'];
  readonly echoed: Parameters<typeof createSession>[1]['echoed'];
  readonly violated: (what: string, dropped: string | null) => void;
  /** Something a person should know that is nobody's failure. */
  readonly noticed: (what: string) => void;
  /** What is ours went wrong at a message. */
  readonly failed: (error: unknown) => void;
}

/** One process of a target with its session open. */
export interface Host {
  readonly session: Session;
  readonly open: OpenSession;
  /** The process as the clock server knows it; null where its time is its own. */
  readonly clock: ClockProcess | null;
  /** Workers in use. */
  readonly workers: number;
  /** Messages so far. */
  readonly heard: () => number;
  readonly stderr: () => readonly string[];
  /** Null where the system does not tell. */
  readonly load: () => Load | null;
  /** False as soon as its end is known, which is before {@link ended}. */
  readonly alive: () => boolean;
  /** Settles when the process has gone. */
  readonly ended: Promise<ChildEnd>;
  /** Tells every worker `done`, then ends the process: gently, unless told that nothing good can come of it. */
  readonly dismiss: (how: 'done' | 'stop' | 'kill') => Promise<void>;
}

/** What a process is started with. */
export interface HostSetting {
  readonly target: Target;
  readonly stage: {
    readonly clock: Pick<ClockServer, 'registerProcess' | 'unregisterProcess'>;
    /** File of the authority that it is to trust; null where it needs none. */
    readonly caFile: string | null;
  };
  /** Address of the clock for the process; null keeps it on real time. */
  readonly clockUrl: string | null;
  /** Library that tells the process its time, under tier B; null under any other. */
  readonly preload: string | null;
  readonly limits: OutputLimits;
  readonly messageLimits: MessageLimits;
  /** Ends the start, too. */
  readonly signal: AbortSignal;
  readonly deadlines: (tier: ClockTier) => HostDeadlines;
}

/** All in real ms. */
export interface HostDeadlines {
  /** From the start of a process to its session, and from there to its first worker's question. */
  readonly startMs: number;
  /** Between asking a process to go and making it go. */
  readonly graceMs: number;
  /** A worker's question waits so long for a call. Idle workers that ask again are the process's heartbeat. */
  readonly pollMs: number;
  /** For the clock's word after the adapter's on the same call, or the other way round. */
  readonly agreeMs: number;
  /** For a preload's word, once its process has opened a session. */
  readonly connectMs: number;
}

export type HostStart =
  | { readonly ok: true; readonly host: Host }
  | { readonly ok: false; readonly why: string; readonly stderr: readonly string[]; readonly starved?: true };

/** Starts a target's process and waits for it to open its session. */
export async function startHost(
  setting: HostSetting,
  options: { readonly sessionId: string; readonly workers: number },
  listener: HostListener,
): Promise<HostStart> {
  const { target } = setting;
  const deadlines = setting.deadlines('A');
  const transport = transportOf(target);
  let heard = 0;
  let opening: (result: { readonly open: OpenSession } | { readonly why: string; readonly starved?: true }) => void =
    () => {};
  const opened = new Promise<Parameters<typeof opening>[0]>((resolve) => {
    opening = resolve;
  });
  const session = guarded(
    listener.failed,
    createSession(
      { id: options.sessionId, workers: options.workers, pollMs: deadlines.pollMs },
      {
        ...listener,
        heard: () => {
          heard++;
        },
        opened: (open) => opening({ open }),
        refused: (why) => opening({ why }),
      },
    ),
  );
  // A process that is going cuts its messages too; then its end is what counts.
  const broken = (path: string, why: string, cut: boolean) => {
    const tell = session.broken(path, why);
    if (cut) setTimeout(() => child.alive() && tell(), 100);
    else tell();
  };
  const refused = (path: string, why: string) => listener.violated(`${path}: ${why}`, null);
  const http = transport === 'http' ? await serveHttp(session, { broken, refused }, setting.messageLimits) : null;
  const clock = setting.preload === null ? null : setting.stage.clock.registerProcess(options.sessionId);
  let child: Child;
  try {
    child = startChild({
      command: target.command,
      cwd: target.cwd,
      env: childEnvironment(target, {
        clock: setting.clockUrl,
        url: http?.url ?? null,
        caFile: setting.stage.caFile,
        preload: setting.preload === null ? null : { library: setting.preload, process: options.sessionId },
      }),
      transport,
      limits: setting.limits,
      graceMs: deadlines.graceMs,
      onFlood: (stream) =>
        listener.noticed(
          `the process floods its ${stream}: over ${setting.limits.floodBytes} bytes, of which only the last lines are kept`,
        ),
    });
  } catch (error) {
    await http?.close();
    if (clock !== null) setting.stage.clock.unregisterProcess(options.sessionId);
    const why = `the process could not be started: ${error instanceof Error ? error.message : error}`;
    return { ok: false, why, stderr: [] };
  }
  let leaving = false;
  let deaf = false;
  child.channel?.once('close', () => {
    // At an end, channels close too; the exit is about to be told.
    const onlyDeaf = () => {
      if (leaving || !child.alive()) return;
      deaf = true;
      child.kill();
    };
    setTimeout(onlyDeaf, deadlines.graceMs / 4);
  });
  const ended = child.ended.then((end): ChildEnd => (deaf && end.signal === 'SIGKILL' ? { ...end, deaf } : end));
  if (child.channel !== null) {
    const noise = (what: string) => listener.violated(what, null);
    serveIpc(child.channel, session, { broken, noise }, setting.messageLimits);
  }

  const timer = setTimeout(
    () => opening({ why: `the process opened no session within ${deadlines.startMs / 1000} s` }),
    deadlines.startMs,
  );
  const onAbort = () => opening({ why: 'interrupted' });
  setting.signal.addEventListener('abort', onAbort);
  ended.then((end) => {
    const starved = end.starved === undefined ? {} : { starved: end.starved };
    opening({ why: end.failed === null ? `${whyGone(end)} before it opened its session` : whyGone(end), ...starved });
  });
  let result = await opened;
  if (clock !== null && 'open' in result && !(await inTime(clock.connected, deadlines.connectMs))) {
    result = { why: 'its time preload never connected: it is loaded by programs that use glibc and are not set-uid' };
  }
  if ('open' in result && result.open.sdk.language !== target.language) {
    const { language } = result.open.sdk;
    result = {
      why:
        `the adapter says that the language of its SDK is ${language}, and the configuration says ${target.language}, ` +
        'by whose names of classes, fields and options it would be judged: change one of them',
    };
  }
  clearTimeout(timer);
  setting.signal.removeEventListener('abort', onAbort);

  const dismiss = async (how: 'done' | 'stop' | 'kill'): Promise<void> => {
    leaving = true;
    child.look();
    session.finish();
    if (how !== 'kill') await leave(child, how === 'done' ? deadlines.graceMs : 0, listener.noticed);
    // After an orderly end, children have no reason to be there; after any other, they had no chance to go.
    if (how === 'done' && (await child.clear())) {
      listener.noticed('the process left child processes behind; they have been ended');
    }
    child.kill();
    await child.clear();
    await http?.close();
    if (clock !== null) setting.stage.clock.unregisterProcess(options.sessionId);
  };
  if ('why' in result) {
    await dismiss('stop');
    const starved = result.starved === undefined ? {} : { starved: result.starved };
    return { ok: false, why: result.why, stderr: child.stderr.tail(), ...starved };
  }
  return {
    ok: true,
    host: {
      session,
      open: result.open,
      clock,
      workers: Math.min(result.open.workers, options.workers),
      heard: () => heard,
      stderr: child.stderr.tail,
      load: () => (child.process.pid === undefined ? null : loadOf(child.process.pid)),
      alive: () => child.alive() && !deaf,
      ended,
      dismiss,
    },
  };
}

/** A session whose answer to a message that breaks us is a refusal, so that the process does not wait for ever. */
function guarded(failed: (error: unknown) => void, session: Session): Session {
  return {
    ...session,
    handle: (path, body, gone) =>
      session.handle(path, body, gone).catch((error: unknown) => {
        failed(error);
        return { error: { code: 'invalidMessage', message: 'the runner failed at this message' } };
      }),
  };
}

/** Returns whether the promise resolves within so many real ms. */
function inTime(ended: Promise<void>, withinMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), withinMs);
    ended.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/** Waits for the process to go by itself, then makes it go. */
async function leave(child: Child, withinMs: number, noticed: (what: string) => void): Promise<void> {
  const gone = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), withinMs);
    child.ended.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
  if (!gone && (await child.stop())) noticed('the process ignored SIGTERM and was killed');
}

/** Says how a process ended before it was asked to. */
export function whyGone(end: ChildEnd): string {
  if (end.failed !== null) return `the process could not be started: ${end.failed}`;
  if (end.deaf) return 'the process closed its channel to the runner, lived on and was killed';
  return end.signal === null ? `the process exited with code ${end.code}` : `the process was ended by ${end.signal}`;
}
