import type { Finding, Observation, Scenario, Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import type { Result } from '../run/result.js';
import { findingOf } from '../testing/results.js';
import { confirmed, type Replays } from './confirm.js';
import type { Replayed } from './groups.js';

const spec = { file: 's.yaml', positions: {}, operations: [], sources: [], sourceOf: {} } as unknown as Spec;
const order = Array.from(
  { length: 40 },
  (_, i): Scenario => ({ id: `s${i}`, family: 'f', about: '', clients: [], steps: [] }),
);

/** Requirements that fail in scenarios, by id; a scenario that is not named passes. */
type Failures = Readonly<Record<string, readonly string[]>>;

function resultOf(scenario: Scenario, broken: readonly string[], tier: Observation['tier'] = 'A'): Result {
  const findings = broken.map((text): Finding => {
    const [requirement = '', seen = 'too soon'] = text.split(': ');
    return findingOf({ requirement, verdict: 'fail', expected: 'after 2000 ms', seen });
  });
  const observation: Observation = {
    ...{ tier, credentials: {}, exchanges: [], steps: [], process: [], simulatedMs: 0, wallMs: 0 },
  };
  const expectation = {
    ...{
      scenario: scenario.id,
      language: 'typescript',
      steps: [],
      jitter: null,
      leastMs: 0,
      leastAnswersMs: 0,
      mostMs: 0,
    },
  };
  const verdict = broken.length > 0 ? 'fail' : 'pass';
  return { scenario, verdict, why: null, findings, known: [], judged: { expectation, observation } };
}

function failed(failures: Failures, tier?: Observation['tier']): readonly Result[] {
  return order.flatMap((scenario) => {
    const broken = failures[scenario.id];
    return broken === undefined ? [] : [resultOf(scenario, broken, tier)];
  });
}

/** Plays again what fails alone, and what fails in company; notes what was played. */
function replays(alone: Failures, company: Failures | null, unreached: readonly string[] = []) {
  const plays: string[] = [];
  const play = (how: string, failures: Failures, scenarios: readonly Scenario[]): Replayed => {
    const reached = scenarios.filter(({ id }) => how !== 'alone' || !unreached.includes(id));
    plays.push(`${how}: ${reached.map(({ id }) => id).join(' ')}`);
    return new Map(reached.map((scenario) => [scenario.id, resultOf(scenario, failures[scenario.id] ?? [])]));
  };
  const given: Replays = {
    alone: async (scenarios, toTheEnd) => play(toTheEnd ? 'alone to the end' : 'alone', alone, scenarios),
    together: company === null ? null : async (scenarios) => play('together', company, scenarios),
    order,
    reach: 1,
  };
  return { plays, given };
}

/** One line a result: what it came to. */
function told(results: readonly Result[]): readonly string[] {
  return results.map(({ scenario, verdict, findings, unsteady = [], replayed }) =>
    [
      `${scenario.id} ${verdict}`,
      ...findings.map(({ requirement, seen, scope }) => `${scope ?? 'scenario'} ${requirement}: ${seen}`),
      ...unsteady.map((failure) => `unsteady ${failure.requirement} ${failure.failed} of ${failure.plays}`),
      ...(replayed === false ? ['not replayed'] : []),
    ].join(', '),
  );
}

const many: Failures = {
  s1: ['retry.count'],
  s2: ['retry.count'],
  s3: ['retry.count', 'error.class'],
  s9: ['error.class: x'],
};

test('a failure that recurs alone stands for all that look like it', async () => {
  const { plays, given } = replays(many, many);
  const results = failed(many);
  expect(await confirmed(spec, results, given)).toEqual(results);
  // s3 stands for two groups; of four scenarios three are enough.
  expect(plays).toEqual(['alone: s3 s1 s9']);
});

test('a failure that shows in company alone is told once, and its scenarios stand as they are alone', async () => {
  const { plays, given } = replays({ s3: ['error.class'], s9: ['error.class: x'] }, many);
  expect(told(await confirmed(spec, failed(many), given))).toMatchInlineSnapshot(`
    [
      "s1 fail, run call.isolation: only when calls run side by side, and never alone: retry.count, such as: too soon",
      "s2 pass",
      "s3 fail, scenario error.class: too soon",
      "s9 fail, scenario error.class: x",
    ]
  `);
  expect(plays).toMatchInlineSnapshot(`
    [
      "alone: s3 s1 s9",
      "together: s1 s2 s3",
      "together: s1 s2 s3",
      "alone to the end: s2",
    ]
  `);
});

test('a failure that shows neither alone nor in company is unsteady', async () => {
  const { given } = replays({}, {});
  expect(told(await confirmed(spec, failed({ s1: ['retry.count'] }), given))).toMatchInlineSnapshot(`
    [
      "s1 pass, unsteady retry.count 1 of 4",
    ]
  `);
});

test('a failure of which less than half shows in company again is unsteady: an SDK may fail by chance', async () => {
  const failures = { s1: ['retry.count'], s2: ['retry.count'], s3: ['retry.count'] };
  const { given } = replays({}, { s2: ['retry.count'] });
  expect(told(await confirmed(spec, failed(failures), given))).toMatchInlineSnapshot(`
    [
      "s1 pass, unsteady retry.count 1 of 4",
      "s2 pass, unsteady retry.count 3 of 4",
      "s3 pass, unsteady retry.count 1 of 4",
    ]
  `);
});

test('where one of the group fails alone after all, it is no matter of company', async () => {
  const failures = { s1: ['retry.count'], s2: ['retry.count'], s3: ['retry.count'] };
  const { plays, given } = replays({ s3: ['retry.count'] }, failures);
  expect(told(await confirmed(spec, failed(failures), given))).toMatchInlineSnapshot(`
    [
      "s1 pass, unsteady retry.count 3 of 4",
      "s2 pass, unsteady retry.count 3 of 4",
      "s3 fail, scenario retry.count: too soon",
    ]
  `);
  expect(plays).toEqual(['alone: s1 s2', 'together: s1 s2 s3', 'together: s1 s2 s3', 'alone to the end: s3']);
});

test('what there is no time for stands, and is told', async () => {
  const failures = { s1: ['retry.count'], s2: ['error.class'] };
  const { given } = replays({}, {}, ['s1']);
  expect(told(await confirmed(spec, failed(failures), given))).toMatchInlineSnapshot(`
    [
      "s1 fail, scenario retry.count: too soon, not replayed",
      "s2 pass, unsteady error.class 1 of 4",
    ]
  `);
});

test('played one at a time there is no company', async () => {
  const { plays, given } = replays({}, null);
  expect(told(await confirmed(spec, failed({ s1: ['retry.count'] }), given))).toEqual([
    's1 pass, unsteady retry.count 1 of 2',
  ]);
  expect(plays).toEqual(['alone: s1']);
});

test('in real time what is seen alone stands: the machine may have been busy', async () => {
  const failures = { s1: ['retry.backoff'], s2: ['retry.backoff'], s3: ['retry.backoff'], s4: ['retry.count'] };
  const { plays, given } = replays({ s4: ['retry.count'] }, failures);
  expect(told(await confirmed(spec, failed(failures, 'C'), given))).toEqual([
    's1 pass',
    's2 pass',
    's3 pass',
    's4 fail, scenario retry.count: too soon',
  ]);
  expect(plays).toEqual(['alone to the end: s1 s2 s4', 'alone to the end: s3']);
});

test('in real time what is late stands where it is late three times alone: a machine may be busy throughout', async () => {
  const late = 'timeout.attempt: given up after 2564 ms';
  const failures = { s1: [late], s2: [late, 'retry.count'] };
  const played: string[] = [];
  const { given } = replays({}, null);
  const alone: Replays['alone'] = async (scenarios) => {
    played.push(scenarios.map(({ id }) => id).join(' '));
    const again = played.length < 3 ? failures : { s2: failures.s2 };
    return new Map(scenarios.map((one) => [one.id, resultOf(one, again[one.id as 's2'] ?? [], 'S')]));
  };
  expect(told(await confirmed(spec, failed(failures, 'S'), { ...given, alone }))).toEqual([
    's1 pass',
    's2 fail, scenario timeout.attempt: given up after 2564 ms, scenario retry.count: too soon',
  ]);
  expect(played).toEqual(['s2 s1', 's2 s1', 's2 s1']);
});

test('what a process did was pinned on its call already', async () => {
  const { plays, given } = replays({}, {});
  const results = failed({ s1: ['process.survives'] });
  expect(await confirmed(spec, results, given)).toEqual(results);
  expect(plays).toEqual([]);
});
