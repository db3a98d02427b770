import { table, visibleWidth } from '@sdk-conformance/reporters';
import { loadPlan, type Selection } from './config/plan.js';

/** The verb `list`: ids, or families with the number of their scenarios. */
export function list(selection: Selection, options: { readonly byFamily: boolean }, cwd: string): readonly string[] {
  const { scenarios } = loadPlan(selection, cwd);
  if (!options.byFamily) return scenarios.map(({ id }) => id);
  const counts = new Map<string, number>();
  for (const { family } of scenarios) counts.set(family, (counts.get(family) ?? 0) + 1);
  const rows = [...counts, ['all', scenarios.length] as const].map(([family, n]) => [String(n).padStart(5), family]);
  return table(rows, visibleWidth);
}
