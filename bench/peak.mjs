import { readdirSync, readFileSync } from 'node:fs';

const everyMs = 200;

/** Peak memory of this process and of those that it starts, MiB; nulls without /proc. A process that lives for less than a look is not seen. */
export function watchPeak() {
  const peaks = new Map();
  const look = () => {
    for (const pid of descendants(process.pid)) peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peakOf(pid) ?? 0));
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    const own = peakOf('self');
    return { runnerMiB: own, targetMiB: own === null ? null : Math.max(0, ...peaks.values()) };
  };
}

/** VmHWM: the most that a process ever had in memory, by the kernel's count. */
function peakOf(pid) {
  const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/status`)) ?? [];
  return kib === undefined ? null : Math.round(Number(kib) / 1024);
}

function descendants(pid) {
  const children = threadsOf(pid).flatMap((thread) =>
    textOf(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function threadsOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Nothing of a process that has ended meanwhile. */
function textOf(file) {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
