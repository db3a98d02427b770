import type { Mutant } from './mutant.js';

export const retryAfterIgnored: Mutant = {
  name: 'retry-after-ignored',
  defect: 'Retry-After is read for the error, but the delay is the backoff all the same',
  breaks: 'retry.after',
  seams: () => ({ delay: (_retryAfter, backoffMs) => backoffMs }),
};
