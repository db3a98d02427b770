import { matchesStatus, type StatusMatch } from '@sdk-conformance/model';

/** Codes that stand for a range of the status table. */
export const rangeCodes = [400, 500, 503];

/** A status that stands for an entry of a list. */
export function standIn(match: StatusMatch): number {
  if (match.kind === 'code') return match.code;
  return rangeCodes.find((code) => matchesStatus(match, code)) ?? (match.kind === 'range' ? match.from : 500);
}
