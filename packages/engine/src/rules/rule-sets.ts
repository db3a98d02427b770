import type { Finding } from '@sdk-conformance/model';
import type { RequirementId } from '@sdk-conformance/oracle';
import picomatch from 'picomatch';

/** What a release judges that those before it did not. */
export interface RuleSet {
  /** Year and month of the release in which it is a preview. */
  readonly name: string;
  readonly requirements: readonly RequirementId[];
  /** Globs of scenario ids. */
  readonly scenarios: readonly string[];
}

/** Every rule set, the oldest first. What is in none of them is of the first. */
export const ruleSets: readonly RuleSet[] = [{ name: '2026-11', requirements: [], scenarios: [] }];

/** The rules of a configuration that names none: what is newer is a preview until the next minor release. */
export const rulesInForce = '2026-11';

export const ruleSetNames: readonly string[] = ruleSets.map(({ name }) => name);

/** Tells which rule set binds a failure that the rules of a configuration do not; null where they do. */
export type PreviewOf = (scenario: string, finding: Pick<Finding, 'requirement'>) => string | null;

/** @param rules name of the rule set that binds; null: that in force */
export function previewOf(rules: string | null, sets: readonly RuleSet[] = ruleSets): PreviewOf {
  const last = sets.findIndex(({ name }) => name === (rules ?? rulesInForce));
  const newer = sets.slice(last + 1).map(({ name, requirements, scenarios }) => ({
    name,
    requirements: new Set<string>(requirements),
    isOf: scenarios.length === 0 ? () => false : picomatch([...scenarios]),
  }));
  return (scenario, { requirement }) =>
    newer.find(({ requirements, isOf }) => requirements.has(requirement) || isOf(scenario))?.name ?? null;
}
