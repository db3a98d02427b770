import { Worker } from 'node:worker_threads';
import type { Mutant } from './mutant.js';

function isScalar(text: string): boolean {
  return /^\s*(null|true|false|-?\d+(\.\d+)?)\s*$/.test(text);
}

export const processMutants: readonly Mutant[] = [
  {
    name: 'scalar-json-hangs',
    defect: 'an error body that is `null` or a number breaks the handler, and the call never settles',
    breaks: 'call.settles',
    cause: 'neverSettles',
    seams: (sound) => ({
      readBody: async (response) => {
        const bytes = await sound.readBody(response);
        if (!response.ok && isScalar(new TextDecoder().decode(bytes))) await new Promise(() => undefined);
        return bytes;
      },
    }),
  },
  {
    name: 'exits-on-null-body',
    defect: 'an error body that is `null` ends the process',
    breaks: 'process.survives',
    cause: 'processDies',
    seams: (sound) => ({
      message: (text, status, reason) => {
        if (text?.trim() === 'null') process.exit(70);
        return sound.message(text, status, reason);
      },
    }),
  },
  {
    name: 'spins-on-null-body',
    defect: 'an error body that is `null` is looked into for ever',
    breaks: 'process.responds',
    cause: 'processHangs',
    seams: (sound) => ({
      message: (text, status, reason) => {
        while (text?.trim() === 'null');
        return sound.message(text, status, reason);
      },
    }),
  },
  {
    name: 'unhandled-rejection',
    defect: 'a side chain for metrics rejects on every failure, and nobody handles it',
    breaks: 'process.rejections',
    cause: 'unhandledRejection',
    seams: (sound) => ({
      send: (request, signal) => {
        const response = sound.send(request, signal);
        void response.then(({ ok, status }) => {
          if (!ok) throw new Error(`metrics: status ${status}`);
        });
        return response;
      },
    }),
  },
  {
    name: 'warns-on-retry',
    defect: 'every retry emits a process warning',
    breaks: 'process.warnings',
    cause: 'warns',
    seams: (sound) => ({
      wait: (ms, signal) => {
        process.emitWarning('The request is retried', 'RetryWarning');
        return sound.wait(ms, signal);
      },
    }),
  },
  {
    name: 'wait-by-unrefd-timer',
    defect: 'the timer of a wait is unref’d, so that a program with nothing else to do ends in the middle of a call',
    breaks: 'process.warnings',
    cause: 'warns',
    seams: () => ({
      wait: (ms, signal) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, ms);
          timer.unref();
          signal?.addEventListener('abort', () => {
            clearTimeout(timer);
            resolve();
          });
        }),
    }),
  },
  {
    name: 'timer-left-behind',
    defect: 'the timeout’s timer is not cleared when the answer is there',
    breaks: 'process.leftBehind',
    cause: 'leavesBehind',
    seams: (sound) => ({
      openDeadline: (timeoutMs, outer) => ({ ...sound.openDeadline(timeoutMs, outer), close: () => undefined }),
    }),
  },
  {
    name: 'waits-in-a-thread',
    defect: 'waits for retries in a worker thread, out of reach of any test’s clock',
    breaks: 'process.escapedTimer',
    cause: 'waitsUnseen',
    seams: () => ({
      wait: (ms) =>
        new Promise((resolve) => {
          const worker = new Worker('setTimeout(() => {}, require("worker_threads").workerData)', {
            eval: true,
            workerData: ms,
          });
          worker.once('exit', () => resolve());
        }),
    }),
  },
];
