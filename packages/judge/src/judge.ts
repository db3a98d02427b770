import { type Finding, levelOf, positionOf, type ScenarioVerdict, type Verdict } from '@sdk-conformance/model';
import { requirementRule } from '@sdk-conformance/oracle';
import { type Case, marksOf } from './assess.js';
import { type Diagnosis, diagnose, likeness } from './diagnose.js';
import { chargeIsolation } from './isolation.js';
import type { Mark } from './mark.js';

const gravity: Readonly<Record<Verdict, number>> = { fail: 0, unspecified: 1, pass: 2 };

/** One finding for each requirement that the scenario touches, in the order of the requirements' ids. */
export function judge(given: Case): readonly Finding[] {
  const seen = marksOf(given.spec, given.expectation, given.observation);
  const diagnosis = diagnose(given, seen);
  const marks = diagnosis === null ? chargeIsolation(given.scenario, seen) : diagnosis.charge(seen);
  const byRequirement = new Map<string, Mark[]>();
  for (const mark of marks) {
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
        level: rule.level ?? levelOf(given.spec, worst.because.pointer),
        at: positionOf(given.spec, worst.because.pointer),
        step: worst.step,
        expected: worst.expected,
        seen: worst.seen,
        diagnosis: diagnosed(given, worst, diagnosis),
        measured: worst.measured,
      };
    });
}

function diagnosed({ spec }: Case, mark: Mark, diagnosis: Diagnosis | null): string | null {
  if (mark.likeness !== undefined) return likeness(spec, mark.likeness, mark.because.pointer);
  return diagnosis?.explains(mark) === true ? diagnosis.text : null;
}

/** What the findings of one scenario come to. */
export function scenarioVerdict(findings: readonly Finding[]): ScenarioVerdict {
  if (findings.some((f) => f.verdict === 'fail')) return 'fail';
  return findings.some((f) => f.verdict === 'unspecified') ? 'unspecified' : 'pass';
}
