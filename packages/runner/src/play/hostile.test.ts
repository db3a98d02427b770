import { expect, test } from 'vitest';
import { acting, all, target, told } from '../testing/stage.js';

const well = ['1', '2', '3'].map((n) => acting('hold', n));
const limits = { messageBytes: 300_000, messageMs: 400 };

const lines = async (over: Parameters<typeof all>[0]) =>
  told(await all({ ...over, messages: limits })).map((line) => line.replace(/calls\/c\w+/g, 'calls/cN'));

/** The transports tell alike of what an adapter says, whichever carries it. */
const alike = [
  'act/1: returned after 1 requests',
  'act/2: returned after 1 requests',
  'act/3: returned after 1 requests',
  'session: fake tier C, 5 workers',
  'adapter failed: /v1/sessions: the message has more than 500 arrays and objects within each other',
];
const refusals = {
  deepProtocol: `the report of call cN is invalid at /error: expected no such key, got {"code":"invalidMessage","message":"the message has more than 500 arrays and obj…`,
  deepReport: 'the report of call cN: the message has more than 500 arrays and objects within each other',
  invalid:
    'the report of call cN is invalid at /steps/0/outcome: expected returned or raised or unsupported, got "exploded"',
  longReport: 'the report of call cN: the message is longer than 300000 bytes',
  manyNames: `the report of call cN is invalid at /process: expected at most 10000 entries, got [{"kind":"warning","text":""},{"kind":"warning","text":""},{"kind":"warning","te…`,
  notUtf8: 'the report of call cN: the message is not UTF-8',
};
const expected = (refused: Readonly<Record<string, string>>, ...more: readonly string[]) =>
  [
    ...alike,
    ...Object.entries(refused).flatMap(([mode, why]) => [
      `act/${mode}: not run, the adapter failed: ${why}`,
      `adapter failed in act/${mode}: ${why}`,
    ]),
    ...more,
  ].sort();
const played = (modes: readonly string[]) => [...modes.map((mode) => acting(mode)), ...well];

test('over HTTP no message ends more than its call', async () => {
  const refused = { ...refusals, notJson: 'the report of call cN: the message is not JSON' };
  const hostile = target('adapter.mjs', { TRANSPORT: 'http' }, { transport: 'http' });
  expect(await lines({ target: hostile, scenarios: played(Object.keys(refused)) })).toEqual(expected(refused));
});

test('over IPC no line ends more than its call', async () => {
  const scenarios = played([...Object.keys(refusals), 'rawLine', 'strayMessage']);
  expect(await lines({ target: target('adapter.mjs'), scenarios })).toEqual(
    expected(
      refusals,
      'act/rawLine: returned after 1 requests',
      'act/strayMessage: returned after 1 requests',
      'adapter failed: a message over IPC is not {id, path, body}: "hello"',
      'adapter failed: what came over IPC is no message: the message is not JSON: oops',
    ),
  );
});

test('a process that closes its channel and lives on is noticed at once', async () => {
  const scenarios = [acting('deaf'), ...well];
  expect(await lines({ target: target('adapter.mjs'), scenarios })).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/deaf: lost (the process closed its channel to the runner, lived on and was killed) after 0 requests, exit SIGKILL",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('after three hangs in a row, each alone, the target is given up with what was seen', async () => {
  const hanging = ['1', '2', '3', '4'].map((n) => ({ ...acting('loop', n), family: `f${n}` }));
  const told = await lines({ target: target('adapter.mjs'), scenarios: hanging, jobs: 5, deadlines: { workMs: 400 } });
  expect(told).toMatchInlineSnapshot(`
    [
      "act/1: neverSettled (no sign of life from the process in 0.4 s of its work) after 0 requests, hang",
      "act/2: neverSettled (no sign of life from the process in 0.4 s of its work) after 0 requests, hang",
      "act/3: neverSettled (no sign of life from the process in 0.4 s of its work) after 0 requests, hang",
      "act/4: not run, given up: 3 calls in a row hung, each of them alone in its process",
      "session: fake tier C, 6 workers",
    ]
  `);
});
