import type { Mutant } from './mutant.js';

export const abort: readonly Mutant[] = [
  {
    name: 'abort-ignored-in-backoff',
    defect: 'an abort during the wait for a retry is seen only after it',
    breaks: 'abort.settles',
    cause: 'abortLate',
    seams: (sound) => ({ wait: (ms) => sound.wait(ms, undefined) }),
  },
  {
    name: 'abort-ignored-in-request',
    defect: 'an abort during a request is seen only after its answer',
    breaks: 'abort.settles',
    cause: 'abortLate',
    seams: (sound) => ({ openDeadline: (timeoutMs) => sound.openDeadline(timeoutMs, undefined) }),
  },
  {
    name: 'abort-outside-hierarchy',
    defect: 'an abort raises a plain Error',
    breaks: 'abort.error',
    cause: 'abortRaisesOther',
    seams: () => ({ abortError: () => new Error('aborted') }),
  },
];
