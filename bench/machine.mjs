import { availableParallelism, cpus } from 'node:os';

/** The machine in a few words, without its name. */
export function machine() {
  const model = (cpus()[0]?.model ?? 'unknown CPU')
    .replace(/\((R|TM)\)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return `${model}, ${availableParallelism()} cores, Node ${process.versions.node}`;
}
