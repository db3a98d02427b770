import type { Fixtures, Language, Scenario, Spec } from '@sdk-conformance/model';
import {
  type Because,
  type Decision,
  predict,
  type RequirementId,
  requirementIds,
  requirementRule,
  type StepExpectation,
} from '@sdk-conformance/oracle';
import { claimsOf } from './claims.js';

/** A key that a spec leaves out, and what is not judged for want of it. */
export interface LeftOpen {
  /** A pointer into the spec. */
  readonly key: string;
  readonly requirements: readonly RequirementId[];
  /** Scenarios in which it leaves a decision open; 0 where no scenario asks for it, because nothing is judged of it at all. */
  readonly scenarios: number;
}

/** The decisions that a sound SDK comes to, the open one at its end included. */
function reached({ decisions }: StepExpectation): readonly Decision[] {
  const end = decisions.findIndex(({ action }) => action !== 'retry');
  return end < 0 ? decisions : decisions.slice(0, end + 1);
}

function openIn(decision: Decision): readonly Because[] {
  const { action, because, gap, outcome } = decision;
  if (action === 'retry') return gap?.kind === 'open' ? [gap.because] : [];
  return [...(action === 'open' ? [because] : []), ...(outcome.kind === 'open' ? [outcome.because] : [])];
}

/**
 * The keys that a spec has not and that would have more judged, those first that leave most scenarios open. Requirements that rest on a section
 * which the API has nothing of, such as streams, are left out.
 *
 * @example
 * ```ts
 * import { leftOpenBy } from '@sdk-conformance/engine';
 *
 * leftOpenBy({ spec, fixtures, language: 'typescript' }, scenarios); // [{ key: '/timeouts/attemptMs', requirements: ['timeout.attempt'], scenarios: 14 }]
 * ```
 */
export function leftOpenBy(
  { spec, fixtures, language }: { readonly spec: Spec; readonly fixtures: Fixtures; readonly language: Language },
  scenarios: readonly Scenario[],
): readonly LeftOpen[] {
  const isLacking = (pointer: string) => pointer !== '' && spec.positions[pointer] === undefined;
  const open = new Map<string, { readonly requirements: Set<RequirementId>; readonly scenarios: Set<string> }>();
  const judged = new Set<RequirementId>();
  for (const scenario of scenarios) {
    const expectation = predict(spec, language, scenario, fixtures);
    for (const { requirement } of claimsOf(expectation)) judged.add(requirement);
    for (const { requirement, pointer } of expectation.steps.flatMap(reached).flatMap(openIn)) {
      if (!isLacking(pointer)) continue;
      const known = open.get(pointer) ?? { requirements: new Set(), scenarios: new Set() };
      open.set(pointer, known);
      known.requirements.add(requirement);
      known.scenarios.add(scenario.id);
    }
  }
  const asked = [...open].map(([key, of]): LeftOpen => {
    return { key, requirements: [...of.requirements].sort(), scenarios: of.scenarios.size };
  });
  const streams = spec.operations.some(({ stream }) => stream);
  const never = requirementIds.filter((id) => {
    const { pointer } = requirementRule(id);
    const applies = streams || !id.startsWith('stream.');
    return applies && isLacking(pointer) && !judged.has(id) && !open.has(pointer);
  });
  const byKey = new Map<string, RequirementId[]>();
  for (const id of never) {
    const { pointer } = requirementRule(id);
    byKey.set(pointer, [...(byKey.get(pointer) ?? []), id]);
  }
  return [
    ...asked.sort((a, b) => b.scenarios - a.scenarios || (a.key < b.key ? -1 : 1)),
    ...[...byKey].map(([key, requirements]) => ({ key, requirements, scenarios: 0 })),
  ];
}
