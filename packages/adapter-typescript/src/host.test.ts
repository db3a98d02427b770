import { validate } from '@sdk-conformance/protocol';
import { expect, test } from 'vitest';
import { baseUrl, report, type Steps, useEcho } from './testing/echoed.js';
import { callOf, type Plan, playWith } from './testing/runner.js';

useEcho();

test('opens a session and says what it can do', async () => {
  const { opened, code } = await playWith({});
  expect(code).toBe(0);
  expect(opened).toMatchObject({
    protocol: 1,
    sdk: {
      name: 'testing',
      version: '1.2.3',
      language: 'typescript',
      runtime: `node ${process.versions.node}`,
      variant: 'async',
    },
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
    ],
    workers: 64,
  });
  expect(opened).not.toHaveProperty('without');
  expect(validate('openSession', opened)).toEqual({ ok: true });
});

test('gives values, options, credentials and the mutant’s name through', async () => {
  const given = await report(
    [
      { operation: 'echo', arguments: { a: [null] } },
      { operation: 'nothing' },
      { operation: 'get', arguments: { path: '/x' } },
    ],
    { env: { CONFORMANCE_MUTANT: 'off-by-one' } },
  );
  expect(given).toEqual({
    worker: 0,
    steps: [
      {
        id: 's0',
        outcome: 'returned',
        value: {
          args: { a: [null] },
          options: { maxRetries: 1 },
          credentials: { apiKey: 'canary' },
          mutant: 'off-by-one',
        },
      },
      { id: 's1', outcome: 'returned', value: null },
      { id: 's2', outcome: 'returned', value: { url: '/x' } },
    ],
  });
});

test('streams are collected; what broke one is told with the events before it', async () => {
  expect(await report([{ operation: 'stream' }, { operation: 'brokenStream' }])).toMatchObject({
    steps: [
      {
        id: 's0',
        outcome: 'returned',
        events: [
          { event: 'a', data: 1 },
          { event: 'done', data: { all: true } },
        ],
      },
      { id: 's1', outcome: 'raised', events: [{ event: 'a', data: 1 }], error: { type: 'LimitError' } },
    ],
  });
});

test('describes what is raised', async () => {
  expect(await report([{ operation: 'raise' }, { operation: 'raiseText' }])).toMatchObject({
    steps: [
      {
        error: {
          type: 'LimitError',
          bases: ['BaseError', 'Error'],
          message: 'slow down',
          fields: { statusCode: 429, retryAfter: 2 },
          causeType: 'TypeError',
          text: 'LimitError: slow down',
          texts: { 'cause.string': 'TypeError: low level' },
        },
      },
      { error: { type: 'string', bases: [], message: 'just text', causeType: null } },
    ],
  });
});

test('steps start after one another, and in the order of the call on one client', async () => {
  const given = await report([
    { operation: 'append', arguments: { text: 'first' }, startAtMs: 5 },
    { operation: 'append', arguments: { text: 'second' }, startAfter: 's0' },
    { operation: 'log', startAfter: 's1' },
  ]);
  expect(given).toMatchObject({ steps: [{}, {}, { value: ['first', 'second'] }] });
});

test('an operation that the adapter lacks is unsupported', async () => {
  expect(await report([{ operation: 'toString' }])).toEqual({
    worker: 0,
    steps: [{ id: 's0', outcome: 'unsupported', why: 'the adapter has no operation toString' }],
  });
});

const faults: readonly [name: string, steps: Steps, why: RegExp][] = [
  [
    'a value that JSON cannot hold',
    [{ operation: 'symbol' }],
    /^operation symbol gave what cannot be reported: the value at \/list\/1 is a symbol, which JSON cannot hold$/,
  ],
  [
    'a value that refers to itself',
    [{ operation: 'cycle' }],
    /^operation cycle gave what cannot be reported: the value at \/self refers back to itself$/,
  ],
  [
    'an event of another shape',
    [{ operation: 'oddStream' }],
    /^operation oddStream gave an event that is not \{ event: string, data \}: \{"type":"a"\}$/,
  ],
  [
    'a step after none',
    [{ operation: 'echo', startAfter: 'z' }],
    /^step s0 starts after z, which is no step before it \(s0\)$/,
  ],
  [
    'a client that is not there',
    [{ operation: 'echo', client: 'z' }],
    /^step s0 names the client z, which the call has not$/,
  ],
];

