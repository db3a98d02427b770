import type { Mutant } from './mutant.js';

export const noJitterFloor: Mutant = {
  name: 'no-jitter-floor',
  defect: 'jitter runs from 0 instead of from half the delay',
  breaks: 'retry.backoff',
  seams: () => ({ backoff: (retry, random) => 500 * 2 ** retry * random }),
};
