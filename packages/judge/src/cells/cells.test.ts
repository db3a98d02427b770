import { predict } from '@sdk-conformance/oracle';
import { completeFixtures, deriveScenarios } from '@sdk-conformance/scenarios';
import { changedSpec, type Edits, recordedIn, type SpecInRepository } from '@sdk-conformance/scenarios/testing';
import { specKeys } from '@sdk-conformance/spec';
import { afterAll, expect, test } from 'vitest';
import { marksOf } from '../assess.js';
import { type Deviation, drawFrom, simulate } from '../testing/model-sdk.js';
import { cells } from './all.test.kit.js';
import type { Cell } from './cell.test.kit.js';
import { owed, uncelled } from './uncelled.test.kit.js';

const language = 'ruby';
const tides = 'packages/spec/test-data/tides.yaml';

/** The marks of an SDK that keeps one spec, held against another. */
function* marks({ spec, fixtures, scenarios }: SpecInRepository, kept: SpecInRepository, deviation?: Deviation) {
  for (const scenario of scenarios.values()) {
    if (scenario.clients.length > 40 || scenario.id.includes('mb/')) continue;
    const played = { language, scenario, fixtures };
    const { observation } = simulate({ spec: kept.spec, ...played }, drawFrom(7), deviation);
    const expectation = predict(spec, language, scenario, fixtures);
    yield* marksOf(spec, expectation, observation);
  }
}

function broken(spec: SpecInRepository, kept: SpecInRepository, deviation?: Deviation): readonly string[] {
  const requirements = new Set<string>();
  for (const { verdict, because } of marks(spec, kept, deviation))
    if (verdict === 'fail') requirements.add(because.requirement);
  return [...requirements].sort();
}

/** Pointers of what is left unspecified of a requirement. */
function unspecified(spec: SpecInRepository, kept: SpecInRepository, requirement: string): readonly string[] {
  const pointers = new Set<string>();
  for (const { verdict, because } of marks(spec, kept))
    if (verdict === 'unspecified' && because.requirement === requirement) pointers.add(because.pointer);
  return [...pointers];
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

test.each(cells.map((cell) => [cell.key, cell] as const))('%s', (key, { file = tides, promised, other, ...cell }) => {
  const specWith = (edits: Edits) => (cell.recorded === true ? withBodies : same)(changedSpec(file, edits));
  const spec = specWith(promised);
  expect(broken(spec, spec)).toEqual([]);
  const broke = isDeviation(other) ? broken(spec, spec, other) : broken(spec, specWith(other));
  expect(broke).toEqual(cell.breaks);
  const { without } = cell;
  if ('unspecified' in without) {
    const bare = specWith({ ...promised, [cell.at ?? (key.split(' ')[0] ?? '').replace('*', '0')]: undefined });
    expect(broken(bare, spec)).toEqual([]);
    expect(unspecified(bare, spec, without.unspecified)).toContain(without.names);
  }
  const told = 'unspecified' in without ? `${without.unspecified} is unspecified: ${without.names}` : without.means;
  table.push(`${key}: passes, fails on ${cell.breaks.join(', ')}, ${told}`);
});

test('every key of the spec language has a cell, or a reason to have none', () => {
  const celled = new Set(cells.map(({ key }) => key.split(' ')[0]));
  const keys = specKeys().map(({ path }) => path);
  const excused = new Set([...Object.keys(uncelled), ...owed]);
  expect({
    'without a cell': keys.filter((key) => !celled.has(key) && !excused.has(key)),
    'no key of the language': [...celled, ...excused].filter((key) => key !== undefined && !keys.includes(key)),
    'excused for nothing': [...excused].filter((key) => celled.has(key)),
  }).toEqual({ 'without a cell': [], 'no key of the language': [], 'excused for nothing': [] });
});
