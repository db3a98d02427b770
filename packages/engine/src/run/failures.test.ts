import type { Scenario, Spec } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { judgedAs } from '../testing/judged-as.js';
import { options, plan, played, runWith, scenarios, session, stages, target } from '../testing/staged-run.js';
import type { RunOptions } from './course.js';
import type { Stages } from './play-target.js';
import { run } from './run.js';

test('what breaks the adapter or the judge is no finding on the SDK', async () => {
  const sound = stages({});
  const broken: Stages = {
    play: async function* ({ scenarios: given }) {
      yield session;
      const [first, second, third] = given as readonly [Scenario, Scenario, Scenario];
      yield { type: 'adapterFailed', why: 'no such step', scenario: first.id, stderr: ['oops'] };
      yield { type: 'notRun', scenario: first, why: 'the adapter failed: no such step' };
      yield played(second);
      yield played(third);
    },
    prepare: async () => null,
    diagnose: () => [],
    judge: (given, scenario, seen) => {
      if (scenario.id === 'a/2') throw new RangeError('no decision');
      return sound.judge(given, scenario, seen);
    },
  };
  const { exit, lines, end } = await runWith(plan(target('one')), {}, broken);
  expect(exit).toEqual({ verdict: 'notJudged', exit: 3 });
  expect(lines.filter((line) => line.startsWith('scenario'))).toEqual([
    'scenario one a/1 adapterFailed the adapter failed: no such step',
    'scenario one a/2 notRun the harness failed: our bug',
    'scenario one b/1 pass',
  ]);
  expect(end?.targets[0]?.failures.map(({ side, why }) => [side, why.split('\n    at ')[0]])).toEqual([
    ['adapter', 'a/1: no such step\nstderr | oops'],
    ['harness', 'a/2 could not be judged: RangeError: no decision'],
  ]);
});

test('a value that the adapter itself does not hand on is not charged to the SDK, and any other failure is', async () => {
  const step = { id: 's', client: 'c', arguments: {}, script: [] };
  const lossy = ['a/1', 'a/2', 'b/1'].map(
    (id): Scenario => ({
      ...{ id, family: 'a', about: '', clients: [] },
      steps: [{ ...step, operation: id === 'a/2' ? 'sound' : 'lossy' }],
    }),
  );
  const failing: Stages = {
    play: async function* ({ scenarios: given }) {
      yield session;
      yield { type: 'adapterFailed', why: 'it loses /a', scenario: null, stderr: [], unreliable: ['lossy'] };
      for (const scenario of given) yield played(scenario);
    },
    prepare: async () => null,
    diagnose: () => [],
    judge: (_, scenario, seen) => {
      const result = judgedAs(scenario, seen, scenario.id === 'b/1' ? 'retry.count' : 'success.value');
      return { ...result, findings: result.findings.map((finding) => ({ ...finding, step: 's' })) };
    },
  };
  const given = plan(target('one', { scenarios: lossy, all: lossy }));
  const operations = ['lossy', 'sound'].map((id) => ({ id, stream: false }));
  const spec = { ...given.spec, operations } as unknown as Spec;
  const { exit, lines } = await runWith({ ...given, spec }, {}, failing);
  expect(exit).toEqual({ verdict: 'doesNotConform', exit: 3 });
  expect(lines.filter((line) => line.startsWith('scenario'))).toMatchInlineSnapshot(`
    [
      "scenario one a/1 adapterFailed the adapter does not hand on what the SDK returns",
      "scenario one a/2 fail",
      "scenario one b/1 fail",
    ]
  `);
});

