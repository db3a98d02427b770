import { type Finding, levelOf, positionOf, type Spec } from '@sdk-conformance/model';
import { requirementRule } from '@sdk-conformance/oracle';
import { listed } from '@sdk-conformance/reporters';
import type { Result } from '../run/result.js';
import type { FailureGroup, Replayed } from './groups.js';

const requirement = 'call.isolation';

/** What shows in company alone has one cause: it is told once, on the first of its scenarios, as it was seen in company. */
export function withSharedState(
  spec: Spec,
  results: readonly Result[],
  shared: readonly FailureGroup[],
  plays: readonly Replayed[],
): readonly Result[] {
  const [first] = shared.flatMap((group) => group.results.slice(0, 1).map((result) => ({ group, result })));
  const scenario = first?.result.scenario;
  return results.map((result) => {
    if (first === undefined || result.scenario !== scenario) return result;
    const inCompany = plays.map((play) => play.get(scenario.id)).find((played) => played?.judged != null);
    const finding = findingOf(spec, shared, first.result, plays);
    return {
      ...result,
      verdict: 'fail',
      findings: [...result.findings.filter((other) => other.requirement !== requirement), finding],
      judged: inCompany?.judged ?? first.result.judged,
    };
  });
}

function findingOf(spec: Spec, shared: readonly FailureGroup[], first: Result, plays: readonly Replayed[]): Finding {
  const rule = requirementRule(requirement);
  const broken = [...new Set(shared.map((group) => group.requirement))];
  const [example] = broken;
  const seen = first.findings.find((finding) => finding.requirement === example)?.seen ?? '';
  return {
    requirement,
    verdict: 'fail',
    level: rule.level ?? levelOf(spec, rule.pointer),
    scope: 'run',
    at: positionOf(spec, rule.pointer),
    step: null,
    expected: 'a call comes to the same alone and beside other calls: its timers, promises and state are its own',
    seen: `only when calls run side by side, and never alone: ${listed(broken)}, such as: ${seen}`,
    measured: {
      scenarios: new Set(shared.flatMap((group) => group.results.map(({ scenario }) => scenario.id))).size,
      beside: Math.max(0, ...plays.map((play) => play.size)) - 1,
    },
  };
}
