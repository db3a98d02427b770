import { changedSpec } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { type LeftOpen, leftOpenBy } from './left-open.js';

const tides = 'packages/spec/test-data/tides.yaml';

function keysOf(edits: Readonly<Record<string, unknown>>): ReadonlyMap<string, LeftOpen> {
  const { spec, fixtures, scenarios } = changedSpec(tides, edits);
  const open = leftOpenBy({ spec, fixtures, language: 'ruby' }, [...scenarios.values()]);
  return new Map(open.map((entry) => [entry.key, entry]));
}

test('keys that decisions are open for, and keys by which nothing is judged', () => {
  const keys = keysOf({});
  expect([keys.get('/retry/exhausted'), keys.get('/errors/keepsCause')]).toEqual([
    { key: '/retry/exhausted', requirements: ['error.class'], scenarios: expect.any(Number) },
    { key: '/errors/keepsCause', requirements: ['error.cause'], scenarios: 0 },
  ]);
  expect(keys.get('/retry/exhausted')?.scenarios).toBeGreaterThan(10);
});

test('a key that is there is none of them, and what an API has nothing of neither', () => {
  const keys = keysOf({
    '/retry/exhausted': 'lastError',
    '/retry/methods': 'all',
    '/errors/keepsCause': true,
    '/operations/watch': undefined,
    '/streaming': undefined,
  });
  expect([...keys.keys()].filter((key) => /exhausted|keepsCause|streaming/.test(key))).toEqual([]);
});
