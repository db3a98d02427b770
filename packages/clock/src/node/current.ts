import { AsyncLocalStorage } from 'node:async_hooks';
import type { CallClock } from './call.js';

export const calls = new AsyncLocalStorage<CallClock>();

/** The clock of the call in whose context this runs; undefined outside calls and after a call's end. */
export function current(): CallClock | undefined {
  const call = calls.getStore();
  return call === undefined || call.ended ? undefined : call;
}
