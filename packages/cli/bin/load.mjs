import { readFileSync } from 'node:fs';

/** Files that may be open at once, of which Node needs some 150 to load what it runs. */
const LEAST_FILES = 256;

/**
 * A module of the command. Ends the process with exit code 3 where the system lets it open too few files for that.
 *
 * @template T
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
export async function loaded(load) {
  // Once all are open, this one is not to be read any more.
  const most = openFilesLimit();
  try {
    return await load();
  } catch (error) {
    // Node takes a file that it may not open for one that is not there.
    if (most === null || most >= LEAST_FILES) throw error;
    process.stderr.write(
      `conformance: this process may have ${most} files open at once, at least ${LEAST_FILES} are expected\n  mend: ulimit -n 1024\n`,
    );
    process.exit(3);
  }
}

function openFilesLimit() {
  try {
    const [, most] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1')) ?? [];
    return most === undefined ? null : Number(most);
  } catch {
    return null;
  }
}
