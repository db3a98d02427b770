import { current } from './current.js';
import { modules, real } from './real.js';
import { delayOf, Timeout } from './timeout.js';
import { timeoutSignal } from './timeout-signal.js';

interface Options {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/** The error with which Node rejects an aborted wait. */
function aborted(signal: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: signal.reason });
  error.name = 'AbortError';
  return Object.assign(error, { code: 'ABORT_ERR' });
}

/** True where Node's own function would refuse the options; it then does so itself. */
const odd = (options: unknown): boolean => {
  if (options === undefined) return false;
  if (typeof options !== 'object' || options === null) return true;
  const { signal, ref } = options as { signal?: unknown; ref?: unknown };
  return (signal !== undefined && !(signal instanceof AbortSignal)) || (ref !== undefined && typeof ref !== 'boolean');
};

function wait(delay?: unknown, value?: unknown, options?: Options): Promise<unknown> {
  const call = current();
  if (!call || odd(options)) return real.sleep(delay as never, value, options);
  const { signal, ref = true } = options ?? {};
  if (signal?.aborted) return Promise.reject(aborted(signal));
  return new Promise((resolve, reject) => {
    const timer = new Timeout({
      call,
      callback: () => {
        signal?.removeEventListener('abort', stop);
        resolve(value);
      },
      delayMs: delayOf(delay),
      ref,
    });
    const stop = () => {
      timer.close();
      if (signal) reject(aborted(signal));
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
}

async function* ticks(delay?: unknown, value?: unknown, options?: Options): AsyncGenerator<unknown, void> {
  const call = current();
  if (!call || odd(options)) {
    yield* real.ticks(delay as never, value, options);
    return;
  }
  const { signal, ref = true } = options ?? {};
  if (signal?.aborted) throw aborted(signal);
  let missed = 0;
  let wake: (() => void) | undefined;
  const tick = () => {
    missed++;
    wake?.();
  };
  const timer = new Timeout({ call, callback: tick, delayMs: delayOf(delay), interval: true, ref });
  const stop = () => {
    timer.close();
    wake?.();
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    while (!signal?.aborted) {
      if (missed === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      for (; missed > 0; missed--) yield value;
    }
    throw aborted(signal);
  } finally {
    timer.close();
    signal?.removeEventListener('abort', stop);
  }
}

/** Puts trampolines on `node:timers/promises`, `scheduler.wait` and `AbortSignal.timeout`. */
export function installPromisedTimers(): void {
  const immediate = modules.timersPromises.setImmediate;
  Object.assign(modules.timersPromises, {
    setTimeout: wait,
    setInterval: ticks,
    setImmediate(value?: unknown, options?: Options) {
      current()?.touch();
      return immediate(value, options);
    },
  });
  modules.timersPromises.scheduler.wait = (delay, options) =>
    current() ? (wait(delay, undefined, options as Options) as Promise<void>) : real.schedulerWait(delay, options);
  AbortSignal.timeout = (delay) => {
    const call = current();
    const valid = Number.isInteger(delay) && delay >= 0 && delay < 2 ** 32;
    if (!call || !valid) return real.abortTimeout(delay);
    const { signal, abort } = timeoutSignal();
    const callback = () => abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    new Timeout({ call, callback, delayMs: delayOf(delay), ref: false });
    return signal;
  };
}
