import { readFileSync } from 'node:fs';

/** Ticks of the clock by which Linux counts CPU, a second. */
const ticks = 100;

/** CPU that this process and the children that it has waited for have used, user and system, ms; without /proc its own alone. */
export function cpuMs() {
  const own = process.cpuUsage();
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    // From the state on, behind the command: utime, stime, cutime and cstime are the 12th to the 15th.
    const [children, childrenInSystem] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(13, 15)
      .map(Number);
    return (own.user + own.system) / 1000 + ((children + childrenInSystem) * 1000) / ticks;
  } catch {
    return (own.user + own.system) / 1000;
  }
}
