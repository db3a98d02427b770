import { childrenOf, entries, read, statOf } from './proc.js';

/** What a process has done with real time so far, ms. */
export interface Load {
  /** Time of processors that it has used. */
  readonly workedMs: number;
  /** Time for which its threads, taken together, were ready to work and had no processor. */
  readonly deniedMs: number;
}

const userTicks = 11;
const systemTicks = 12;
const msPerTick = 10;

/** The load of a process and of what it has started. Null where the system does not tell: on other systems than Linux. */
export function loadOf(pid: number): Load | null {
  const stat = statOf(pid);
  if (stat === null) return null;
  let workedMs = (Number(stat[userTicks]) + Number(stat[systemTicks])) * msPerTick;
  let deniedMs = 0;
  for (const thread of entries(`/proc/${pid}/task`)) {
    deniedMs += Number(read(`/proc/${pid}/task/${thread}/schedstat`)?.split(' ')[1] ?? 0) / 1e6;
  }
  for (const child of childrenOf(pid)) {
    const load = loadOf(child);
    workedMs += load?.workedMs ?? 0;
    deniedMs += load?.deniedMs ?? 0;
  }
  return { workedMs, deniedMs };
}

/**
 * ms for which this process's own main thread has worked, or was ready to and had no processor. Null where the system does not
 * tell.
 */
export function ownBusyMs(): number | null {
  const schedstat = read(`/proc/self/task/${process.pid}/schedstat`);
  if (schedstat === null) return null;
  const [ranNs, deniedNs] = schedstat.split(' ');
  return (Number(ranNs) + Number(deniedNs)) / 1e6;
}
