import { readdirSync, readFileSync } from 'node:fs';

/** Files of proc(5). All of it is empty on other systems than Linux, and of a process that has ended. */
export function read(file: string): string | null {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return null;
  }
}

export function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Fields of `stat` from the state on. The name before them may hold blanks and brackets itself. */
export function statOf(pid: number): readonly string[] | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Numbers of the processes that a process's threads have started and not lost. */
export function childrenOf(pid: number): readonly number[] {
  return entries(`/proc/${pid}/task`).flatMap((thread) =>
    (read(`/proc/${pid}/task/${thread}/children`) ?? '').split(' ').filter(Boolean).map(Number),
  );
}
