import type { Observation, Scenario, Spec } from '@sdk-conformance/model';
import type { LogRecord } from '@sdk-conformance/reporters';
import type { PlayEvent, PlayOptions } from '@sdk-conformance/runner';
import { expect, test } from 'vitest';
import type { Plan, PlannedTarget } from '../plan/plan.js';
import { configuredTarget } from '../testing/configured-target.js';
import { judgedAs } from '../testing/judged-as.js';
import type { RunOptions } from './course.js';
import type { Stages } from './play-target.js';
import { run } from './run.js';

const scenarios = ['a/1', 'a/2', 'b/1'].map(
  (id): Scenario => ({ id, family: id.slice(0, 1), about: '', clients: [], steps: [] }),
);

function target(name: string, more: Partial<PlannedTarget> = {}): PlannedTarget {
  return { ...configuredTarget(name), scenarios, all: scenarios, ...more };
}

function plan(...targets: readonly PlannedTarget[]): Plan {
  const config = { file: 'c.yaml', folder: '/', targets, known: [], off: {} };
  const spec = { file: 's.yaml', positions: {}, operations: [], retry: { quota: null } } as unknown as Spec;
  return { config, spec, fixtures: new Map(), targets, scenarios };
}

const options: RunOptions = {
  clock: 'virtual',
  seed: 1,
  jobs: null,
  strict: false,
  bail: false,
  repeat: 1,
  trace: false,
  ci: false,
  path: '/bin',
  today: '2026-11-29',
  signal: new AbortController().signal,
};

const observation: Observation = {
  tier: 'A',
  credentials: {},
  exchanges: [],
  steps: [],
  process: [],
  simulatedMs: 10,
  wallMs: 1,
};

const session: PlayEvent = {
  type: 'session',
  sdk: { name: 'sdk', version: '1.0.0', language: 'typescript', runtime: 'node', variant: '' },
  tier: 'A',
  operations: [],
  capabilities: [],
  without: [],
  workers: 1,
};

function played(scenario: Scenario, tier: Observation['tier'] = 'A'): PlayEvent {
  return { type: 'played', scenario, observation: { ...observation, tier } };
}

/** Plays from the last scenario to the first; a requirement named for a scenario fails in it. */
function stages(broken: Readonly<Record<string, string>>, plays: PlayOptions[] = []): Stages {
  return {
    play: async function* (given) {
      plays.push(given);
      yield session;
      for (const scenario of [...given.scenarios].reverse()) {
        if (given.signal?.aborted === true) yield { type: 'notRun', scenario, why: 'interrupted' };
        else yield played(scenario);
      }
    },
    prepare: async () => null,
    diagnose: () => [],
    judge: (_, scenario, seen) => judgedAs(scenario, seen, broken[scenario.id] ?? null),
  };
}

async function runWith(given: Plan, more: Partial<RunOptions>, on: Stages) {
  const records: LogRecord[] = [];
  const { verdict, exit: code } = await run(given, { ...options, ...more }, on, {
    record: (record) => records.push(record),
    result: () => {},
    notice: () => {},
  });
  const lines = records.map((r) => {
    if (r.type === 'target') return `target ${r.name}`;
    if (r.type === 'scenario') return [r.type, r.target, r.id, r.round, r.verdict, r.why].filter(Boolean).join(' ');
    return r.type;
  });
  return { exit: { verdict, exit: code }, lines, end: records.findLast((r) => r.type === 'end') };
}

test('lines stand in scenario order, target after target, whatever the finishing order', async () => {
  const { exit, lines } = await runWith(plan(target('one'), target('two')), {}, stages({ 'a/2': 'retry.count' }));
  expect(exit).toEqual({ verdict: 'doesNotConform', exit: 1 });
  expect(lines).toEqual([
    'target one',
    'scenario one a/1 pass',
    'finding',
    'scenario one a/2 fail',
    'finding',
    'observation',
    'scenario one b/1 pass',
    'finding',
    'target two',
    'scenario two a/1 pass',
    'finding',
    'scenario two a/2 fail',
    'finding',
    'observation',
    'scenario two b/1 pass',
    'finding',
    'end',
  ]);
});

