import type { Finding, Observation, Scenario } from '@sdk-conformance/model';
import type { PlayEvent, PlayOptions } from '@sdk-conformance/runner';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import type { KnownDeviation } from '../known/deviation.js';
import type { Plan } from '../plan/plan.js';
import type { Result } from '../run/result.js';
import { configuredTarget } from '../testing/configured-target.js';
import { judgedAs } from '../testing/judged-as.js';
import { deviationOf } from '../testing/results.js';
import { observation, session } from '../testing/staged-run.js';
import { type Explored, explore } from './explore.js';
import { exploreMutants } from './mutants.js';

// Exploring with plays and judgements that are staged: an SDK that gives up whenever a connection is reset.

const { spec, fixtures } = specInRepository('spec/foilengine.yaml');

const isReset = ({ steps }: Scenario) =>
  steps.some(({ script }) => script.some(({ fault }) => fault?.kind === 'reset'));

const finding: Finding = {
  requirement: 'retry.transport',
  verdict: 'fail',
  level: 'must',
  at: { file: 's.yaml', line: 1, column: 1 },
  step: null,
  expected: 'a reset is retried',
  seen: 'after reset the SDK stopped: 1 request, then raised Gone',
  measured: {},
};

/** What the SDK fails in, and its mutant that can be heard of. */
type Fails = (scenario: Scenario, isHeard: boolean) => boolean;

/** By which an observation is known to be one of the mutant. */
const heardMs = 77;

function stages(fails: Fails) {
  return {
    prepare: async () => null,
    diagnose: () => [],
    play: async function* ({ scenarios, target }: PlayOptions): AsyncGenerator<PlayEvent> {
      const simulatedMs = target.mutant === 'heard' ? heardMs : 0;
      const capabilities = [
        'steps',
        'abort',
        'stream',
        'abortBefore',
        'abortReason',
        'sharedSignal',
        'leave',
        'unset',
        'refusal',
      ];
      yield { ...session, capabilities } as PlayEvent;
      for (const scenario of scenarios)
        yield { type: 'played', scenario, observation: { ...observation, simulatedMs } };
    },
    judge: (_: unknown, scenario: Scenario, { simulatedMs }: Observation): Result => {
      const sound = judgedAs(scenario, observation, null);
      return fails(scenario, simulatedMs === heardMs) ? { ...sound, verdict: 'fail', findings: [finding] } : sound;
    },
  };
}

function planWith(known: readonly KnownDeviation[]): Plan {
  const target = { ...configuredTarget('mine'), scenarios: [], all: [] };
  return {
    config: { file: 'c.yaml', folder: '/', targets: [target], known, off: {}, rules: null },
    ...{ spec, fixtures, targets: [target], scenarios: [] },
  };
}

const range = { seed: 1, first: 1, runs: 60, jobs: null };
const around = (fails: Fails) => ({
  path: '/bin',
  signal: new AbortController().signal,
  stages: stages(fails),
  onPlayed: () => {},
});

async function explored(fails: Fails, known: readonly KnownDeviation[] = []): Promise<Explored> {
  const [one] = await explore(planWith(known), { ...range, today: '2026-11-29' }, around(fails));
  if (one === undefined) throw new Error('a target was explored');
  return one;
}

test('what fails alike is told once, and comes down to what it takes', async () => {
  const { found, unsteady, failures } = await explored(isReset);
  expect([unsteady, failures]).toEqual([[], []]);
  expect(found).toHaveLength(1);
  const [one] = found;
  expect(one?.times).toBeGreaterThan(1);
  expect(one?.known).toBe('no');
  expect(one?.scenario.clients).toEqual([{ id: 'client', options: {} }]);
  expect(one?.scenario.steps.map(({ script }) => script.map(({ fault }) => fault?.kind))).toEqual([['reset']]);
});

test('nothing is told of a sound SDK, and what fails once alone is unsteady', async () => {
  expect((await explored(() => false)).found).toEqual([]);
  const once = await explored((scenario) => isReset(scenario) && !scenario.id.includes('/again-'));
  expect([once.found, once.unsteady.map(({ requirement }) => requirement)]).toEqual([[], ['retry.transport']]);
});

test('known deviations are respected: as they are listed, and in their other guises', async () => {
  const entry = (signatures: readonly string[]) =>
    deviationOf({ requirement: 'retry.transport', scenarios: ['**'], signatures });
  const otherwise = await explored(isReset, [entry(['never so'])]);
  expect(otherwise.found.map(({ known }) => known)).toEqual(['likely']);
  expect((await explored(isReset, [entry([finding.seen])])).found.map(({ known }) => known)).toEqual(['listed']);
  const lapsed = { ...entry(['never so']), expires: '2026-11-28' };
  expect((await explored(isReset, [lapsed])).found.map(({ known }) => known)).toEqual(['no']);
});

test('a mutant is found by what does not fail without it', async () => {
  const plan = planWith([]);
  const mutants = ['heard', 'unheard'].map((name) => ({ name, defect: name, breaks: 'retry.transport' }));
  const [target] = plan.targets;
  if (target === undefined) throw new Error('a plan has targets');
  const fails: Fails = (scenario, isHeard) => scenario.steps.length > 1 || (isHeard && isReset(scenario));
  const [detected] = await exploreMutants(plan, [{ target, mutants }], range, around(fails));
  expect(detected?.detections.map(({ mutant, after, by }) => [mutant.name, after !== null, by])).toEqual([
    ['heard', true, ['retry.transport']],
    ['unheard', false, []],
  ]);
});
