import { readFileSync } from 'node:fs';

/** Ticks of the clock by which Linux counts CPU, a second. */
const ticks = 100;

/** CPU of the children that this process has waited for, and of theirs, user and system, ms; 0 without /proc. */
export function childrenCpuMs() {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    // From the state on, behind the command: cutime and cstime are the 14th and the 15th.
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(13, 15)
      .map(Number);
    return ((user + system) * 1000) / ticks;
  } catch {
    return 0;
  }
}

/** CPU that this process and its children have used, ms; without /proc its own alone. */
export function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenCpuMs();
}