test.each(faults)('the adapter’s own fault: %s', async (_name, steps, why) => {
  expect(await report(steps)).toEqual({ worker: 0, adapterFailed: expect.stringMatching(why) });
});

test('a client that cannot be made is the adapter’s fault', async () => {
  const call = {
    ...callOf('c1', baseUrl(), [{ operation: 'echo' }]),
    clients: [{ id: 'client', options: { maxRetries: 99 }, credentials: {} }],
  };
  const { reports } = await playWith({ calls: [call] });
  expect(reports.get('c1')).toEqual({
    worker: 0,
    adapterFailed: expect.stringMatching(/^createClient raised RangeError: maxRetries is at most 10\n/),
  });
});

test('what a call lets loose is reported with it, and the next call is played', async () => {
  const { reports, code } = await playWith({
    calls: [
      callOf('c1', baseUrl(), [{ operation: 'rejects' }]),
      callOf('c2', baseUrl(), [{ operation: 'throwsLater' }]),
      callOf('c3', baseUrl(), [{ operation: 'warns' }]),
      callOf('c4', baseUrl(), [{ operation: 'nothing' }]),
    ],
  });
  expect(code).toBe(0);
  const signal = (call: string): unknown => {
    const given = reports.get(call);
    return given !== undefined && 'process' in given
      ? given.process?.map(({ kind, text, suspects }) => [kind, text.split('\n')[0], suspects])
      : undefined;
  };
  expect(signal('c1')).toEqual([['unhandledRejection', 'Error: nobody handles this', undefined]]);
  expect(signal('c2')).toEqual([['uncaughtException', 'Error: thrown from a timer', undefined]]);
  expect(signal('c3')).toEqual([['warning', 'OddWarning: careful', undefined]]);
  expect(signal('c4')).toBeUndefined();
});

test('workers play side by side, each its own call', async () => {
  const calls = Array.from({ length: 8 }, (_, i) =>
    callOf(`c${i}`, baseUrl(), [{ operation: 'get', arguments: { path: `/${i}` } }]),
  );
  const { reports } = await playWith({ calls, workers: 4 });
  expect([...reports.entries()].map(([call, r]) => [call, 'steps' in r && r.steps[0]?.value]).sort()).toEqual(
    calls.map((call, i) => [call.call, { url: `/${i}` }]),
  );
  expect(new Set([...reports.values()].map((r) => r.worker))).toEqual(new Set([0, 1, 2, 3]));
});

test('an SDK that ends the process ends it', async () => {
  expect(await playWith({ calls: [callOf('c1', baseUrl(), [{ operation: 'exits' }])] })).toMatchObject({ code: 7 });
});

const endings: readonly [name: string, plan: Plan, stderr: string][] = [
  [
    'a refused session',
    { opened: { error: { code: 'unsupportedProtocol', message: 'this runner speaks 2', path: '/protocol' } } },
    'adapter: the runner refused: unsupportedProtocol: this runner speaks 2 (at /protocol)\n',
  ],
  [
    'a wrong answer',
    { opened: { session: 's1' } },
    'adapter: the runner sent a wrong sessionOpened at /workers: expected a value, it is required, got nothing\n',
  ],
  [
    'a wrong call',
    { first: { call: 'c1', baseUrl: 'x', clients: [], steps: [] } },
    'adapter: the runner sent a wrong nextAnswer at /clients: expected at least 1 entry, got []\n',
  ],
];

test.each(endings)('%s ends the process with a message', async (_name, plan, stderr) => {
  expect(await playWith(plan)).toMatchObject({ code: 1, stderr });
});

test('a refused report is told, and the next call is played', async () => {
  const { code, stderr, reports } = await playWith({
    taken: { error: { code: 'unknownCall', message: 'there is no call' } },
    calls: [callOf('c1', baseUrl(), [{ operation: 'nothing' }]), callOf('c2', baseUrl(), [{ operation: 'nothing' }])],
  });
  expect({ code, calls: [...reports.keys()] }).toEqual({ code: 0, calls: ['c1', 'c2'] });
  expect(stderr).toBe(
    'adapter: report of call c1: the runner refused: unknownCall: there is no call\n' +
      'adapter: report of call c2: the runner refused: unknownCall: there is no call\n',
  );
});
