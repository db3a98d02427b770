import { type Finding, levelOf, positionOf, type ScenarioVerdict, type Verdict } from '@sdk-conformance/model';
import { requirementRule } from '@sdk-conformance/oracle';
import { type Case, marksOf } from './assess.js';
import { likeness } from './likeness.js';
import type { Mark } from './mark.js';

const gravity: Readonly<Record<Verdict, number>> = { fail: 0, unspecified: 1, pass: 2 };

/**
 * One finding for each requirement that the scenario touches, in the order of the requirements' ids.
 *
 * @example
 * ```ts
 * import { judge } from '@sdk-conformance/judge';
 *
 * const findings = judge({ spec, language: 'typescript', scenario, fixtures, expectation, observation });
 * for (const { verdict, requirement, expected, seen } of findings)
 *   if (verdict === 'fail') console.log(`${requirement}: expected ${expected}, seen ${seen}`);
 * ```
 */
export function judge(given: Case): readonly Finding[] {
  const { spec, expectation, observation } = given;
  const byRequirement = new Map<string, Mark[]>();
  for (const mark of marksOf(spec, expectation, observation)) {
    const known = byRequirement.get(mark.because.requirement);
    if (known === undefined) byRequirement.set(mark.because.requirement, [mark]);
    else known.push(mark);
  }
  return [...byRequirement]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([requirement, group]): Finding => {
      const worst = [...group].sort((a, b) => gravity[a.verdict] - gravity[b.verdict])[0] as Mark;
      const rule = requirementRule(worst.because.requirement);
      return {
        requirement,
        verdict: worst.verdict,
        level: rule.level ?? levelOf(spec, worst.because.pointer),
        at: positionOf(spec, worst.because.pointer),
        step: worst.step,
        expected: worst.expected,
        seen: worst.seen,
        diagnosis: worst.likeness === undefined ? null : likeness(spec, worst.likeness, worst.because.pointer),
        measured: worst.measured,
      };
    });
}

/**
 * What the findings of one scenario come to.
 *
 * @example
 * ```ts
 * import { judge, scenarioVerdict } from '@sdk-conformance/judge';
 *
 * scenarioVerdict(judge({ spec, language: 'python', scenario, fixtures, expectation, observation })); // 'pass'
 * ```
 */
export function scenarioVerdict(findings: readonly Finding[]): ScenarioVerdict {
  if (findings.some((f) => f.verdict === 'fail')) return 'fail';
  return findings.some((f) => f.verdict === 'unspecified') ? 'unspecified' : 'pass';
}
