import type { Mutant } from './mutant.js';

export const offByOne: Mutant = {
  name: 'off-by-one',
  defect: 'maxRetries counts the first attempt as a retry',
  breaks: 'retry.count',
  seams: () => ({ mayRetry: (retriesDone, maxRetries) => retriesDone < maxRetries - 1 }),
};
