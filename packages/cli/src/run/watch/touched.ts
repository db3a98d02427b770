import { relative } from 'node:path';
import type { LoadedPlan } from '../../config/plan.js';

/**
 * Ids of the scenarios that a change of files touches; null where it may be any of them. A recording touches what serves it; the spec, the
 * configuration, an adapter and the SDK touch all.
 */
export function touchedBy(
  files: readonly string[],
  {
    scenarios,
    config,
  }: Pick<LoadedPlan, 'scenarios'> & { readonly config: Pick<LoadedPlan['config'], 'fixtures' | 'scenarios'> },
): readonly string[] | null {
  const below = (folder: string | null, file: string, ending: RegExp) => {
    const path = folder === null ? '..' : relative(folder, file).replaceAll('\\', '/');
    return path.startsWith('..') || !ending.test(path) ? null : path.replace(ending, '');
  };
  const ids = new Set<string>();
  for (const file of files) {
    const fixture = below(config.fixtures, file, /\.http$/);
    const own = below(config.scenarios, file, /\.(json|ya?ml)$/);
    if (fixture === null && own === null) return null;
    for (const { id, steps } of scenarios) {
      const serves = steps.some(({ script }) => script.some((answer) => answer.fixture === fixture));
      if ((fixture !== null && serves) || id === `own/${own}`) ids.add(id);
    }
  }
  return [...ids];
}
