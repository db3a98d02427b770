import type { Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { completeFixtures } from './complete.js';
import { deriveScenarios, unplayedOf } from './derive.js';
import { recordedIn, specInRepository } from './testing/repository.js';

// No family goes missing without a word, however little a spec says.

const { spec: foilengine } = specInRepository('spec/foilengine.yaml');
const recorded = recordedIn('fixtures');

/** One operation that reads, without a hint, a stream or a status that is not retried. */
const small: Spec = {
  ...foilengine,
  operations: foilengine.operations.filter(({ id }) => id === 'listMachines'),
  statuses: [
    { ...(foilengine.statuses[0] as Spec['statuses'][number]) },
    {
      key: '500+',
      match: { kind: 'range', from: 500, to: 999 },
      meaning: null,
      causes: [],
      resolution: null,
      error: 'Server',
      cases: [],
      pointer: '/statuses/500+',
    },
  ],
  retry: { ...foilengine.retry, statuses: [{ kind: 'range', from: 500, to: 999 }] },
  hints: null,
  streaming: null,
};

function familiesOf(spec: Spec): readonly string[] {
  const scenarios = deriveScenarios(spec, completeFixtures(spec, recorded));
  return [...new Set(scenarios.map(({ family }) => family))];
}

function unplayed(spec: Spec): readonly string[] {
  return unplayedOf(spec, completeFixtures(spec, recorded));
}

test('a small API is played in every family but those that it has no key for', () => {
  expect(familiesOf(small)).toEqual([
    'status',
    'retry/count',
    'retry/mixed',
    'retry/backoff',
    'retry/wall',
    'body',
    'success',
    'transport',
    'request',
    'abort',
    'errors',
    'steps',
    'connections',
    'together',
  ]);
  expect(unplayed(small)).toMatchInlineSnapshot(`
    [
      "no scenario of retry/after: hints.headers is not in the spec",
      "no scenario of stream: operations.*.stream is not in the spec",
      "no scenario of abort/retry-after: hints.headers is not in the spec",
    ]
  `);
});

test('an abort during the backoff needs no hint', () => {
  const ids = deriveScenarios(small, completeFixtures(small, recorded)).map(({ id }) => id);
  expect(ids.filter((id) => id.startsWith('abort/'))).toEqual([
    'abort/before/listMachines',
    'abort/reason/request/listMachines',
    'abort/reason/backoff/listMachines',
    'abort/request/listMachines',
    'abort/body/listMachines',
    'abort/backoff/listMachines',
  ]);
});

test('statuses that are retried are played, though the table has a default alone', () => {
  const statuses = foilengine.statuses.filter(({ key }) => key === '200' || key === 'default');
  expect(familiesOf({ ...foilengine, statuses })).toEqual(familiesOf(foilengine));
});

test('what is told where options, aborts and retries are wanting', () => {
  expect(unplayed(foilengine)).toEqual([]);
  expect(unplayed({ ...foilengine, options: [], abort: null })).toMatchInlineSnapshot(`
    [
      "24 scenarios of retry/count not played: options.maxRetries is not in the spec",
      "6 scenarios of retry/mixed not played: options.maxRetries is not in the spec",
      "19 scenarios of retry/after not played: options.maxRetries is not in the spec",
      "2 scenarios of retry/backoff not played: options.maxRetries is not in the spec",
      "18 scenarios of transport not played: options.maxRetries is not in the spec",
      "6 scenarios of request not played: options.baseUrl is not in the spec",
      "no scenario of abort/before: abort is not in the spec",
      "no scenario of abort/reason: abort is not in the spec",
      "no scenario of abort: abort is not in the spec",
      "no scenario of abort/backoff: abort is not in the spec",
      "no scenario of abort/retry-after: abort is not in the spec",
      "no scenario of errors: options.maxRetries is not in the spec",
      "1 scenario of steps not played: options.maxRetries is not in the spec",
      "1 scenario of connections not played: options.maxRetries is not in the spec",
      "1 scenario of limit not played: options.maxRetries is not in the spec",
    ]
  `);
  expect(unplayed({ ...foilengine, retry: { ...foilengine.retry, statuses: null } })).toMatchInlineSnapshot(`
    [
      "no scenario of retry/mixed: retry.statuses is not in the spec",
      "no scenario of retry/after: retry.statuses is not in the spec",
      "no scenario of retry/wall: retry.statuses is not in the spec",
      "no scenario of abort/retry-after: retry.statuses is not in the spec",
      "no scenario of together: retry.statuses is not in the spec",
    ]
  `);
});
