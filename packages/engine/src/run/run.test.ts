import type { PlayOptions } from '@sdk-conformance/runner';
import { expect, test } from 'vitest';
import { judgedAs } from '../testing/judged-as.js';
import { plan, played, runWith, stages, target } from '../testing/staged-run.js';
import type { Stages } from './play-target.js';

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

test('causes are looked for in scenario order too, whatever the finishing order', async () => {
  const seen: string[] = [];
  const diagnose: Stages['diagnose'] = (_plan, _language, results) => {
    seen.push(...results.map(({ scenario }) => scenario.id));
    return [];
  };
  await runWith(plan(target('one')), {}, { ...stages({ 'b/1': 'retry.count' }), diagnose });
  expect(seen).toEqual(['a/1', 'a/2', 'b/1']);
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
