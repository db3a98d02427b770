import { type RequirementId, requirementIds, requirementRule } from '@sdk-conformance/oracle';
import type { FindingRecord } from '../records.js';

/** `, spec/foilengine.yaml:41`; nothing where no line of the spec says it, which is told as its first. */
export function placeOf({ at: { file, line, column } }: Pick<FindingRecord, 'at'>): string {
  return line === 1 && column === 1 ? '' : `, ${file}:${line}`;
}

/** What a requirement asks for; nothing of one that this version does not know. */
export function titleOfRequirement(requirement: string): string | null {
  const id = requirementIds.find((known) => known === requirement) satisfies RequirementId | undefined;
  return id === undefined ? null : requirementRule(id).title;
}
