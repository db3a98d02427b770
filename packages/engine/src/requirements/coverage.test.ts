import type { Scenario, Spec } from '@sdk-conformance/model';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { coverageOf } from './coverage.js';

const { spec, fixtures, scenarios: byId } = specInRepository('spec/foilengine.yaml');
const scenarios = [...byId.values()];

function tested(pointer: string, id: string, by: Spec = spec): readonly string[] {
  const scenario = scenarios.filter((s) => s.id === id);
  expect(scenario).toHaveLength(1);
  return requirements(pointer, scenario, by);
}

function requirements(pointer: string, of: readonly Scenario[], by: Spec = spec): readonly string[] {
  const { lines } = coverageOf({ spec: by, fixtures, language: 'python' }, of, [pointer]);
  return [...(lines.get(pointer)?.keys() ?? [])];
}

test.each([
  // Named by a reason.
  ['/hints/zero', 'retry/after/zero/429/initSession', ['retry.after.zero']],
  ['/hints/negative', 'retry/after/zero/429/initSession', []],
  // Named by none, but all would be otherwise.
  ['/backoff/factor', 'retry/count/429-429-200/initSession', ['retry.backoff']],
  // One retry alone does not show by what delays grow.
  ['/backoff/factor', 'retry/count/429-200/initSession', []],
  ['/backoff/initialMs', 'retry/count/429-200/initSession', ['retry.backoff']],
  ['/hints/combine', 'retry/after/seconds-1/429/initSession', ['retry.after']],
  ['/hints/combine', 'retry/count/429-200/initSession', []],
  ['/hints/capMs', 'retry/after/over-cap/429/initSession', ['retry.after.cap']],
  ['/hints/capMs', 'retry/after/seconds-1/429/initSession', []],
  ['/errors/classes/RateLimit', 'retry/count/max-0/429/initSession', ['error.class']],
  ['/errors/classes/Server', 'retry/count/max-0/429/initSession', []],
  ['/statuses/200', 'retry/count/429-200/initSession', ['success.value']],
  // Reached only by an SDK that goes on where it should stop.
  ['/statuses/200', 'retry/count/max-0/429/initSession', []],
  ['/options/maxRetries', 'retry/count/max-0/429/initSession', ['retry.count']],
  ['/options/maxRetries', 'retry/count/429-200/initSession', []],
  ['/abort/settleWithinMs', 'abort/request/initSession', ['abort.settles']],
  // The abort comes before the timeout could.
  ['/timeouts/attemptMs', 'abort/request/initSession', []],
  ['/rateLimits/sdkChat', 'status/429/sendMessage', []],
] as const)('%s by %s: %j', (pointer, id, expected) => {
  expect(tested(pointer, id)).toEqual(expected);
});

test('what the spec leaves open tests nothing', () => {
  const open: Spec = { ...spec, backoff: null };
  expect(tested('/backoff/initialMs', 'retry/count/429-200/initSession', open)).toEqual([]);
});

test('a claim on a section as a whole', () => {
  const { others } = coverageOf({ spec, fixtures, language: 'python' }, scenarios.slice(0, 2), ['/statuses/200']);
  expect([...(others.get('/credentials')?.keys() ?? [])]).toEqual(['error.secrets']);
});
