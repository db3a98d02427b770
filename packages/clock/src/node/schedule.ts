import { AsyncResource } from 'node:async_hooks';
import type { Installed } from './call.js';
import type { Need } from './step.js';

const NAP_MS = 1;

/** What a schedule can see to. */
export type ScheduledNeed = Exclude<Need, 'collection'>;

/** Returns a function that calls `tick` in the next turn of the event loop, or after a nap. A turn that is wanted ends a nap. */
export function createSchedule(installed: Installed, tick: () => void): (need: ScheduledNeed) => void {
  const root = new AsyncResource('Clock');
  let scheduled: Exclude<ScheduledNeed, 'answer'> | null = null;
  let nap: NodeJS.Timeout | undefined;

  function run(): void {
    scheduled = null;
    nap = undefined;
    tick();
  }

  return (need) => {
    if (need === 'answer' || scheduled === 'turn' || scheduled === need) return;
    scheduled = need;
    // Activity is told in a call's context, and the clock is no part of the call.
    root.runInAsyncScope(() => {
      if (nap) installed.clearTimeout(nap);
      nap = need === 'nap' ? installed.setTimeout(run, NAP_MS) : undefined;
      if (need === 'turn') installed.setImmediate(run);
    });
  };
}
