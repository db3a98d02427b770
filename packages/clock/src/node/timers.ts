import { promisify } from 'node:util';
import { calledByHttpStack } from './caller.js';
import { current } from './current.js';
import { modules, real } from './real.js';
import { delayOf, Timeout, timeoutOfNumber } from './timeout.js';

type Callback = (...args: never[]) => unknown;

function setTimeout(callback: Callback, delay?: unknown, ...args: unknown[]): unknown {
  const call = current();
  if (!call || typeof callback !== 'function' || calledByHttpStack(setTimeout)) {
    return real.setTimeout(callback as never, delay as never, ...args);
  }
  return new Timeout({ call, callback, args, delayMs: delayOf(delay) });
}

function setInterval(callback: Callback, delay?: unknown, ...args: unknown[]): unknown {
  const call = current();
  if (!call || typeof callback !== 'function' || calledByHttpStack(setInterval)) {
    return real.setInterval(callback as never, delay as never, ...args);
  }
  return new Timeout({ call, callback, args, delayMs: delayOf(delay), interval: true });
}

/** Clears a timer of either clock, by object or number, in whatever context. */
function clear(timer?: unknown): void {
  const virtual =
    timer instanceof Timeout
      ? timer
      : typeof timer === 'number' || typeof timer === 'string'
        ? timeoutOfNumber(Number(timer))
        : undefined;
  if (virtual) virtual.close();
  else real.clearTimeout(timer as never);
}
function clearTimeout(timer?: unknown): void {
  clear(timer);
}
function clearInterval(timer?: unknown): void {
  clear(timer);
}

// Immediates stay real, but who asks for another turn is not blocked.
function setImmediate(callback: Callback, ...args: unknown[]): unknown {
  current()?.touch();
  return real.setImmediate(callback as never, ...args);
}

/** Puts trampolines for the timers on the global object and `node:timers`. */
export function installTimers(): void {
  Object.defineProperty(setTimeout, promisify.custom, {
    enumerable: true,
    get: () => modules.timersPromises.setTimeout,
  });
  Object.defineProperty(setImmediate, promisify.custom, {
    enumerable: true,
    get: () => modules.timersPromises.setImmediate,
  });
  const trampolines = { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval };
  for (const target of [globalThis, modules.timers]) Object.assign(target, trampolines);
}
