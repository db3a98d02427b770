import { current } from './current.js';
import { real, type Waited, waiter } from './real.js';
import { Timeout } from './timeout.js';

/** Puts trampolines on `Atomics.wait`, which blocks the thread, and `Atomics.waitAsync`. */
export function installBlocking(): void {
  const wait = (array: Int32Array<SharedArrayBuffer>, index: number, value: number, ms?: number) => {
    const call = current();
    const finite = ms !== undefined && Number.isFinite(Number(ms));
    if (!call || !finite) return real.atomicsWait(array, index, value, ms);
    // Other threads run in real time, so a wait that someone may end is not cut short before it was looked at.
    const said = real.atomicsWait(array, index, value, 0);
    if (said === 'timed-out' && Number(ms) > 0) call.block(Math.ceil(Number(ms)));
    return said;
  };
  Atomics.wait = wait as typeof Atomics.wait;

  const realWaitAsync = real.atomicsWaitAsync;
  if (!realWaitAsync) return;
  waiter.waitAsync = (array: Int32Array<SharedArrayBuffer>, index: number, value: number, ms?: number): Waited => {
    const call = current();
    const finite = ms !== undefined && Number.isFinite(Number(ms)) && Number(ms) > 0;
    if (!call || !finite) return realWaitAsync(array, index, value, ms);
    const waited = realWaitAsync(array, index, value);
    if (!waited.async) return waited;
    return {
      async: true,
      value: new Promise((resolve) => {
        const timer = new Timeout({ call, callback: () => resolve('timed-out'), delayMs: Math.ceil(Number(ms)) });
        void waited.value.then((said) => {
          timer.close();
          resolve(said);
        });
      }),
    };
  };
}
