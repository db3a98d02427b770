import type { ExchangeConnection } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { judge } from './judge.js';
import { drawFrom, simulate } from './testing/model-sdk.js';
import { foilengine } from './testing/observed.js';

const { spec, fixtures, scenarios } = foilengine;

function found(id: string, connectionOf: (index: number) => ExchangeConnection) {
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new RangeError(`no scenario ${id}`);
  const { expectation, observation } = simulate({ spec, fixtures, language: 'typescript', scenario }, drawFrom(1));
  const exchanges = observation.exchanges.map((e, place) => ({ ...e, connection: connectionOf(place) }));
  const findings = judge({
    ...{ spec, language: 'typescript', scenario, fixtures, expectation },
    observation: { ...observation, exchanges },
  });
  return findings.filter(({ verdict }) => verdict === 'fail').map((f) => `${f.requirement} (${f.level}): ${f.seen}`);
}

const row = 'connections/in-a-row-24/long-400/initSession';
const leak = (id: number) => ({ id, before: 0, open: id + 1 });

test('calls in a row that leave a connection open each are told of', () => {
  expect(found(row, leak)).toEqual([
    'process.leftBehind (should): 24 connections were open at once, though no two calls were',
  ]);
});

test.each([
  ['one that is used again', (index: number) => ({ id: 0, before: index, open: 1 })],
  ['one a request, closed behind it', (id: number) => ({ id, before: 0, open: 1 })],
  ['a pool of some', (index: number) => ({ id: index % 8, before: index >> 3, open: Math.min(index + 1, 8) })],
])('other ways with connections are not: %s', (_, connectionOf) => {
  expect(found(row, connectionOf)).toEqual([]);
});

test('calls side by side may have a connection each', () => {
  expect(found('steps/parallel-20/429-200/initSession', leak)).toEqual([]);
});
