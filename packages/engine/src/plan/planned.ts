import type { Fixtures, Scenario, Spec } from '@sdk-conformance/model';
import { deriveScenarios } from '@sdk-conformance/scenarios';
import { declaredUnsupported } from './declared.js';
import type { Config, Plan } from './plan.js';
import { selectScenarios, selectTargets } from './select.js';
import { type Shard, shardOf } from './shard.js';

/** Languages that read and write numbers, dates and letters by no culture unless they are asked to: what others show in one says nothing of them. */
const withoutCulture = ['typescript', 'python', 'go'];

interface Planned<C extends Config> {
  readonly config: C;
  readonly spec: Spec;
  readonly fixtures: Fixtures;
  /** Scenarios beside those that derive from the spec. */
  readonly own?: readonly Scenario[];
}

/**
 * Derives for each selected target what is played on the operations that it has, and selects from that.
 *
 * @throws UsageError for a choice that is no target's, a glob that matches nothing, or a shard that has nothing
 */
export function planFor<C extends Config>(
  { config, spec, fixtures, own = [] }: Planned<C>,
  selection: {
    readonly targets: readonly string[];
    readonly globs: readonly string[];
    readonly shard?: Shard;
    /** Clients of the sample by which jitter is judged. */
    readonly power?: number;
  },
): Plan & { readonly config: C } {
  const { power } = selection;
  // Targets that have the same operations share their scenarios.
  const known = new Map<string, readonly Scenario[]>();
  const derivedFor = (target: Config['targets'][number]): readonly Scenario[] => {
    const lacking = declaredUnsupported(spec, target);
    const all = spec.operations.map(({ id }) => id);
    const had = all.filter((id) => !lacking.has(id));
    // None is left where all are still to do: what will be played once they are there is told as unsupported.
    const operations = had.length === 0 ? all : had;
    const cultures = !withoutCulture.includes(target.language);
    const key = [cultures, ...operations].join();
    const playable = own.filter(({ steps }) => steps.every((step) => operations.includes(step.operation)));
    const derived = known.get(key) ?? [
      ...deriveScenarios(spec, fixtures, { operations, cultures, ...(power === undefined ? {} : { power }) }),
      ...playable,
    ];
    known.set(key, derived);
    return derived;
  };
  const derived = selectTargets(config, selection.targets).map((target) => ({ target, all: derivedFor(target) }));
  const elsewhere = () => config.targets.map((target) => ({ name: target.name, scenarios: derivedFor(target) }));
  const selected = selectScenarios(union(derived.map(({ all }) => all)), selection.globs, elsewhere);
  const scenarios = selection.shard === undefined ? selected : shardOf(selected, selection.shard);
  const chosen = new Set(scenarios.map(({ id }) => id));
  return {
    config,
    spec,
    fixtures,
    scenarios,
    targets: derived.map(({ target, all }) => ({
      ...target,
      scenarios: all.filter(({ id }) => chosen.has(id)),
      all,
    })),
  };
}

/** Each scenario once, family by family. */
function union(lists: readonly (readonly Scenario[])[]): readonly Scenario[] {
  const families = new Map<string, Map<string, Scenario>>();
  for (const scenario of lists.flat()) {
    const family = families.get(scenario.family) ?? new Map<string, Scenario>();
    families.set(scenario.family, family.set(scenario.id, family.get(scenario.id) ?? scenario));
  }
  return [...families.values()].flatMap((family) => [...family.values()]);
}
