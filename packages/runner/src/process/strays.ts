import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processes with this line in their environment, wherever they have gone: a child that opens a session of its own leaves the
 * process group, but keeps what it was started with. Linux only; elsewhere none is found.
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
