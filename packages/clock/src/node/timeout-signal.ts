import { real } from './real.js';

const longestMs = 2 ** 31 - 1;

/** By this mark of its own Node holds a signal of `AbortSignal.timeout` while, and only while, something listens to it. */
const mark = Object.getOwnPropertySymbols(real.abortTimeout(longestMs)).find(
  ({ description }) => description === 'kTimeout',
);

const controllers = new WeakMap<AbortSignal, AbortController>();

/** A signal that is lost as Node's own is: collected where nobody holds it and nobody listens, though its time has not come. */
export function timeoutSignal(): { readonly signal: AbortSignal; readonly abort: (reason: unknown) => void } {
  const controller = new AbortController();
  const { signal } = controller;
  if (mark === undefined) return { signal, abort: (reason) => controller.abort(reason) };
  Object.assign(signal, { [mark]: true });
  controllers.set(signal, controller);
  return { signal, abort: abortWeakly(new WeakRef(signal)) };
}

/** Apart, so that it holds on to nothing but the reference. */
function abortWeakly(reference: WeakRef<AbortSignal>): (reason: unknown) => void {
  return (reason) => {
    const signal = reference.deref();
    if (signal !== undefined) controllers.get(signal)?.abort(reason);
  };
}
