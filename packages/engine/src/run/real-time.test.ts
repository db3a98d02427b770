import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { playTarget, type Stages } from './play-target.js';
import { judged } from './result.js';

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');
const short = 'retry/after/seconds-1/429/initSession';
const long = 'retry/after/seconds-30/429/initSession';

/** What is played, and what is told without it. */
async function played(clock: 'virtual' | 'real', best?: 'A' | 'C'): Promise<readonly string[]> {
  const seen: string[] = [];
  const stages: Stages = {
    play: async function* (options) {
      for (const { id } of options.scenarios) yield { type: 'notice', why: `played ${id}` };
    },
    prepare: async () => null,
    diagnose: () => [],
    judge: judged,
  };
  const target = {
    name: 't',
    language: 'typescript',
    command: [],
    cwd: '.',
    env: {},
    ...(best === undefined ? {} : { clock: best }),
  };
  const both = [short, long].flatMap((id) => scenarios.get(id) ?? []);
  const given = {
    spec,
    fixtures,
    target,
    without: {},
    off: {},
    rules: null,
    preparation: null,
    scenarios: both,
    clock,
    seed: 1,
    jobs: null,
    signal: AbortSignal.any([]),
  };
  for await (const event of playTarget(stages, given)) {
    if (event.type === 'notice') seen.push(event.why);
    if (event.type === 'result') seen.push(`${event.result.verdict} ${event.result.scenario.id}: ${event.result.why}`);
  }
  return seen;
}

test('under a virtual clock all is played', async () => {
  expect(await played('virtual')).toEqual([`played ${short}`, `played ${long}`]);
});

test.each([
  ['in real time', 'real', undefined],
  ['on a target that knows real time alone', 'virtual', 'C'],
] as const)('%s, what waits long is unspecified and not played', async (_, clock, best) => {
  expect(await played(clock, best)).toEqual([
    `unspecified ${long}: needs a virtual clock: it takes 30 s of waiting at least`,
    `played ${short}`,
  ]);
});
