import { availableParallelism } from 'node:os';
import type { Scenario, Spec } from '@sdk-conformance/model';
import type { Plan, PlannedTarget } from '../plan/plan.js';
import { absentToolchain, broughtBy } from '../plan/runner-target.js';
import { contradicted } from '../run/causes.js';
import { playTarget, type Stages } from '../run/play-target.js';
import { gainsByOthers, othersOf, type Result } from '../run/result.js';
import { UsageError } from '../usage-error.js';
import { type Kill, killOf, neverBroken, type Telling } from './kill.js';
import type { Mutant } from './mutant.js';
import { inParallel } from './pool.js';

export interface MutantsOptions {
  readonly clock: 'virtual' | 'real';
  readonly seed: number;
  readonly jobs: number | null;
  /** Names of mutants; all without any. */
  readonly mutant: readonly string[];
  /** Plays all scenarios on each mutant and tells causes. Without it, only those that judge what it breaks, until it is caught. */
  readonly causes: boolean;
}

/** What the suite made of a target's mutants. */
export interface Matrix {
  readonly target: string;
  /** Why the target was not run. */
  readonly absent: string | null;
  /** What fails without any mutant: then nothing else can be relied on. */
  readonly unsound: Kill | null;
  readonly kills: readonly Kill[];
  /** Requirements that no mutant breaks; empty where not all mutants were played. */
  readonly neverBroken: readonly string[];
  readonly requirements: number;
}

interface Surroundings {
  /** The PATH on which toolchains are looked for. */
  readonly path: string | undefined;
  readonly signal: AbortSignal;
  readonly stages: Stages;
  /** A target was played with a mutant; null where it was played as it is. */
  readonly onPlayed: (target: string, mutant: string | null) => void;
}

/**
 * Plays the scenarios on each mutant of each target that has some.
 *
 * @throws UsageError where no target has mutants, or none has one that is named
 */
export async function playMutants(
  plan: Plan,
  all: readonly Mutated[],
  options: MutantsOptions,
  surroundings: Surroundings,
): Promise<readonly Matrix[]> {
  if (all.length === 0) {
    throw new UsageError(
      `${plan.config.file}: none of the targets ${plan.targets.map((t) => t.name).join(', ')} has mutants\n  expected: mutants: a file that lists them`,
    );
  }
  const { path, signal } = surroundings;
  const targets = chosen(all, options.mutant);
  const matrices: Matrix[] = [];
  for (const { target, mutants } of targets) {
    const absent = await absentToolchain(plan.config, target, { path, signal });
    if (absent !== null) {
      matrices.push({ target: target.name, absent, unsound: null, kills: [], neverBroken: [], requirements: 0 });
      continue;
    }
    const context = { plan, target, options, ...surroundings };
    const sound = await playOne(context, null, target.scenarios);
    const [small, large] = bySize(
      { spec: plan.spec, language: target.language, causes: options.causes },
      sound.results,
    );
    const played = await inParallel(mutants, atOnce(options.clock), async (mutant) => {
      if (signal.aborted) return null;
      const told = (results: readonly Result[]): Telling | null => {
        if (!options.causes) return null;
        const causes = surroundings.stages.diagnose(plan, target.language, results);
        return { causes, contradictions: contradicted(plan, target.language, results, causes) };
      };
      const first = await playOne(context, mutant, small(mutant.breaks));
      const kill = killOf(mutant, first.results, first.failures, told(first.results));
      const rest = kill.caught ? [] : large(mutant.breaks);
      if (rest.length === 0 || signal.aborted) return signal.aborted ? null : kill;
      const more = await playOne(context, mutant, rest, first.results);
      const results = [...first.results, ...more.results];
      const all = killOf(mutant, results, [...first.failures, ...more.failures], told(results));
      return signal.aborted ? null : all;
    });
    const kills = played.filter((kill) => kill !== null);
    const nothing: Mutant = { name: 'none', defect: 'the target as it is', breaks: '' };
    const unmutated = killOf(nothing, sound.results, sound.failures, null);
    const all = options.mutant.length === 0 && !signal.aborted;
    matrices.push({
      target: target.name,
      absent: null,
      unsound: unmutated.others.length > 0 || unmutated.failures.length > 0 ? unmutated : null,
      kills,
      neverBroken: all ? neverBroken(sound.results, kills) : [],
      requirements: new Set(sound.results.flatMap((r) => r.findings.map((f) => f.requirement))).size,
    });
  }
  return matrices;
}

