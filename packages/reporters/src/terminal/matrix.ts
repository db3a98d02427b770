import type { LogVerdict, ScenarioRecord } from '../records.js';
import type { Collected } from './collected.js';
import { groupBy } from './group.js';
import type { Paint } from './paint.js';
import { table, visibleWidth } from './words.js';

const shown: readonly (readonly [LogVerdict, string, 'good' | 'bad' | 'open'])[] = [
  ['pass', 'passed', 'good'],
  ['fail', 'failed', 'bad'],
  ['known', 'known', 'open'],
  ['unspecified', 'unspecified', 'open'],
  ['unsupported', 'unsupported', 'open'],
  ['adapterFailed', 'not judged', 'bad'],
  ['notRun', 'not run', 'bad'],
];

/** Families down, targets across, scenarios by verdict in the cells. */
export function matrix({ targets, scenarios }: Collected, paint: Paint): string[] {
  const families = [...new Set(scenarios.map((s) => s.family))];
  const columns = targets.filter((t) => t.notRun === null);
  if (columns.length === 0 || families.length === 0) return [];
  const byCell = groupBy(scenarios, (s) => `${s.family}\n${s.target}`);
  const cell = (family: string, target: string) => tally(byCell.get(`${family}\n${target}`) ?? [], paint);
  const rows = families.map((family) => [family, ...columns.map((t) => cell(family, t.name))]);
  return table([['family', ...columns.map((t) => t.name)].map(paint.dim), ...rows], visibleWidth);
}

/** Scenarios by verdict, zeros left out: `17 passed, 1 failed`. */
function tally(scenarios: readonly ScenarioRecord[], paint: Paint): string {
  const parts = shown.flatMap(([verdict, word, brush]) => {
    const n = scenarios.filter((s) => s.verdict === verdict).length;
    return n === 0 ? [] : [paint[brush](`${n} ${word}`)];
  });
  return parts.length === 0 ? '–' : parts.join(', ');
}
