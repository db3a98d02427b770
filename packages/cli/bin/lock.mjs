import {
  closeSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

// A lock is a row of files `LOCK.1`, `LOCK.2`, …; only the last counts. It is free where it says so, and given up where its owner has not
// touched it for a while. Whoever takes it makes the next file, which only one can. A file that is removed to be made again would let two
// in: the one who sees an old lock removes the new one of whoever was quicker.

const FREE = 'free';
const LOOK_MS = 50;

/**
 * Does work that no two processes may do at once; another one waits for it. Owners show that they live by touching the lock, so that
 * one that was killed, on whatever machine, holds nobody up for long.
 *
 * @template T
 * @param {string} lock path of the lock, in a folder that is there
 * @param {() => Promise<T>} act
 * @param {import('./lock.mjs').Waiting} [waiting]
 * @returns {Promise<import('./lock.mjs').Locked<T>>}
 */
export async function locked(lock, act, waiting = {}) {
  const { signal, onWait = () => {}, longestMs = Number.POSITIVE_INFINITY, staleLooks = 200 } = waiting;
  const began = performance.now();
  /** What was seen at the last look, and how often since. By looks, not by the clock: who was stopped for a while has not looked. */
  let seen = { last: -1, touchedMs: -1, looks: 0 };
  for (;;) {
    const last = lastOf(lock);
    const held = last === 0 ? null : heldBy(`${lock}.${last}`);
    if (held !== null) {
      const again = last === seen.last && held.touchedMs === seen.touchedMs;
      seen = { last, touchedMs: held.touchedMs, looks: again ? seen.looks + 1 : 0 };
    }
    if (held === null || seen.looks >= staleLooks) {
      if (take(lock, last + 1)) return { done: true, value: await owned(`${lock}.${last + 1}`, act, staleLooks) };
      continue;
    }
    const wait = { owner: held.owner, waitedMs: performance.now() - began };
    if (signal?.aborted === true) return { done: false, why: 'interrupted', ...wait };
    if (wait.waitedMs >= longestMs) return { done: false, why: 'late', ...wait };
    onWait(wait);
    await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
  }
}

/** Number of the last file; 0 where there is none. */
function lastOf(lock) {
  return Math.max(0, ...numbersOf(lock));
}

function numbersOf(lock) {
  const start = `${basename(lock)}.`;
  return readdirSync(dirname(lock))
    .filter((name) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length)))
    .map((name) => Number(name.slice(start.length)));
}

/** Null where it is free, or no more there: then there is a later one. */
function heldBy(file) {
  try {
    const said = readFileSync(file, 'utf8');
    return said === FREE ? null : { owner: said, touchedMs: statSync(file).mtimeMs };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** False where another one was quicker. */
function take(lock, number) {
  const own = `${lock}.${number}`;
  try {
    writeFileSync(own, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  // What was seen as the last may be long past, and its successor removed.
  if (lastOf(lock) !== number) {
    rmSync(own, { force: true });
    return false;
  }
  for (const earlier of numbersOf(lock)) if (earlier < number) rmSync(`${lock}.${earlier}`, { force: true });
  return true;
}

async function owned(own, act, staleLooks) {
  const beat = setInterval(() => onFile(() => utimesSync(own, new Date(), new Date())), (staleLooks * LOOK_MS) / 10);
  beat.unref();
  try {
    return await act();
  } finally {
    clearInterval(beat);
    onFile(() => free(own));
  }
}

/** It is not made anew where another one has taken over and removed it. */
function free(own) {
  const file = openSync(own, 'r+');
  try {
    ftruncateSync(file);
    writeFileSync(file, FREE);
  } finally {
    closeSync(file);
  }
}

/** Whoever clears caches away takes the file with them. */
function onFile(act) {
  try {
    act();
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
