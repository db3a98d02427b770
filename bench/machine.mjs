import { availableParallelism, cpus, loadavg } from 'node:os';

/** The machine in a few words, without its name, and how busy it is: what is measured in CPU time hardly hangs on that, what is in wall time does. */
export function machine() {
  const model = (cpus()[0]?.model ?? 'unknown CPU')
    .replace(/\((R|TM)\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return `${model}, ${availableParallelism()} cores, Node ${process.versions.node}, at a load of ${Math.round(loadavg()[1])}`;
}
