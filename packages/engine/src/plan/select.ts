import type { Scenario } from '@sdk-conformance/model';
import { nearestName } from '@sdk-conformance/spec';
import picomatch from 'picomatch';
import { UsageError } from '../usage-error.js';
import type { Config, ConfiguredTarget } from './plan.js';

/**
 * Targets in the configuration's order; all without a choice. A choice is the target of that name, else all targets of that language.
 *
 * @throws UsageError for a choice that is no target's
 */
export function selectTargets(
  config: Config,
  choices: readonly string[],
  asked = '--target',
): readonly ConfiguredTarget[] {
  const names = [...new Set(config.targets.flatMap((target) => [target.name, target.language]))];
  for (const choice of choices) {
    if (names.includes(choice)) continue;
    const nearest = nearestName(choice, names);
    throw new UsageError(
      [
        `${asked}: ${config.file} has no target or language ${JSON.stringify(choice)}`,
        `  expected: one of ${names.join(', ')}`,
        ...(nearest === null ? [] : [`  did you mean: ${nearest}`]),
      ].join('\n'),
    );
  }
  if (choices.length === 0) return config.targets;
  const chosen = new Set(
    choices.flatMap((choice) => {
      const named = config.targets.filter(({ name }) => name === choice);
      return named.length > 0 ? named : config.targets.filter(({ language }) => language === choice);
    }),
  );
  return config.targets.filter((target) => chosen.has(target));
}

/** No id is longer than a fifth of it. */
const longestGlob = 1_000;

/** A target with all that can be played on it. */
interface Playable {
  readonly name: string;
  readonly scenarios: readonly Scenario[];
}

/**
 * Scenarios that one of the globs matches, or any where all of them begin with an exclamation mark, but for those that one with that mark matches;
 * in their own order. An id always matches itself.
 *
 * @param elsewhere gives all targets of the configuration, for the message
 * @throws UsageError for a glob that matches nothing, and where nothing is left
 */
export function selectScenarios(
  scenarios: readonly Scenario[],
  globs: readonly string[],
  elsewhere: () => readonly Playable[] = () => [],
): readonly Scenario[] {
  if (globs.length === 0) return scenarios;
  const found = globs.map((glob) => {
    const bare = isNegated(glob) ? glob.slice(1) : glob;
    if (bare.length > longestGlob)
      throw new UsageError(
        [
          `${isNegated(glob) ? '--exclude' : '--filter'}: a glob of ${bare.length} characters`,
          `  expected: at most ${longestGlob}; the option may be given several times`,
        ].join('\n'),
      );
    const matched = matching(scenarios, bare);
    if (matched.length === 0)
      throw new UsageError(
        `${isNegated(glob) ? '--exclude' : '--filter'}: ${matchesNothing(bare, scenarios, elsewhere())}`,
      );
    return { glob, ids: matched.map(({ id }) => id) };
  });
  const [excluded, included] = [true, false].map(
    (negated) => new Set(found.filter(({ glob }) => isNegated(glob) === negated).flatMap(({ ids }) => ids)),
  );
  const left = scenarios.filter(
    ({ id }) => (globs.every(isNegated) || included?.has(id)) && excluded?.has(id) !== true,
  );
  if (left.length > 0) return left;
  throw new UsageError(
    `--filter: nothing is left of what ${globs.map((glob) => JSON.stringify(glob)).join(', ')} select and leave out`,
  );
}

/** `!glob`; `!(a|b)` is a form of glob. */
function isNegated(glob: string): boolean {
  return glob.startsWith('!') && !glob.startsWith('!(');
}

function matching(scenarios: readonly Scenario[], glob: string): readonly Scenario[] {
  // A script's variable that is not set comes as one.
  if (glob === '') return [];
  const matches = picomatch(glob, { dot: true });
  return scenarios.filter(({ id }) => id === glob || matches(id));
}

function matchesNothing(glob: string, scenarios: readonly Scenario[], elsewhere: readonly Playable[]): string {
  const others = elsewhere.filter((target) => matching(target.scenarios, glob).length > 0).map(({ name }) => name);
  if (others.length > 0) {
    return [
      `${JSON.stringify(glob)} matches no scenario of the targets that are chosen: they lack its operation`,
      `  played on: ${others.join(', ')}`,
    ].join('\n');
  }
  const deep = deeper(glob);
  const below = deep === null ? 0 : matching(scenarios, deep).length;
  if (below > 0) {
    return [
      `${JSON.stringify(glob)} matches no scenario: * stops at /`,
      `  did you mean: ${deep}, which matches ${below}`,
    ].join('\n');
  }
  const nearest = nearestGlob(glob, scenarios);
  return [
    `${JSON.stringify(glob)} matches no scenario`,
    "  expected: a glob over scenario ids, for example 'retry/**'; conformance list shows all ids",
    ...(nearest === null ? [] : [`  did you mean: ${nearest}`]),
  ].join('\n');
}

/** A glob with its single asterisks doubled, so that they go on behind a slash; null where it has none. */
function deeper(glob: string): string | null {
  const deep = glob
    .split('/')
    .map((part) => (part === '*' ? '**' : part.replace(/(?<!\*)\*(?!\*)$/, '*/**')))
    .join('/');
  return deep === glob ? null : deep;
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
      `there is no scenario ${JSON.stringify(id)}; conformance list shows all ids`,
      ...(nearest === null ? [] : [`  did you mean: ${nearest}`]),
    ].join('\n'),
  );
}
