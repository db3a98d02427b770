import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createPrepare, type Prepare } from '@sdk-conformance/engine';
import { locked, type Wait } from '../bin/lock.mjs';
import type { Io } from './io.js';

/** A wait that is shorter is not worth a line; a longer one has a line so often, ms. */
const quietMs = 1_000;
const everyMs = 30_000;

/** Prepares targets, and in one folder never beside another run of this user: two builds would write the same files. */
export function preparing(say: (line: string) => void, env: Io['env']): Prepare {
  return createPrepare(async (folder, work, { signal, longestMs }) => {
    const lock = lockOf(folder, env);
    if (lock === null) return work();
    const most = `${longestMs / 1_000} s at most`;
    let toldMs = quietMs - everyMs;
    const onWait = ({ owner, waitedMs }: Wait) => {
      if (waitedMs < toldMs + everyMs) return;
      say(`waits for the run of process ${owner}, which prepares in ${folder}: for ${seconds(waitedMs)} now, ${most}`);
      toldMs = waitedMs;
    };
    const ended = await locked(lock, work, { signal, longestMs, onWait });
    if (ended.done) return ended.value;
    return ended.why === 'interrupted'
      ? 'the wait for another run was interrupted'
      : `the run of process ${ended.owner} was still preparing in ${folder} after ${seconds(ended.waitedMs)}`;
  });
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1_000)} s`;
}

/** Outside the folder, which is the user's. Null where nothing can be written: then no two can be kept apart. */
function lockOf(folder: string, env: Io['env']): string | null {
  const locks = join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'sdk-conformance', 'locks');
  try {
    mkdirSync(locks, { recursive: true });
    return join(locks, createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16));
  } catch {
    return null;
  }
}
