import type { FindingRecord } from '../records.js';

/** What a failure is against: a promise that is broken, or what the SDK was seen to do when its spec was learnt. */
export function brokenWords({ requirement, level }: Pick<FindingRecord, 'requirement' | 'level'>): string {
  return level === 'kept' ? `changed since learnt: ${requirement}` : `breaks ${requirement} (${level})`;
}
