import { childrenOf, entries, read, statOf } from './proc.js';

/** What a process has started, wherever it has gone. */
export interface Strays {
  /** Looks once more. */
  readonly look: () => void;
  /** Those that live, by number. */
  readonly living: () => readonly number[];
  /** Looks no more. */
  readonly forget: () => void;
}

const state = 0;
const startTick = 19;
/** Between two looks, real ms: what starts and leaves its parent between them, with an environment of its own, is not seen. */
const lookEveryMs = 100;

/**
 * Watches what a process starts. A child that opens its own session leaves the process group but keeps its environment, by which
 * it is known as long as it keeps the mark. One that clears its environment is known by having been seen below the process.
 * Linux only; elsewhere it finds none.
 */
export function watchStrays(pid: number | undefined, mark: string): Strays {
  /** When each began, so that a number that is given anew is another's. */
  const seen = new Map<number, string>();
  const lookBelow = (parent: number) => {
    for (const child of childrenOf(parent)) {
      const start = statOf(child)?.[startTick];
      if (start === undefined) continue;
      seen.set(child, start);
      lookBelow(child);
    }
  };
  const look = () => {
    if (pid !== undefined) lookBelow(pid);
    for (const [child, start] of seen) if (lives(child, start)) lookBelow(child);
  };
  const timer = setInterval(look, lookEveryMs).unref();
  return {
    look,
    living: () => {
      const marked = entries('/proc')
        .map(Number)
        .filter(Number.isInteger)
        .filter((one) => environmentOf(one).includes(mark));
      return [...new Set([...marked, ...[...seen].filter(([one, start]) => lives(one, start)).map(([one]) => one)])];
    },
    forget: () => clearInterval(timer),
  };
}

/** Not so one that has ended and that nobody has taken note of, as in many a container. */
function lives(pid: number, start: string): boolean {
  const stat = statOf(pid);
  return stat !== null && stat[startTick] === start && stat[state] !== 'Z';
}

function environmentOf(pid: number): readonly string[] {
  return read(`/proc/${pid}/environ`)?.split('\0') ?? [];
}
