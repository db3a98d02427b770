import { type Rules, rules } from './sdk.js';

const byStatus: Rules['codeOf'] = (_, body) => {
  const code = typeof body === 'object' && body !== null ? Reflect.get(body, 'code') : null;
  return typeof code === 'string' ? code : null;
};

/** One rule of the SDK broken in each. */
export const mutants: Readonly<Record<string, Partial<Rules>>> = {
  'no-bucket': { cost: () => 0 },
  'bucket-never-refilled': { refund: () => 0 },
  'one-price': { cost: () => 14 },
  'price-by-status': { cost: ({ error }) => (error.status === 429 ? 5 : error.status === null ? 10 : 14) },
  'larger-bucket': { capacity: 200 },
  'own-count-ignored': { retries: () => 2 },
  'own-timeout-ignored': { timeoutMs: () => 3000 },
  'own-status-ignored': { isRetried: (failure) => rules.isRetried(failure, '') },
  'throttled-like-any': { delayMs: (_, retry) => Math.min(20_000, 50 * 2 ** retry) },
  'hint-unclamped': { clampMs: (askedMs) => askedMs },
  'header-not-read': { codeOf: byStatus },
  'quota-error-retried': {
    isRetried: (failure, operation) => failure.code === 'QuotaExceeded' || rules.isRetried(failure, operation),
  },
};

/** The rules of a mutant; the sound ones without a name. */
export function rulesOf(name: string | undefined): Rules {
  if (name === undefined) return rules;
  const broken = mutants[name];
  if (broken === undefined) throw new RangeError(`no mutant ${name}; there are: ${Object.keys(mutants).join(', ')}`);
  return { ...rules, ...broken };
}
