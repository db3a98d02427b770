import {
  type Finding,
  type Level,
  levelOf,
  positionOf,
  type ScenarioVerdict,
  type Spec,
  type Verdict,
} from '@sdk-conformance/model';
import { requirementRule } from '@sdk-conformance/oracle';
import { type Case, marksOf } from './assess.js';
import type { Mark } from './mark.js';

const gravity: Readonly<Record<Verdict, number>> = { fail: 0, unspecified: 1, pass: 2 };
const binding: Readonly<Record<Level, number>> = { must: 0, kept: 1, should: 2 };

function levelOfMark(spec: Spec, { because }: Mark): Level {
  if (because.atMost !== undefined) return because.atMost;
  const own = because.byLine === true ? undefined : requirementRule(because.requirement).level;
  return own ?? levelOf(spec, because.pointer);
}

/** The mark that stands for all of a requirement: the worst, and of those the one that binds most, so that a broken should hides no must. */
function worstOf(spec: Spec, marks: readonly Mark[]): Mark {
  return [...marks].sort(
    (a, b) => gravity[a.verdict] - gravity[b.verdict] || binding[levelOfMark(spec, a)] - binding[levelOfMark(spec, b)],
  )[0] as Mark;
}

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
  const { spec, expectation, observation, others } = given;
  const byRequirement = new Map<string, Mark[]>();
  for (const mark of marksOf(spec, expectation, observation, others)) {
    const known = byRequirement.get(mark.because.requirement);
    if (known === undefined) byRequirement.set(mark.because.requirement, [mark]);
    else known.push(mark);
  }
  return [...byRequirement]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([requirement, group]): Finding => {
      const worst = worstOf(spec, group);
      return {
        requirement,
        verdict: worst.verdict,
        level: levelOfMark(spec, worst),
        at: positionOf(spec, worst.because.pointer),
        step: worst.step,
        expected: worst.expected,
        seen: worst.seen,
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
