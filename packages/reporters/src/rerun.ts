import type { FindingRecord, RunRecord } from './records.js';
import { quoted } from './terminal/words.js';

/** The command that shows a failure again; one of the whole run shows in the same company alone. */
export function rerunOf(run: RunRecord, { target, scenario, scope }: FindingRecord): string {
  const filters = scope === 'run' ? run.filters : [scenario];
  return [run.rerun, '--target', quoted(target), ...filters.flatMap((glob) => ['--filter', quoted(glob)])].join(' ');
}
