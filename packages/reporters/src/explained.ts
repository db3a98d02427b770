import type { CauseRecord, FindingRecord } from './records.js';

function idOf(target: string, scenario: string, requirement: string): string {
  return JSON.stringify([target, scenario, requirement]);
}

/** The cause of each finding that has one: of several the first, which is the weightiest. */
export function causesByFinding(
  causes: readonly CauseRecord[],
): (finding: Pick<FindingRecord, 'target' | 'scenario' | 'requirement'>) => CauseRecord | undefined {
  const known = new Map<string, CauseRecord>();
  for (const cause of causes) {
    for (const { scenario, requirement } of cause.explains) {
      const id = idOf(cause.target, scenario, requirement);
      if (!known.has(id)) known.set(id, cause);
    }
  }
  return ({ target, scenario, requirement }) => known.get(idOf(target, scenario, requirement));
}
