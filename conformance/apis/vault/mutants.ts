import { type Rules, rules } from './sdk.js';

/** One rule of the SDK broken in each. */
export const mutants: Readonly<Record<string, Partial<Rules>>> = {
  'no-total': { leftMs: () => Number.MAX_SAFE_INTEGER },
  'waits-uncounted': {
    leftMs: ({ elapsedMs, waitedMs }) => rules.leftMs({ elapsedMs: elapsedMs - waitedMs, waitedMs }),
  },
  'half-the-time': { leftMs: ({ elapsedMs, waitedMs }) => rules.leftMs({ elapsedMs: 2 * elapsedMs, waitedMs }) },
  'precondition-ignored': { isRetried: () => true },
  'only-reads-retried': { isRetried: ({ method }) => method === 'GET' },
  'deletes-not-retried': { isRetried: ({ method, isSafe }) => isSafe && method !== 'DELETE' },
  'never-refreshed': { refreshes: 0 },
  'refreshed-without-end': { refreshes: 3 },
  'refresh-counts': { refreshCounts: true },
  'refused-token-again': { asksAnew: false },
  'key-misnamed': { keyName: 'apiKey' },
  'jitter-grows': { jitterMs: (retry) => 250 * 2 ** retry * (0.5 + Math.random() / 2) },
  'delay-in-body-unread': { hintMs: () => null },
  'body-timeout-retried': { bodyIsRetried: true },
};

/** The rules of a mutant; the sound ones without a name. */
export function rulesOf(name: string | undefined): Rules {
  if (name === undefined) return rules;
  const broken = mutants[name];
  if (broken === undefined) throw new RangeError(`no mutant ${name}; there are: ${Object.keys(mutants).join(', ')}`);
  return { ...rules, ...broken };
}
