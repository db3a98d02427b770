import { readFileSync } from 'node:fs';

/** Files that Node has open at once while it loads a verb; one that it may not open it takes for one that is not there. */
const LEAST = 256;
const ENOUGH = 1024;

/** Ends the process with exit code 3 where the system lets it open too few files to load the command. */
export function expectOpenFiles() {
  const most = limit();
  if (most === null || most >= LEAST) return;
  process.stderr.write(
    `conformance: this process may have ${most} files open at once, at least ${LEAST} are expected\n  mend: ulimit -n ${ENOUGH}\n`,
  );
  process.exit(3);
}

/** Null where the system does not tell. */
function limit() {
  try {
    const [, most] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1')) ?? [];
    return most === undefined ? null : Number(most);
  } catch {
    return null;
  }
}