test('--trace logs every observation, --repeat every round', async () => {
  const { lines, end } = await runWith(plan(target('one')), { trace: true, repeat: 2 }, stages({}));
  expect(lines.filter((line) => line === 'observation')).toHaveLength(6);
  expect(lines.filter((line) => line.startsWith('scenario'))).toEqual([
    'scenario one a/1 1 pass',
    'scenario one a/2 1 pass',
    'scenario one b/1 1 pass',
    'scenario one a/1 2 pass',
    'scenario one a/2 2 pass',
    'scenario one b/1 2 pass',
  ]);
  expect(end?.targets[0]).toMatchObject({ passed: 6, simulatedMs: 60 });
});

test('--bail stops at the first failure; what is left is not run', async () => {
  const { exit, lines } = await runWith(plan(target('one')), { bail: true }, stages({ 'a/2': 'retry.count' }));
  expect(exit).toEqual({ verdict: 'doesNotConform', exit: 1 });
  expect(lines.filter((line) => line.startsWith('scenario'))).toEqual([
    'scenario one a/1 notRun stopped by --bail',
    'scenario one a/2 fail',
    'scenario one b/1 pass',
  ]);
});

test('a should is no reason to stop, but for --strict', async () => {
  const broken = stages({ 'b/1': 'process.leftBehind' });
  expect((await runWith(plan(target('one')), { bail: true }, broken)).exit).toEqual({ verdict: 'conforms', exit: 0 });
  const strict = await runWith(plan(target('one')), { bail: true, strict: true }, broken);
  expect(strict.exit).toEqual({ verdict: 'doesNotConform', exit: 1 });
  expect(strict.lines[1]).toBe('scenario one a/1 notRun stopped by --bail');
});

test('interrupted: what was not played is told so, exit 130', async () => {
  const { exit, lines, end } = await runWith(plan(target('one')), { signal: AbortSignal.abort() }, stages({}));
  expect(exit).toEqual({ verdict: 'incomplete', exit: 130 });
  expect(end?.stopped).toBe('interrupted');
  expect(lines.slice(0, 2)).toEqual(['target one', 'scenario one a/1 notRun interrupted']);
});

test('an absent toolchain is not run, and told with what installs it', async () => {
  const csharp = target('csharp', {
    requires: { command: 'no-such-dotnet', check: null, install: 'apt install dotnet' },
  });
  const { exit, lines } = await runWith(plan(target('one'), csharp), {}, stages({}));
  expect(exit).toEqual({ verdict: 'conforms', exit: 0 });
  expect(lines.at(-2)).toBe(
    'scenario csharp b/1 notRun no-such-dotnet is not on the PATH; it comes with: apt install dotnet',
  );
});

test('in real time, a failure is replayed alone, and the replay counts', async () => {
  const plays: PlayOptions[] = [];
  const busy = stages({ 'a/2': 'retry.backoff', 'b/1': 'retry.count' }, plays);
  const realTime: Stages = {
    play: async function* (given) {
      for await (const event of busy.play(given)) yield event.type === 'played' ? played(event.scenario, 'C') : event;
    },
    prepare: async () => null,
    diagnose: () => [],
    judge: (given, scenario, seen) =>
      plays.length > 1 && scenario.id === 'a/2' ? judgedAs(scenario, seen, null) : busy.judge(given, scenario, seen),
  };
  const { lines } = await runWith(plan(target('one')), { clock: 'real', jobs: 8 }, realTime);
  expect(plays.map((play) => [play.jobs, play.scenarios.map((s) => s.id)])).toEqual([
    [8, ['a/1', 'a/2', 'b/1']],
    [1, ['b/1', 'a/2']],
  ]);
  expect(lines.filter((line) => line.startsWith('scenario'))).toEqual([
    'scenario one a/1 pass',
    'scenario one a/2 pass',
    'scenario one b/1 fail',
  ]);
});

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