test('of failures beside all calls the first hundred are told, and how many more there were', async () => {
  const flooding: Stages = {
    ...stages({}),
    play: async function* ({ scenarios: given }) {
      yield session;
      for (let at = 0; at < 250; at += 1)
        yield { type: 'adapterFailed', why: 'no message', scenario: null, stderr: [] };
      for (const scenario of given) yield played(scenario);
    },
  };
  const { exit, end } = await runWith(plan(target('one')), {}, flooding);
  expect(exit.exit).toBe(3);
  const failures = end?.targets[0]?.failures.map(({ why }) => why) ?? [];
  expect([failures.length, failures.at(-2), failures.at(-1)]).toEqual([
    101,
    'no message',
    'failed so at 150 other times, beside all calls; the first 100 are told',
  ]);
});

test('an adapter that cannot echo is told', async () => {
  const told: string[] = [];
  const listener = {
    record: () => {},
    result: () => {},
    notice: (name: string, why: string) => told.push(`${name}: ${why}`),
  };
  await run(plan(target('one')), options, stages({}), listener);
  expect(told).toMatchInlineSnapshot(`
    [
      "one: its adapter does not claim the echo capability: a value that it does not hand on as the SDK returned it is charged to the SDK",
    ]
  `);
});

test('what breaks on our side is our failure of that target alone, and the end is told', async () => {
  const well = stages({});
  const on: Stages = {
    ...well,
    play: async function* (given) {
      if (given.target.name === 'two') throw new Error('out of ink');
      yield* well.play(given);
    },
  };
  const { exit, lines, end } = await runWith(plan(target('one'), target('two')), {}, on);
  expect(exit).toEqual({ verdict: 'notJudged', exit: 3 });
  expect(lines.filter((line) => line.startsWith('scenario'))).toEqual([
    'scenario one a/1 pass',
    'scenario one a/2 pass',
    'scenario one b/1 pass',
    ...scenarios.map(({ id }) => `scenario two ${id} notRun the harness failed: our bug`),
  ]);
  const failures = end?.type === 'end' ? end.targets.flatMap((each) => each.failures) : [];
  expect(failures.map(({ side, why }) => [side, why.split('\n')[0]])).toEqual([['harness', 'Error: out of ink']]);
});

test('an exception that nobody catches is our failure of what was being played', async () => {
  let crash: (error: unknown) => void = () => {};
  const well = stages({});
  const on: Stages = {
    ...well,
    play: async function* (given) {
      crash('nobody caught me');
      yield* well.play(given);
    },
  };
  let listening = true;
  const onCrash: RunOptions['onCrash'] = (handler) => {
    crash = handler;
    return () => {
      listening = false;
    };
  };
  const { exit, end } = await runWith(plan(target('one')), { onCrash }, on);
  expect([exit, listening]).toEqual([{ verdict: 'notJudged', exit: 3 }, false]);
  expect(end?.type === 'end' && end.targets[0]?.failures).toEqual([{ side: 'harness', why: 'nobody caught me' }]);
});

test('causes that cannot be found cost no verdict, and are our failure', async () => {
  const on: Stages = {
    ...stages({}),
    diagnose: () => {
      throw new Error('no idea');
    },
  };
  const { exit, lines } = await runWith(plan(target('one')), {}, on);
  expect([exit, lines.at(-1)]).toEqual([{ verdict: 'notJudged', exit: 3 }, 'end']);
});

test('when its time is over a run ends with what was seen, and is not green', async () => {
  const on: Stages = {
    ...stages({}),
    play: async function* (given) {
      const [first, ...others] = given.scenarios;
      yield session;
      if (first !== undefined) yield played(first);
      await new Promise((resolve) => given.signal?.addEventListener('abort', resolve));
      for (const scenario of others) yield { type: 'notRun', scenario, why: 'interrupted' };
    },
  };
  const { exit, lines, end } = await runWith(plan(target('one')), { timeoutMs: 20 }, on);
  expect(exit).toEqual({ verdict: 'notJudged', exit: 3 });
  expect(lines.filter((line) => line.startsWith('scenario'))).toEqual([
    'scenario one a/1 pass',
    'scenario one a/2 notRun the time of --timeout was over',
    'scenario one b/1 notRun the time of --timeout was over',
  ]);
  expect(end?.type === 'end' && end.stopped).toBe(null);
});
