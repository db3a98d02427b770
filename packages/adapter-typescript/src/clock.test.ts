import { createVirtualDomain, startClockServer } from '@sdk-conformance/clock';
import { expect, test } from 'vitest';
import { callOf, playWith } from './testing/runner.js';

type Steps = Parameters<typeof callOf>[2];

async function underClock(steps: Steps) {
  const clock = await startClockServer();
  const said: [string, string, number][] = [];
  clock.register('c1', createVirtualDomain(), {
    stepStarted: (step, { virtualMs }) => said.push(['started', step, virtualMs]),
    stepSettled: (step, { virtualMs }) => said.push(['settled', step, virtualMs]),
    idle: () => said.push(['idle', '', 0]),
    escaped: (realMs, what) => said.push(['escaped', what, realMs]),
  });
  const { opened, reports, code } = await playWith({
    calls: [callOf('c1', 'http://127.0.0.1:1', steps)],
    env: { CONFORMANCE_CLOCK: clock.url },
  });
  await clock.close();
  return { opened, report: reports.get('c1'), code, said };
}

test('steps run on the call’s clock: they start, wait and are aborted at the virtual ms, after another one once the call is at rest', async () => {
  const { opened, report, code, said } = await underClock([
    { operation: 'sleeps', arguments: { ms: 90_000 } },
    { operation: 'sleeps', arguments: { ms: 1_000 }, startAtMs: 2_000 },
    { operation: 'untilAborted', startAfter: 's1', abortAtMs: 500 },
  ]);
  expect(code).toBe(0);
  expect(opened).toMatchObject({
    capabilities: [
      'steps',
      'abort',
      'stream',
      'abortBefore',
      'abortReason',
      'sharedSignal',
      'leave',
      'refusal',
      'timeZone',
      'echo',
      'clock',
      'wallJump',
    ],
  });
  expect(report).toMatchObject({ steps: [{ value: 90_000 }, { value: 1_000 }, { error: { type: 'DOMException' } }] });
  expect(report).not.toHaveProperty('process');
  expect(said).toEqual([
    ['started', 's0', 0],
    ['started', 's1', 2_000],
    ['settled', 's1', 3_000],
    ['started', 's2', 3_001],
    ['settled', 's2', 3_501],
    ['settled', 's0', 90_000],
  ]);
});

test('a step that can never settle is told, with what the others came to', async () => {
  const { report, code, said } = await underClock([{ operation: 'never' }, { operation: 'nothing' }]);
  expect(code).toBe(0);
  expect(report).toEqual({
    worker: 0,
    steps: [{ id: 's1', outcome: 'returned', value: null }],
    neverSettled: 'the call never settles: no timer, nothing in flight, nothing held back',
  });
  expect(said).toContainEqual(['idle', '', 0]);
});

test('a timer that outlives its call is told, and what it raises', async () => {
  expect((await underClock([{ operation: 'leaves' }])).report).toMatchObject({
    process: [{ kind: 'leftBehind', text: 'timer' }],
  });
  expect((await underClock([{ operation: 'throwsLater' }])).report).toMatchObject({
    steps: [{ value: 'returned' }],
    process: [{ kind: 'uncaughtException' }],
  });
});
