/** Eighteen ways in which SDKs sleep and time: each posts, and waits 500, 1000 and 2000 ms between its four attempts. */
import { createRequire } from 'node:module';
import { performance as hooksPerformance } from 'node:perf_hooks';
import { setTimeout as timersSetTimeout } from 'node:timers';
import { setTimeout as promisedSleep, setInterval as promisedTicks, scheduler } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Conduct } from './host.js';

const require = createRequire(import.meta.url);
const capturedSetTimeout = setTimeout;
const capturedNow = Date.now;
const capturedPerformanceNow = hooksPerformance.now.bind(hooksPerformance);
const promisifiedSetTimeout = promisify(setTimeout);
const requiredPromises: typeof import('node:timers/promises') = require('node:timers/promises');
const { setTimeout: requiredSleep } = requiredPromises;

async function post(base: string, signal?: AbortSignal): Promise<void> {
  const response = await fetch(`${base}/v1/x`, { method: 'POST', body: '{}', ...(signal && { signal }) });
  await response.text();
}

/** Four attempts with `sleep` between them. */
const retrying =
  (sleep: (ms: number) => unknown, signal?: () => AbortSignal): Conduct =>
  async (base) => {
    await post(base, signal?.());
    for (const ms of [500, 1000, 2000]) {
      await sleep(ms);
      await post(base, signal?.());
    }
    return 'done';
  };

const pollUntil = (now: () => number) => (ms: number) =>
  new Promise<void>((resolve) => {
    const end = now() + ms;
    const timer = setInterval(() => {
      if (now() < end) return;
      clearInterval(timer);
      resolve();
    }, 50);
  });

const stepUntil = (now: () => number) => async (ms: number) => {
  const end = now() + ms;
  while (now() < end) await new Promise((resolve) => setTimeout(resolve, Math.min(50, end - now())));
};

export const conducts: Readonly<Record<string, Conduct>> = {
  'global setTimeout': retrying((ms) => new Promise((resolve) => setTimeout(resolve, ms))),
  'setTimeout captured at load': retrying((ms) => new Promise((resolve) => capturedSetTimeout(resolve, ms))),
  'setTimeout of node:timers': retrying((ms) => new Promise((resolve) => timersSetTimeout(resolve, ms))),
  'setTimeout of node:timers/promises': retrying((ms) => promisedSleep(ms)),
  'required timers/promises at call': retrying((ms) => requiredPromises.setTimeout(ms)),
  'required timers/promises at load': retrying((ms) => requiredSleep(ms)),
  'promisified setTimeout': retrying((ms) => promisifiedSetTimeout(ms)),
  'scheduler.wait': retrying((ms) => scheduler.wait(ms)),
  'setInterval of node:timers/promises': retrying(async (ms) => {
    for await (const _ of promisedTicks(ms)) break;
  }),
  'setInterval and Date.now': retrying(pollUntil(() => Date.now())),
  'setInterval and captured Date.now': retrying(pollUntil(capturedNow)),
  'steps until performance.now': retrying(stepUntil(() => performance.now())),
  'steps until captured performance.now': retrying(stepUntil(capturedPerformanceNow)),
  'steps until process.hrtime.bigint': retrying(stepUntil(() => Number(process.hrtime.bigint() / 1_000_000n))),
  'AbortSignal.timeout as a sleep': retrying(
    (ms) => new Promise((resolve) => AbortSignal.timeout(ms).addEventListener('abort', resolve)),
  ),
  'AbortSignal.timeout per request': retrying(
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    () => AbortSignal.any([AbortSignal.timeout(1000)]),
  ),
  'Atomics.wait': retrying((ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)),
  'Atomics.waitAsync': retrying(async (ms) => {
    const waiter = Atomics as unknown as {
      waitAsync(array: Int32Array, index: number, value: number, ms: number): { value: unknown };
    };
    await waiter.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms).value;
  }),
  'a worker thread': retrying(
    (ms) =>
      new Promise((resolve) => new Worker(`setTimeout(() => {}, ${ms / 10})`, { eval: true }).on('exit', resolve)),
  ),
  'a loop on Date.now': retrying((ms) => {
    for (const end = Date.now() + ms / 10; Date.now() < end; );
  }),
};
