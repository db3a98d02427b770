import { isDeepStrictEqual } from 'node:util';
import type { Fixtures, Language, Scenario, Spec } from '@sdk-conformance/model';
import { predict, type RequirementId } from '@sdk-conformance/oracle';
import { type Claim, claimsOf } from './claims.js';
import { otherwise, withValue } from './otherwise.js';
import { watched } from './reads.js';

/** Ids of scenarios by the requirement that they test. */
export type Tests = ReadonlyMap<RequirementId, readonly string[]>;

export interface Coverage {
  /** What rests on each line that was asked for; empty where nothing does. */
  readonly lines: ReadonlyMap<string, Tests>;
  /** What scenarios claim by a key that is none of the lines: a section as a whole. */
  readonly others: ReadonlyMap<string, Tests>;
}

interface Line {
  readonly pointer: string;
  /** Path by which the prediction reads it, and the spec that says otherwise there. */
  readonly altered: { readonly path: string; readonly spec: Spec } | null;
}

/**
 * Which scenarios test which lines of a spec. A scenario tests a line if something that it holds an SDK to names the line, or would
 * be otherwise if the line said otherwise; then the first thing that differs is the requirement that the line is tested by.
 *
 * @example
 * ```ts
 * import { coverageOf } from '@sdk-conformance/engine';
 *
 * const { lines } = coverageOf({ spec, fixtures, language: 'typescript' }, scenarios, ['/retry/maxRetries']);
 * lines.get('/retry/maxRetries')?.get('retry.count'); // ids of the scenarios that test it
 * ```
 */
export function coverageOf(
  given: { readonly spec: Spec; readonly fixtures: Fixtures; readonly language: Language },
  scenarios: readonly Scenario[],
  pointers: readonly string[],
): Coverage {
  const { spec } = given;
  const lines = pointers.map((pointer): Line => {
    const other = otherwise(spec, pointer);
    return {
      pointer,
      altered: other === null ? null : { path: `/${other.path.join('/')}`, spec: withValue(spec, other) },
    };
  });
  const byLine = new Map<string, Map<RequirementId, string[]>>(pointers.map((pointer) => [pointer, new Map()]));
  const others = new Map<string, Map<RequirementId, string[]>>();
  for (const scenario of scenarios) {
    const claims = claimsUnder(given, scenario);
    for (const { pointer, requirement } of claims) {
      if (!pointers.some((line) => isWithin(pointer, line))) note(others, pointer, requirement, scenario.id);
    }
    const reads = readsOf(given, scenario);
    for (const line of lines) {
      const named = claims.filter((claim) => isWithin(claim.pointer, line.pointer));
      const tested = named.length > 0 ? named : firstDifference(given, scenario, claims, line, reads);
      for (const { requirement } of tested) note(byLine, line.pointer, requirement, scenario.id);
    }
  }
  return { lines: byLine, others };
}

type Given = Parameters<typeof coverageOf>[0];

function claimsUnder({ spec, language, fixtures }: Given, scenario: Scenario): readonly Claim[] {
  return claimsOf(predict(spec, language, scenario, fixtures));
}

function readsOf({ spec, language, fixtures }: Given, scenario: Scenario): ReadonlySet<string> {
  const watching = watched(spec);
  predict(watching.spec, language, scenario, fixtures);
  return watching.reads;
}

function isWithin(pointer: string, line: string): boolean {
  return pointer === line || pointer.startsWith(`${line}/`);
}

function firstDifference(
  given: Given,
  scenario: Scenario,
  claims: readonly Claim[],
  line: Line,
  reads: ReadonlySet<string>,
): readonly Claim[] {
  const option = /^\/options\/(.+)$/.exec(line.pointer)?.[1];
  if (option !== undefined) {
    const without = withoutOption(scenario, option);
    return without === null ? [] : differing(claims, claimsUnder(given, without));
  }
  // What is not read cannot matter: most lines are none of a scenario's business.
  if (line.altered === null || !reads.has(line.altered.path)) return [];
  return differing(claims, claimsUnder({ ...given, spec: line.altered.spec }, scenario));
}

function withoutOption(scenario: Scenario, option: string): Scenario | null {
  if (!scenario.clients.some(({ options }) => Object.hasOwn(options, option))) return null;
  const clients = scenario.clients.map(({ options, ...client }) => ({
    ...client,
    options: Object.fromEntries(Object.entries(options).filter(([name]) => name !== option)),
  }));
  return { ...scenario, clients };
}

/** The first claim that is not the same under the other spec, if any. */
function differing(claims: readonly Claim[], under: readonly Claim[]): readonly Claim[] {
  const at = claims.findIndex(
    ({ requirement, what }, i) => under[i]?.requirement !== requirement || !isDeepStrictEqual(under[i]?.what, what),
  );
  return at < 0 ? under.slice(claims.length, claims.length + 1) : claims.slice(at, at + 1);
}

function note(
  into: Map<string, Map<RequirementId, string[]>>,
  pointer: string,
  requirement: RequirementId,
  scenario: string,
): void {
  const tests = into.get(pointer) ?? new Map<RequirementId, string[]>();
  into.set(pointer, tests);
  const ids = tests.get(requirement) ?? [];
  tests.set(requirement, ids);
  if (ids.at(-1) !== scenario) ids.push(scenario);
}
