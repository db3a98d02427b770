import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { StepOptions } from './definition.js';

// Taken before an SDK can be loaded that replaces it.
const nextTurn = setImmediate;

/** What a step is given beside its arguments, and what aborts it. */
export interface Caller {
  readonly controller: AbortController;
  readonly options: StepOptions;
}

/** The abort signals that steps of a call share, each in one object of options: a call must not change what the next is given. */
export interface SharedSignals {
  readonly named: (name: string) => Caller;
  /** How many listeners are left on them. Those of Node's own `fetch` go when what they are for is collected. */
  readonly left: () => Promise<number>;
}

export function newCaller(): Caller {
  const controller = new AbortController();
  return { controller, options: { signal: controller.signal } };
}

export function shareSignals(): SharedSignals {
  const callers = new Map<string, Caller>();
  const listeners = () =>
    [...callers.values()].reduce(
      (sum, { controller }) => sum + getEventListeners(controller.signal, 'abort').length,
      0,
    );
  return {
    named(name) {
      const known = callers.get(name) ?? newCaller();
      callers.set(name, known);
      return known;
    },
    async left() {
      for (let tries = 0; tries < 5 && listeners() > 0; tries++) {
        collect();
        await turn();
      }
      return listeners();
    },
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => nextTurn(() => nextTurn(resolve)));
}

/** Collects what nothing refers to any more. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof gc === 'function') gc();
}
