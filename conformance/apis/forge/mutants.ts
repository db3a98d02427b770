import { type ForgeRules, forbidden, HttpError, limited, rules } from './sdk.js';

/** One rule of the SDK broken in each. */
export const mutants: Readonly<Record<string, Partial<ForgeRules>>> = {
  'each-403-forbidden': { class403: () => forbidden },
  'remaining-unread-value': {
    class403: (headers) => (headers.has('x-ratelimit-remaining') ? limited : rules.class403(headers)),
  },
  'each-403-retried': { isRetried403: () => true },
  'secondary-limit-not-retried': { isRetried403: () => false },
  'each-409-retried': { isRetried409: () => true },
  'own-timeout': { defaultTimeoutMs: 60_000 },
  'version-not-defaulted': { versionOf: (given) => given },
  'version-always-own': { versionOf: () => rules.versionOf(undefined) },
  'linear-delays': { backoffMs: (retry) => 1000 * (retry + 1) },
  'name-of-class': { name: 'RequestError' },
  'timeout-of-the-api': { timeoutError: (cause) => new HttpError('Timed out.', null, null, null, { cause }) },
  'headers-lost': { kept: () => null },
};

/** The rules of a mutant; the sound ones without a name. */
export function rulesOf(name: string | undefined): ForgeRules {
  if (name === undefined) return rules;
  const broken = mutants[name];
  if (broken === undefined) throw new RangeError(`no mutant ${name}; there are: ${Object.keys(mutants).join(', ')}`);
  return { ...rules, ...broken };
}