/** Steps from which on a scenario is large: it costs as much as fifty others. */
const largeSteps = 50;

type Choice = (requirement: string) => readonly Scenario[];

/**
 * What is played on a mutant that breaks a requirement: first small scenarios; large ones, where it is judged, if those do not catch it, with what they are
 * judged by.
 */
function bySize(
  given: { readonly spec: Spec; readonly language: string; readonly causes: boolean },
  sound: readonly Result[],
): readonly [small: Choice, large: Choice] {
  const judging = (results: readonly Result[], requirement: string) =>
    results.filter((r) => r.findings.some((f) => f.requirement === requirement)).map((r) => r.scenario);
  const isLarge = (r: Result) => r.scenario.steps.length >= largeSteps;
  const small = sound.filter((r) => !isLarge(r));
  return [
    (requirement) => (given.causes ? small.map((r) => r.scenario) : judging(small, requirement)),
    (requirement) => {
      const large = sound.filter((r) => isLarge(r) && judging([r], requirement).length > 0);
      const played = new Set(given.causes ? small.map((r) => r.scenario) : judging(small, requirement));
      const others = large.some(gainsByOthers)
        ? small.filter((r) => !played.has(r.scenario) && othersOf(given, [r]).length > 0)
        : [];
      return [...others, ...large].map((r) => r.scenario);
    },
  ];
}

/** In real time a busy machine would make sound delays late. */
function atOnce(clock: 'virtual' | 'real'): number {
  return clock === 'real' ? 1 : availableParallelism();
}

/** A target with its mutants. */
export interface Mutated {
  readonly target: PlannedTarget;
  readonly mutants: readonly Mutant[];
}

/** The targets that have any of the mutants, each with those; all where none is named. */
function chosen(targets: readonly Mutated[], names: readonly string[]): readonly Mutated[] {
  const known = [...new Set(targets.flatMap(({ mutants }) => mutants.map((mutant) => mutant.name)))];
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new UsageError(`--mutant: there is no mutant ${JSON.stringify(name)}; there are ${known.join(', ')}`);
  }
  if (names.length === 0) return targets;
  return targets
    .map(({ target, mutants }) => ({ target, mutants: mutants.filter(({ name }) => names.includes(name)) }))
    .filter(({ mutants }) => mutants.length > 0);
}

interface One extends Surroundings {
  readonly plan: Plan;
  readonly target: PlannedTarget;
  readonly options: MutantsOptions;
}

async function playOne(
  { plan, target, options, stages, signal, onPlayed }: One,
  mutant: Mutant | null,
  scenarios: readonly Scenario[],
  before: readonly Result[] = [],
): Promise<{ readonly results: readonly Result[]; readonly failures: readonly string[] }> {
  const { clock, seed, jobs } = options;
  const caught = new AbortController();
  const results: Result[] = [];
  const failures: string[] = [];
  for await (const event of playTarget(stages, {
    ...broughtBy(plan, target, { clock, ...(mutant === null ? {} : { mutant: mutant.name }) }),
    scenarios,
    before,
    seed,
    jobs,
    signal: AbortSignal.any([signal, caught.signal]),
  })) {
    if (event.type === 'failure') failures.push(event.why);
    if (event.type !== 'result') continue;
    results.push(event.result);
    const broken = event.result.findings.some((f) => f.verdict === 'fail' && f.requirement === mutant?.breaks);
    if (!options.causes && broken) caught.abort();
  }
  onPlayed(target.name, mutant?.name ?? null);
  const place = new Map(scenarios.map((scenario, i) => [scenario, i]));
  results.sort((a, b) => (place.get(a.scenario) ?? 0) - (place.get(b.scenario) ?? 0));
  return { results, failures };
}
