import type { HttpRequest } from '../src/request.js';
import type { Mutant } from './mutant.js';

/** Waits under way in the process, of whatever client. */
let waiting = 0;
const mostWaiting = 2;

export const isolation: readonly Mutant[] = [
  {
    name: 'retry-budget-of-process',
    defect: 'the clients of a process share a budget: where two calls wait for a retry, a third is not retried',
    breaks: 'call.isolation',
    cause: 'sharesState',
    seams: (sound) => ({
      mayRetry: (retriesDone, maxRetries) => waiting < mostWaiting && sound.mayRetry(retriesDone, maxRetries),
      wait: async (ms, signal) => {
        waiting += 1;
        try {
          await sound.wait(ms, signal);
        } finally {
          waiting -= 1;
        }
      },
    }),
  },
  {
    name: 'shared-retry-count',
    defect: 'all calls of a client draw on one count of retries',
    breaks: 'retry.count',
    cause: 'sharesState',
    seams: (sound) => {
      let retries = 0;
      return {
        mayRetry: (_retriesDone, maxRetries) => {
          retries += 1;
          return sound.mayRetry(retries - 1, maxRetries);
        },
      };
    },
  },
  {
    name: 'backoff-never-resets',
    defect: 'a new call starts with the delay at which the last one ended',
    breaks: 'retry.backoff',
    cause: 'sharesState',
    seams: (sound) => {
      let level = 0;
      return {
        backoff: (_retry, random) => {
          level += 1;
          return sound.backoff(level - 1, random);
        },
      };
    },
  },
  {
    name: 'backoff-blocks-others',
    defect: 'calls of a client wait for their retries one after another',
    breaks: 'retry.backoff',
    cause: 'sharesState',
    seams: (sound) => {
      let last: Promise<void> = Promise.resolve();
      return {
        wait: (ms, signal) => {
          last = last.then(() => sound.wait(ms, signal));
          return last;
        },
      };
    },
  },
  {
    name: 'sleep-blocks-the-loop',
    defect: 'waits for a retry by blocking the thread, so that the event loop and all that it serves stand still',
    breaks: 'call.isolation',
    cause: 'blocksLoop',
    seams: () => ({
      wait: async (ms) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
      },
    }),
  },
  {
    name: 'bodies-swapped',
    defect: 'the body is kept on the client, so that parallel calls send one another’s',
    breaks: 'call.isolation',
    cause: 'sharesState',
    seams: (sound) => {
      let current: HttpRequest | undefined;
      return {
        send: async (request, signal) => {
          current = request;
          await Promise.resolve();
          return sound.send({ ...request, body: current.body }, signal);
        },
      };
    },
  },
  {
    name: 'limit-holds-all',
    defect: 'after a 429 all calls of the client pause for five seconds, whatever limit they draw on',
    breaks: 'limit.others',
    cause: 'limitHoldsAll',
    seams: (sound) => {
      let until = 0;
      return {
        send: async (request, signal) => {
          const now = Date.now();
          if (until > now) await sound.wait(until - now, signal);
          const response = await sound.send(request, signal);
          if (response.status === 429) until = Date.now() + 5000;
          return response;
        },
      };
    },
  },
];
