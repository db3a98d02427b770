import type { Observation, Scenario } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { judgedAs } from '../testing/judged-as.js';
import { playTarget, type Stages } from './play-target.js';
import { type Result, unjudged } from './result.js';

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');
const ids = ['sample', 'one', 'two'];

/** A call that met 503 once, and waited so long. */
function waited(scenario: Scenario, ms: number): Pick<NonNullable<Result['judged']>, 'expectation' | 'observation'> {
  const at = (virtualMs: number) => ({ virtualMs, realMs: virtualMs });
  const because = { requirement: 'retry.backoff', pointer: '/backoff', text: '' };
  const gap = { kind: 'window', fromMs: 250, toMs: 500, because };
  const step = { step: 's', abort: null, total: null, resends: null };
  const decisions = [{ action: 'retry', refused: false, gapStart: { kind: 'answered' }, gap }];
  const expectation = { scenario: scenario.id, jitter: null, steps: [{ ...step, decisions }] };
  const exchanges = [
    { step: 's', arrivedAt: at(0), served: { endedAt: at(0) } },
    { step: 's', arrivedAt: at(ms), served: { endedAt: at(ms) } },
  ];
  return {
    expectation: expectation as unknown as Expectation,
    observation: { tier: 'A', exchanges, steps: [] } as unknown as Observation,
  };
}

/** What a sample is judged beside, in the order in which results are told. */
async function told(verdicts: Readonly<Record<string, string | null>>, tier: 'A' | 'C' = 'A') {
  const [real] = scenarios.values();
  if (real === undefined) throw new RangeError('there are scenarios');
  const played = ids.map((id): Scenario => ({ ...real, id }));
  const told: string[] = [];
  const stages: Stages = {
    play: async function* (options) {
      for (const scenario of options.scenarios) yield { type: 'played', scenario, observation: {} as Observation };
    },
    prepare: async () => null,
    diagnose: () => [],
    judge: (_, scenario, observation, others = []) => {
      const { id } = scenario;
      if (id === 'sample') told.push(`judged beside ${others.map(({ ms }) => ms).join(' and ') || 'none'}`);
      const result = judgedAs(scenario, observation, verdicts[id] ?? null);
      if (result.judged === null) return unjudged(scenario, 'notRun', '');
      const own = waited(scenario, 300 + ids.indexOf(id));
      const jitter = { alike: ['s'] } as unknown as Expectation['jitter'];
      const expectation = id === 'sample' ? { ...own.expectation, jitter } : own.expectation;
      return { ...result, judged: { expectation, observation: { ...own.observation, tier } } };
    },
  };
  const given = {
    ...{ spec, fixtures, without: {}, off: {}, rules: null, preparation: null, scenarios: played, seed: 1, jobs: null },
    target: { name: 't', language: 'typescript', command: [], cwd: '.', env: {} },
    clock: 'virtual' as const,
    signal: AbortSignal.any([]),
  };
  for await (const event of playTarget(stages, given)) {
    if (event.type === 'result') told.push(`${event.result.scenario.id} ${event.result.verdict}`);
  }
  return told;
}

test('a sample that passes is judged again when the others are there, by their delays', async () => {
  expect(await told({})).toEqual([
    'judged beside none',
    'one pass',
    'two pass',
    'judged beside 301 and 302',
    'sample pass',
  ]);
});

test('a sample that fails by its own delays is told at once', async () => {
  expect(await told({ sample: 'retry.backoff.jitter' })).toEqual([
    'judged beside none',
    'sample fail',
    'one pass',
    'two pass',
  ]);
});

test('a scenario that fails brings no delay', async () => {
  expect(await told({ one: 'retry.count' })).toContain('judged beside 302');
});

test('where a delay is charged, those that lie in their window are no sample', async () => {
  expect((await told({ one: 'retry.backoff' })).filter((line) => line.startsWith('judged'))).toEqual([
    'judged beside none',
    'judged beside none',
  ]);
});

test('in real time nothing is held back', async () => {
  expect(await told({}, 'C')).toEqual(['judged beside none', 'sample pass', 'one pass', 'two pass']);
});
