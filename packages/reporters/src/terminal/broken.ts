import type { FindingRecord } from '../records.js';

type Told = Pick<FindingRecord, 'requirement' | 'level' | 'preview'>;

/** What a failure is against: a promise that is broken, or what the SDK was seen to do when its spec was learnt. */
export function brokenWords({ requirement, level, preview }: Told): string {
  if (preview !== undefined) return `breaks ${requirement} (preview: must by the rules of ${preview})`;
  return level === 'kept' ? `changed since learnt: ${requirement}` : `breaks ${requirement} (${level})`;
}
