import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CallClock } from './call.js';

/** Collections for one call, at most: both waits of each of four attempts. A call of a thousand clients has as many waits. */
const MOST_COLLECTIONS = 8;
/** Turns for which a call that is ready waits for others, so that one collection serves all. */
const MOST_TURNS = 50;

/**
 * Forces a garbage collection where a request's wait begins. Node's fetch loses a signal that nobody holds, `AbortSignal.any` of a timeout say,
 * when it is collected: whether that is before the timeout is chance, and here it always is.
 */
export interface Collector {
  /** True while a wait of one of the call's requests has begun and nothing has been collected since. */
  wants(call: CallClock): boolean;
  /** Collects for these calls, unless another call is at work and may want it too in a moment. */
  serve(calls: readonly CallClock[], othersWork: boolean): void;
}

export function createCollector(collect: () => void = exposed()): Collector {
  const served = new WeakMap<CallClock, number>();
  let turns = 0;
  return {
    wants(call) {
      if ((served.get(call) ?? 0) >= MOST_COLLECTIONS) return false;
      for (const { state, collectedIn } of call.requests) if (state !== 'created' && state !== collectedIn) return true;
      return false;
    },
    serve(calls, othersWork) {
      if (calls.length === 0 || (othersWork && ++turns < MOST_TURNS)) return;
      turns = 0;
      collect();
      for (const call of calls) {
        served.set(call, (served.get(call) ?? 0) + 1);
        for (const request of call.requests) request.collectedIn = request.state;
        // What the collection sets off runs before time moves.
        call.touch();
      }
    },
  };
}

/** V8's own function, which a program has only by a flag. */
function exposed(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
