import type { NextAnswer } from '@sdk-conformance/protocol';

/** The workers that have asked for a call and wait for the answer. */
export interface ParkedWorkers {
  /** Resolves to the worker's answer: what {@link answer} gives, or `wait` after `pollMs` and when `gone` aborts. */
  readonly park: (worker: number, gone?: AbortSignal) => Promise<NextAnswer>;
  /** @throws Error if the worker has not asked. */
  readonly answer: (worker: number, answer: NextAnswer) => void;
  /** Workers that wait, lowest first. */
  readonly ids: () => readonly number[];
}

/** @param pollMs real ms after which a worker is told to ask again */
export function createParkedWorkers(pollMs: number): ParkedWorkers {
  const parked = new Map<number, (answer: NextAnswer) => void>();
  return {
    park: (worker, gone) =>
      new Promise((resolve) => {
        // The same worker asking twice has given up its first question: a connection that broke.
        parked.get(worker)?.({ wait: true });
        const timer = setTimeout(() => answer({ wait: true }), pollMs);
        const answer = (value: NextAnswer) => {
          clearTimeout(timer);
          if (parked.get(worker) === answer) parked.delete(worker);
          resolve(value);
        };
        parked.set(worker, answer);
        gone?.addEventListener('abort', () => answer({ wait: true }), { once: true });
      }),
    answer: (worker, value) => {
      const answer = parked.get(worker);
      if (answer === undefined) throw new Error(`worker ${worker} has not asked for a call`);
      answer(value);
    },
    ids: () => [...parked.keys()].sort((a, b) => a - b),
  };
}
