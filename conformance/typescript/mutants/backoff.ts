import type { Mutant } from './mutant.js';

export const backoff: readonly Mutant[] = [
  {
    name: 'no-jitter-floor',
    defect: 'jitter runs from 0 instead of from half the delay',
    breaks: 'retry.backoff',
    seams: () => ({ backoff: (retry, random) => 500 * 2 ** retry * random }),
  },
  {
    name: 'not-exponential',
    defect: 'every delay is as long as the first',
    breaks: 'retry.backoff',
    seams: (sound) => ({ backoff: (_retry, random) => sound.backoff(0, random) }),
  },
  {
    name: 'linear-backoff',
    defect: 'delays grow by addition instead of doubling',
    breaks: 'retry.backoff',
    seams: () => ({ backoff: (retry, random) => 500 * (retry + 1) * (0.5 + random / 2) }),
  },
  {
    name: 'no-delay-at-all',
    defect: 'without a hint the retry goes out at once',
    breaks: 'retry.backoff',
    seams: () => ({ backoff: () => 0 }),
  },
  {
    name: 'backoff-a-step-ahead',
    defect: 'the first delay is already doubled',
    breaks: 'retry.backoff',
    seams: (sound) => ({ backoff: (retry, random) => sound.backoff(retry + 1, random) }),
  },
  {
    name: 'jitter-on-top',
    defect: 'jitter lengthens the delay instead of shortening it',
    breaks: 'retry.backoff',
    seams: () => ({ backoff: (retry, random) => 500 * 2 ** retry * (1 + random / 2) }),
  },
  {
    name: 'no-jitter',
    defect: 'all clients wait equally long',
    breaks: 'retry.backoff.jitter',
    seams: (sound) => ({ backoff: (retry) => sound.backoff(retry, 0.5) }),
  },
  {
    name: 'jitter-too-narrow',
    defect: 'delays use a tenth of the declared spread',
    breaks: 'retry.backoff.jitter',
    seams: (sound) => ({ backoff: (retry, random) => sound.backoff(retry, 0.9 + random / 10) }),
  },
  {
    name: 'jitter-a-little-narrow',
    defect: 'jitter never lengthens a delay by the last tenth of its spread',
    breaks: 'retry.backoff.jitter',
    seams: (sound) => ({ backoff: (retry, random) => sound.backoff(retry, random * 0.9) }),
  },
  {
    name: 'jitter-uneven',
    defect: 'the random number is squared: most clients come early, together',
    breaks: 'retry.backoff.jitter',
    seams: (sound) => ({ backoff: (retry, random) => sound.backoff(retry, random ** 2) }),
  },
  {
    name: 'jitter-alike',
    defect: 'jitter hangs on the attempt alone, so that all clients draw the same',
    breaks: 'retry.backoff.jitter',
    seams: (sound) => ({ backoff: (retry) => sound.backoff(retry, [0.3, 0.8, 0.5][retry % 3] ?? 0) }),
  },
  {
    name: 'jitter-on-both-sides',
    defect: 'jitter lengthens the delay as much as it shortens it',
    breaks: 'retry.backoff',
    seams: () => ({ backoff: (retry, random) => 500 * 2 ** retry * (0.5 + random) }),
  },
  {
    name: 'wrong-factor',
    defect: 'delays grow by a half instead of doubling',
    breaks: 'retry.backoff',
    seams: () => ({ backoff: (retry, random) => 500 * 1.5 ** retry * (0.5 + random / 2) }),
  },
];
