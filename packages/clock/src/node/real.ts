import type * as Http2 from 'node:http2';
import { createRequire } from 'node:module';
import type * as Net from 'node:net';
import type * as Timers from 'node:timers';
import type * as TimersPromises from 'node:timers/promises';

const require = createRequire(import.meta.url);

/** The modules' own export objects: what is set here is seen by `require` and, once synchronised, by `import`. */
export const modules = {
  http2: require('node:http2') as typeof Http2,
  net: require('node:net') as typeof Net,
  timers: require('node:timers') as typeof Timers,
  timersPromises: require('node:timers/promises') as typeof TimersPromises,
};

type Shared = Int32Array<SharedArrayBuffer>;
export type Waited =
  | { readonly async: false; readonly value: 'not-equal' | 'timed-out' }
  | { readonly async: true; readonly value: Promise<'ok' | 'timed-out'> };

/** ECMAScript 2024, in Node since 16. */
export const waiter = Atomics as { waitAsync?: (array: Shared, index: number, value: number, ms?: number) => Waited };

/** The machine's own clock and timers, as they were before the trampolines. */
export const real = {
  setTimeout: globalThis.setTimeout,
  setInterval: globalThis.setInterval,
  setImmediate: globalThis.setImmediate,
  clearTimeout: globalThis.clearTimeout,
  clearInterval: globalThis.clearInterval,
  sleep: modules.timersPromises.setTimeout,
  ticks: modules.timersPromises.setInterval,
  schedulerWait: modules.timersPromises.scheduler.wait.bind(modules.timersPromises.scheduler),
  abortTimeout: AbortSignal.timeout.bind(AbortSignal),
  Date: globalThis.Date,
  dateNow: Date.now,
  performanceNow: performance.now,
  hrtime: process.hrtime,
  hrtimeBigint: process.hrtime.bigint,
  uptime: process.uptime,
  atomicsWait: Atomics.wait,
  atomicsWaitAsync: waiter.waitAsync,
  socketSetTimeout: modules.net.Socket.prototype.setTimeout,
};

/** Real time in ms, of any origin. */
export const realMs = (): number => real.performanceNow.call(performance);
