import { type ParlourRules, rules } from './sdk.js';

/** One rule of the SDK broken in each. */
export const mutants: Readonly<Record<string, Partial<ParlourRules>>> = {
  'failure-returned': { tellsOfFailure: () => false },
  'any-ok-is-failure': { tellsOfFailure: (body) => typeof body === 'object' },
  'one-class': { classOf: () => rules.classOf(null) },
  'code-not-retried': { isRetriedCode: () => false },
  'each-failure-retried': { isRetriedCode: () => true },
  'code-unread': { codeOf: () => 'unknown' },
  'waits-without-hint': { withoutHintMs: () => 1000 },
};

/** The rules of a mutant; the sound ones without a name. */
export function rulesOf(name: string | undefined): ParlourRules {
  if (name === undefined) return rules;
  const broken = mutants[name];
  if (broken === undefined) throw new RangeError(`no mutant ${name}; there are: ${Object.keys(mutants).join(', ')}`);
  return { ...rules, ...broken };
}
