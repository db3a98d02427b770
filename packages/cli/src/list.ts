import { table, visibleWidth } from '@sdk-conformance/reporters';
import { unplayedOf } from '@sdk-conformance/scenarios';
import { loadPlan, type Selection } from './config/plan.js';
import { plainJson } from './io.js';

/** The verb `list --json`, for other programs: each target with the ids of what can be played on it. */
export function listAsJson(selection: Selection, cwd: string): string {
  const { targets } = loadPlan(selection, cwd);
  return plainJson({
    targets: targets.map(({ name, language, scenarios }) => ({
      name,
      language,
      scenarios: scenarios.map(({ id }) => id),
    })),
  });
}

/** The verb `list`: ids, or families with the number of their scenarios. */
export function list(selection: Selection, options: { readonly byFamily: boolean }, cwd: string): readonly string[] {
  const { scenarios, spec, fixtures } = loadPlan(selection, cwd);
  if (!options.byFamily) return scenarios.map(({ id }) => id);
  const counts = new Map<string, number>();
  for (const { family } of scenarios) counts.set(family, (counts.get(family) ?? 0) + 1);
  const rows = [...counts, ['all', scenarios.length] as const].map(([family, n]) => [String(n).padStart(5), family]);
  // Of a choice of scenarios nobody expects that it has them all.
  const whole = (selection.filter ?? []).length === 0;
  return [...table(rows, visibleWidth), ...(whole ? unplayedOf(spec, fixtures) : [])];
}
