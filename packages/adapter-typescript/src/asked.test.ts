import { expect, test } from 'vitest';
import { baseUrl, report, useEcho } from './testing/echoed.js';
import { callOf, playWith } from './testing/runner.js';

useEcho();

test('aborts a step by its signal, and says so', async () => {
  const steps = [
    { operation: 'untilAborted', abortAtMs: 1 },
    { operation: 'deaf', abortAtMs: 1 },
    { operation: 'nothing', abortAtMs: 60_000 },
  ];
  const error = { type: 'DOMException', name: 'AbortError', bases: ['Error'], message: 'This operation was aborted' };
  expect(await report(steps)).toMatchObject({
    steps: [
      { outcome: 'raised', aborted: true, error },
      { outcome: 'returned', aborted: true, value: 'returned' },
      { outcome: 'returned' },
    ],
  });
  expect(await report(steps.slice(2))).not.toHaveProperty('steps.0.aborted');
});

test('aborts before the call, and with a reason', async () => {
  const given = await report([
    { operation: 'aborted', abortAtMs: 0 },
    { operation: 'untilAborted', abortAtMs: 1, abortReason: 'the player left' },
  ]);
  expect(given).toMatchObject({
    steps: [
      { outcome: 'returned', value: true, aborted: true },
      { outcome: 'raised', aborted: true, error: { type: 'Error', message: 'the player left' } },
    ],
  });
});

test('leaves a stream after so many events, and lets go of it', async () => {
  const given = await report([
    { operation: 'stream', leaveAfter: 1 },
    { operation: 'log', startAfter: 's0' },
  ]);
  expect(given).toMatchObject({
    steps: [{ outcome: 'returned', events: [{ event: 'a', data: 1 }] }, { value: ['stream closed'] }],
  });
});

test('tells what is left on a signal that steps share, but not what goes with what it was for', async () => {
  const kept = [
    { operation: 'listens', signal: 'one' },
    { operation: 'listens', signal: 'one' },
    { operation: 'get', arguments: { path: '/x' }, signal: 'one' },
  ];
  const text = 'listener on the caller’s abort signal';
  expect(await report(kept)).toMatchObject({
    process: [
      { kind: 'leftBehind', text },
      { kind: 'leftBehind', text },
    ],
  });
  expect(await report(kept.slice(2))).not.toHaveProperty('process');
});

test('gives one object of options to steps that share a signal, and each other step its own', async () => {
  const step = (signal?: string) => ({ operation: 'countsOnOptions', ...(signal === undefined ? {} : { signal }) });
  expect(await report([step('one'), step('one'), step('two'), step(), step()])).toMatchObject({
    steps: [1, 2, 1, 1, 1].map((value) => ({ value })),
  });
});

test('a client that may be refused is told by its steps', async () => {
  const call = {
    ...callOf('c1', baseUrl(), [{ operation: 'echo' }]),
    clients: [{ id: 'client', options: { maxRetries: 99 }, credentials: {}, mayRefuse: true as const }],
  };
  const { reports } = await playWith({ calls: [call] });
  expect(reports.get('c1')).toMatchObject({
    steps: [{ outcome: 'raised', error: { type: 'RangeError', message: 'maxRetries is at most 10' } }],
  });
});

test('an option that is unset is there, and undefined', async () => {
  const call = {
    ...callOf('c1', baseUrl(), [{ operation: 'optionNames' }]),
    clients: [{ id: 'client', options: {}, credentials: {}, unset: ['maxRetries'] }],
  };
  const { reports } = await playWith({ calls: [call] });
  expect(reports.get('c1')).toMatchObject({ steps: [{ outcome: 'returned', value: ['maxRetries'] }] });
});
