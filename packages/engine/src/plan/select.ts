import type { Scenario } from '@sdk-conformance/model';
import { nearestName } from '@sdk-conformance/spec';
import picomatch from 'picomatch';
import { UsageError } from '../usage-error.js';
import type { Config, ConfiguredTarget } from './plan.js';

/**
 * Targets by name or language, in the configuration's order; all without a choice.
 *
 * @throws UsageError for a choice that is no target's
 */
export function selectTargets(config: Config, choices: readonly string[]): readonly ConfiguredTarget[] {
  const names = [...new Set(config.targets.flatMap((target) => [target.name, target.language]))];
  for (const choice of choices) {
    if (names.includes(choice)) continue;
    const nearest = nearestName(choice, names);
    throw new UsageError(
      [
        `--target: ${config.file} has no target or language ${JSON.stringify(choice)}`,
        `  expected: one of ${names.join(', ')}`,
        ...(nearest === null ? [] : [`  did you mean: ${nearest}`]),
      ].join('\n'),
    );
  }
  if (choices.length === 0) return config.targets;
  return config.targets.filter((target) => choices.includes(target.name) || choices.includes(target.language));
}

/** A target with all that can be played on it. */
interface Playable {
  readonly name: string;
  readonly scenarios: readonly Scenario[];
}

/**
 * Scenarios that one of the globs matches, in their own order; an id always matches itself.
 *
 * @param elsewhere gives all targets of the configuration, for the message
 * @throws UsageError for a glob that matches nothing
 */
export function selectScenarios(
  scenarios: readonly Scenario[],
  globs: readonly string[],
  elsewhere: () => readonly Playable[] = () => [],
): readonly Scenario[] {
  if (globs.length === 0) return scenarios;
  const chosen = new Set<string>();
  for (const glob of globs) {
    const found = matching(scenarios, glob);
    if (found.length === 0) throw new UsageError(matchesNothing(glob, scenarios, elsewhere()));
    for (const { id } of found) chosen.add(id);
  }
  return scenarios.filter(({ id }) => chosen.has(id));
}

function matching(scenarios: readonly Scenario[], glob: string): readonly Scenario[] {
  const matches = picomatch(glob, { dot: true });
  return scenarios.filter(({ id }) => id === glob || matches(id));
}

function matchesNothing(glob: string, scenarios: readonly Scenario[], elsewhere: readonly Playable[]): string {
  const others = elsewhere.filter((target) => matching(target.scenarios, glob).length > 0).map(({ name }) => name);
  if (others.length > 0) {
    return [
      `--filter: ${JSON.stringify(glob)} matches no scenario of the targets that are chosen: they lack its operation`,
      `  played on: ${others.join(', ')}`,
    ].join('\n');
  }
  const nearest = nearestGlob(glob, scenarios);
  return [
    `--filter: ${JSON.stringify(glob)} matches no scenario`,
    "  expected: a glob over scenario ids, for example 'retry/**'; the command list shows all ids",
    ...(nearest === null ? [] : [`  did you mean: ${nearest}`]),
  ].join('\n');
}

/** The id, or the glob over a leading part of ids, nearest to what came. */
function nearestGlob(glob: string, scenarios: readonly Scenario[]): string | null {
  const ids = scenarios.map(({ id }) => id);
  const leading = new Set(ids.flatMap((id) => id.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'))));
  // A family without the asterisks is the mistake made most.
  const bare = glob.replace(/\/+\**$/, '');
  if (leading.has(bare)) return `${bare}/**`;
  return nearestName(glob, [...ids, ...[...leading].map((part) => `${part}/**`)]);
}

/** The scenario of an id. @throws UsageError that tells the nearest id where there is none */
export function scenarioOf(scenarios: readonly Scenario[], id: string): Scenario {
  const found = scenarios.find((scenario) => scenario.id === id);
  if (found !== undefined) return found;
  const nearest = nearestName(
    id,
    scenarios.map((scenario) => scenario.id),
  );
  throw new UsageError(
    [
      `there is no scenario ${JSON.stringify(id)}; the command list shows all ids`,
      ...(nearest === null ? [] : [`  did you mean: ${nearest}`]),
    ].join('\n'),
  );
}
