interface Handed {
  readonly worker: number;
  state: 'open' | 'reported' | 'dropped' | 'abandoned';
}

/** The calls that workers were handed, and what became of each. */
export interface HandedCalls {
  readonly hand: (call: string, worker: number) => void;
  readonly get: (call: string) => Readonly<Handed> | undefined;
  /** Calls of a worker that have no report. */
  readonly openOf: (worker: number) => readonly string[];
  /** The call's end, if it is open: returns whether it was. The first end counts. */
  readonly end: (call: string, state: Exclude<Handed['state'], 'open'>) => boolean;
}

export function createHandedCalls(): HandedCalls {
  const calls = new Map<string, Handed>();
  return {
    hand: (call, worker) => void calls.set(call, { worker, state: 'open' }),
    get: (call) => calls.get(call),
    openOf: (worker) =>
      [...calls].filter(([, call]) => call.worker === worker && call.state === 'open').map(([id]) => id),
    end: (id, state) => {
      const call = calls.get(id);
      if (call?.state !== 'open') return false;
      call.state = state;
      return true;
    },
  };
}
