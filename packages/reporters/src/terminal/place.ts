import { type RequirementId, requirementIds, requirementRule } from '@sdk-conformance/oracle';
import type { FindingRecord } from '../records.js';

/** False where no line of the spec says it, which is told as its first: what any SDK owes its caller. */
export function hasLine({ at: { line, column } }: Pick<FindingRecord, 'at'>): boolean {
  return line !== 1 || column !== 1;
}

/** `, spec/foilengine.yaml:41`; nothing where no line of the spec says it. */
export function placeOf(finding: Pick<FindingRecord, 'at'>): string {
  return hasLine(finding) ? `, ${finding.at.file}:${finding.at.line}` : '';
}

/** What a requirement asks for; nothing of one that this version does not know. */
export function titleOfRequirement(requirement: string): string | null {
  const id = requirementIds.find((known) => known === requirement) satisfies RequirementId | undefined;
  return id === undefined ? null : requirementRule(id).title;
}
