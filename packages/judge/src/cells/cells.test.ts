import type { Observation, Scenario } from '@sdk-conformance/model';
import { completeFixtures, deriveScenarios } from '@sdk-conformance/scenarios';
import { changedSpec, type Edits, recordedIn, type SpecInRepository } from '@sdk-conformance/scenarios/testing';
import { specKeys } from '@sdk-conformance/spec';
import { afterAll, expect, test } from 'vitest';
import { type Case, marksOf } from '../assess.js';
import type { Mark } from '../mark.js';
import type { Deviation } from '../testing/deviation.js';
import { drawFrom, simulate } from '../testing/model-sdk.js';
import { cells } from './all.test.kit.js';
import type { Cell } from './cell.test.kit.js';
import { uncelled } from './uncelled.test.kit.js';

const language = 'ruby';
const tides = 'packages/spec/test-data/tides.yaml';

const plays = new WeakMap<SpecInRepository, ReadonlyMap<Scenario, Case>>();

/** What an SDK that keeps a spec does in the scenarios of it. */
function playsOf(kept: SpecInRepository): ReadonlyMap<Scenario, Case> {
  const known = plays.get(kept);
  if (known !== undefined) return known;
  const { spec, fixtures, scenarios } = kept;
  const played = [...scenarios.values()].filter((s) => s.clients.length <= 40 && !s.id.includes('mb/'));
  const cases = new Map(
    played.map((scenario) => [scenario, simulate({ spec, language, scenario, fixtures }, drawFrom(7))]),
  );
  plays.set(kept, cases);
  return cases;
}

/** The marks of an SDK that does otherwise in the scenarios of a spec. */
function marksAgainst(
  given: SpecInRepository,
  observed: (scenario: Scenario, own: Case) => Observation,
): readonly Mark[] {
  return [...playsOf(given)].flatMap(([scenario, own]) =>
    marksOf(given.spec, own.expectation, observed(scenario, own)),
  );
}

/** The marks of an SDK that keeps one spec, held against another. */
function marks(given: SpecInRepository, { spec }: SpecInRepository, deviation?: Deviation): readonly Mark[] {
  const { fixtures } = given;
  return marksAgainst(given, (scenario, own) =>
    spec === given.spec && deviation === undefined
      ? own.observation
      : simulate({ spec, language, scenario, fixtures }, drawFrom(7), deviation).observation,
  );
}

function brokenIn(all: readonly Mark[]): readonly string[] {
  return [...new Set(all.filter(({ verdict }) => verdict === 'fail').map(({ because }) => because.requirement))].sort();
}

/** Pointers of what is left unspecified of a requirement. */
function unspecifiedIn(all: readonly Mark[], requirement: string): readonly string[] {
  const open = all.filter(({ verdict, because }) => verdict === 'unspecified' && because.requirement === requirement);
  return open.map(({ because }) => because.pointer);
}

function isDeviation(other: Cell['other']): other is Deviation {
  return 'kind' in other;
}

const table: string[] = [];
afterAll(() => console.log(['key: kept, broken, without it', ...table].join('\n')));

const bodies = recordedIn('fixtures');
const same = (spec: SpecInRepository): SpecInRepository => spec;

/** The same spec with the bodies that are recorded for all APIs, and what is played by them. */
function withBodies({ spec }: SpecInRepository): SpecInRepository {
  const fixtures = completeFixtures(spec, bodies);
  return { spec, fixtures, scenarios: new Map(deriveScenarios(spec, fixtures).map((s) => [s.id, s])) };
}

/** Specs that were read last, by what was asked for: cells of one kit have many in common. */
const read = new Map<string, SpecInRepository>();

function specOf(file: string, edits: Edits, recorded: boolean): SpecInRepository {
  const asked = JSON.stringify([
    file,
    Object.entries(edits).map(([at, value]) => (value === undefined ? [at] : [at, value])),
    recorded,
  ]);
  const spec = read.get(asked) ?? (recorded ? withBodies : same)(changedSpec(file, edits));
  read.delete(asked);
  read.set(asked, spec);
  const [oldest] = read.keys();
  if (read.size > 8 && oldest !== undefined) read.delete(oldest);
  return spec;
}

test.each(cells.map((cell) => [cell.key, cell] as const))('%s', (key, { file = tides, promised, other, ...cell }) => {
  const specWith = (edits: Edits) => specOf(file, edits, cell.recorded === true);
  const spec = specWith(promised);
  expect(brokenIn(marks(spec, spec))).toEqual([]);
  const broke = isDeviation(other) ? marks(spec, spec, other) : marks(spec, specWith(other));
  expect(brokenIn(broke)).toEqual(cell.breaks);
  const { without } = cell;
  if ('unspecified' in without) {
    const bare = specWith({ ...promised, [cell.at ?? (key.split(' ')[0] ?? '').replace('*', '0')]: undefined });
    const open = marks(bare, spec);
    expect(brokenIn(open)).toEqual([]);
    expect(unspecifiedIn(open, without.unspecified)).toContain(without.names);
  }
  const told = 'unspecified' in without ? `${without.unspecified} is unspecified: ${without.names}` : without.means;
  table.push(`${key}: passes, fails on ${cell.breaks.join(', ')}, ${told}`);
});

test('every key of the spec language has a cell, or a reason to have none', () => {
  const celled = new Set(cells.map(({ key }) => key.split(' ')[0]));
  const keys = specKeys().map(({ path }) => path);
  const excused = new Set(Object.keys(uncelled));
  expect({
    'without a cell': keys.filter((key) => !celled.has(key) && !excused.has(key)),
    'no key of the language': [...celled, ...excused].filter((key) => key !== undefined && !keys.includes(key)),
    'excused for nothing': [...excused].filter((key) => celled.has(key)),
  }).toEqual({ 'without a cell': [], 'no key of the language': [], 'excused for nothing': [] });
});
