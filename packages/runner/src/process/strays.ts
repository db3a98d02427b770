import { readdirSync, readFileSync } from 'node:fs';

/**
 * Finds the processes that have this line in their environment. A child that opens its own session leaves the process group but keeps its
 * environment. Linux only; elsewhere it finds none.
 */
export function startedWith(line: string): readonly number[] {
  return numbers('/proc').filter((pid) => environmentOf(pid).includes(line));
}

function numbers(folder: string): readonly number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
  } catch {
    // Gone by now, or somebody else's.
    return [];
  }
}
