import { startChild } from './child.js';
import { defaultOutputLimits } from './output.js';

/** A program that runs to its end before anything is played: a check of what a target needs, or its preparation. */
export interface Tool {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends it, with all that it has started. */
  readonly signal: AbortSignal;
  /** Longest that it may take, real ms. */
  readonly deadlineMs: number;
}

/** `why` goes on a sentence that begins with the command; `output` has its last lines. */
export type ToolEnd =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: string; readonly output: readonly string[] };

const GRACE_MS = 2_000;

/** Runs a program in a group of its own. What it leaves behind at a good end is its own affair: a compiler's server, for one. */
export async function runTool({ command, cwd, env, signal, deadlineMs }: Tool): Promise<ToolEnd> {
  if (signal.aborted) return { ok: false, why: 'was interrupted', output: [] };
  let child: ReturnType<typeof startChild>;
  try {
    child = startChild({
      command,
      cwd,
      env: Object.fromEntries(
        Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
      transport: 'http',
      limits: defaultOutputLimits,
      graceMs: GRACE_MS,
      onFlood: () => {},
    });
  } catch (error) {
    return { ok: false, why: `could not be started: ${error instanceof Error ? error.message : error}`, output: [] };
  }
  const stopped = await endedOr(child.ended, signal, deadlineMs);
  if (stopped !== null) {
    await child.stop();
    child.kill();
    await child.clear();
  }
  const { code, signal: by, failed } = await child.ended;
  const output = [...child.stdout.tail(), ...child.stderr.tail()];
  if (stopped !== null) {
    return {
      ok: false,
      why: stopped === 'late' ? `took longer than ${deadlineMs / 1000} s` : 'was interrupted',
      output,
    };
  }
  child.forget();
  if (failed !== null) return { ok: false, why: `could not be started: ${failed}`, output };
  return code === 0 ? { ok: true } : { ok: false, why: `ended with ${by ?? `code ${code}`}`, output };
}

/** Null once it has ended by itself. */
function endedOr(
  ended: Promise<unknown>,
  signal: AbortSignal,
  deadlineMs: number,
): Promise<'late' | 'interrupted' | null> {
  return new Promise((resolve) => {
    const end = (why: 'late' | 'interrupted' | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(why);
    };
    const onAbort = () => end('interrupted');
    const timer = setTimeout(() => end('late'), deadlineMs);
    signal.addEventListener('abort', onAbort);
    ended.then(() => end(null));
  });
}
