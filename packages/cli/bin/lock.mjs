import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Does work that no two processes may do at once; another one waits for it. A lock whose owner is gone is taken over.
 *
 * @template T
 * @param {string} lock path of the lock, in a folder that is there
 * @param {() => T} act synchronous work that does not end the process
 * @returns {T}
 */
export function locked(lock, act) {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    while (!taken(own, lock)) wait(50);
    try {
      return act();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** A link comes whole or not at all, with the number of its owner in it. */
function taken(own, lock) {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const owner = ownerOf(lock);
  if (owner === null || isAlive(owner)) return false;
  // Whoever moves it away may take it; if another one has done so meanwhile, what was moved is that one's.
  const stale = `${own}.stale`;
  try {
    renameSync(lock, stale);
    if (ownerOf(stale) === owner) rmSync(stale);
    else renameSync(stale, lock);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return false;
}

/** Null where it has just been given back. */
function ownerOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function wait(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
