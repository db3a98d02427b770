import type { Mutant } from './mutant.js';

export const count: readonly Mutant[] = [
  {
    name: 'off-by-one',
    defect: 'maxRetries counts the first attempt as a retry',
    breaks: 'retry.count',
    cause: 'countsFirstAttempt',
    seams: () => ({ mayRetry: (retriesDone, maxRetries) => retriesDone < maxRetries - 1 }),
  },
  {
    name: 'one-too-many',
    defect: 'maxRetries is compared with <=, so that one more request is made',
    breaks: 'retry.count',
    cause: 'retriesOnceMore',
    seams: () => ({ mayRetry: (retriesDone, maxRetries) => retriesDone <= maxRetries }),
  },
  {
    name: 'zero-is-falsy',
    defect: 'maxRetries 0 falls back to the default',
    breaks: 'retry.count',
    cause: 'zeroIsFalsy',
    seams: () => ({ mayRetry: (retriesDone, maxRetries) => retriesDone < (maxRetries || 3) }),
  },
  {
    name: 'infinite-loop',
    defect: '503 is retried without end',
    breaks: 'retry.count',
    cause: 'retriesWithoutEnd',
    scope: { answer: '503' },
    seams: (sound) => {
      let isLeft = true;
      return {
        mayRetry: (retriesDone, maxRetries) => {
          isLeft = sound.mayRetry(retriesDone, maxRetries);
          return true;
        },
        retryable: (failure, statusIsRetryable) =>
          (isLeft || (failure.kind === 'status' && failure.status === 503)) &&
          sound.retryable(failure, statusIsRetryable),
      };
    },
  },
  {
    name: 'retry-amplification',
    defect: 'a layer below retries 5xx once on its own, so that attempts multiply',
    breaks: 'retry.count',
    cause: 'layerBelowResends',
    seams: (sound) => ({
      send: async (request, signal) => {
        const first = await sound.send(request, signal);
        if (first.status < 500) return first;
        await first.arrayBuffer().catch(() => undefined);
        return sound.send(request, signal);
      },
    }),
  },
  {
    name: 'zero-still-retries-reset',
    defect: 'a broken connection is tried once more even with maxRetries 0',
    breaks: 'retry.count',
    cause: 'layerBelowResends',
    scope: { class: 'network fault' },
    seams: (sound) => ({
      send: (request, signal) =>
        sound.send(request, signal).catch((cause: unknown) => {
          if (signal.aborted) throw cause;
          return sound.send(request, signal);
        }),
    }),
  },
  {
    name: 'budget-by-wall-clock',
    defect:
      'ten minutes after the call began by the wall clock nothing is retried, though it may have been set meanwhile',
    breaks: 'retry.count',
    cause: 'doesNotRetry',
    scope: { wall: 'set ahead' },
    seams: (sound) => {
      let began = 0;
      return {
        buildRequest: (config, operation, retriesDone) => {
          if (retriesDone === 0) began = Date.now();
          return sound.buildRequest(config, operation, retriesDone);
        },
        mayRetry: (retriesDone, maxRetries) => Date.now() - began < 600_000 && sound.mayRetry(retriesDone, maxRetries),
      };
    },
  },
];
