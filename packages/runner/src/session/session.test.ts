import type { CallReport } from '@sdk-conformance/protocol';
import { expect, test } from 'vitest';
import { createSession, type SessionListener } from './session.js';

const opening = {
  protocol: 1,
  sdk: { name: 'fake', version: '1.0.0', language: 'typescript', runtime: 'node', variant: '' },
  operations: ['ping'],
  capabilities: [],
  workers: 2,
};

const call = { call: 'c1', baseUrl: 'http://127.0.0.1:1', clients: [], steps: [] };

function session(pollMs = 60_000) {
  const heard: string[] = [];
  const listener: SessionListener = {
    heard: () => {},
    opened: ({ sdk }) => heard.push(`opened by ${sdk.name}`),
    refused: (why) => heard.push(`refused: ${why}`),
    free: () => heard.push('free'),
    reported: (id, report: CallReport) => heard.push(`reported ${id} by ${report.worker}`),
    echoed: (report) => heard.push(report === null ? 'no echo' : `echoed ${report.values.length}`),
    violated: (what, dropped) => heard.push(`violated, dropping ${dropped}: ${what}`),
  };
  return { heard, ...createSession({ id: 's1', workers: 8, pollMs }, listener) };
}

test('opens, hands a call out, takes its report, and says done', async () => {
  const { handle, hand, idle, finish, heard } = session();
  expect(await handle('/v1/sessions', opening)).toEqual({ session: 's1', workers: 2 });
  const first = handle('/v1/sessions/s1/next', { worker: 1 });
  const second = handle('/v1/sessions/s1/next', { worker: 0 });
  await Promise.resolve();
  expect(idle()).toEqual([0, 1]);
  hand(1, call);
  expect(await first).toEqual(call);
  expect(idle()).toEqual([0]);
  expect(await handle('/v1/sessions/s1/calls/c1', { worker: 1, steps: [] })).toEqual({});
  finish();
  expect(await second).toEqual({ done: true });
  expect(await handle('/v1/sessions/s1/next', { worker: 1 })).toEqual({ done: true });
  expect(heard).toEqual(['opened by fake', 'free', 'free', 'reported c1 by 1']);
});

test('an early question comes back with wait', async () => {
  const { handle } = session(1);
  await handle('/v1/sessions', opening);
  expect(await handle('/v1/sessions/s1/next', { worker: 0 })).toEqual({ wait: true });
});

test('a question whose asker has gone, or asks again, takes no call', async () => {
  const { handle, idle } = session();
  await handle('/v1/sessions', opening);
  const gone = new AbortController();
  const asked = handle('/v1/sessions/s1/next', { worker: 0 }, gone.signal);
  await Promise.resolve();
  gone.abort();
  expect(await asked).toEqual({ wait: true });
  expect(idle()).toEqual([]);
  const before = handle('/v1/sessions/s1/next', { worker: 0 });
  void handle('/v1/sessions/s1/next', { worker: 0 });
  expect(await before).toEqual({ wait: true });
  expect(idle()).toEqual([0]);
});

test('the report of a call that was given up is taken, and tells nothing', async () => {
  const { handle, hand, abandon, heard } = session();
  await handle('/v1/sessions', opening);
  void handle('/v1/sessions/s1/next', { worker: 0 });
  await Promise.resolve();
  hand(0, call);
  abandon('c1');
  expect(await handle('/v1/sessions/s1/calls/c1', { worker: 0, steps: [] })).toEqual({});
  expect(heard).toEqual(['opened by fake', 'free']);
});

test('an echo is handed out as a call is, and its report checked', async () => {
  const { handle, echo, idle, heard } = session();
  await handle('/v1/sessions', opening);
  const asked = handle('/v1/sessions/s1/next', { worker: 0 });
  await Promise.resolve();
  echo(0, { echo: 'e1', texts: ['{}'] });
  expect(await asked).toEqual({ echo: 'e1', texts: ['{}'] });
  expect(idle()).toEqual([]);
  const report = (id: string, body: unknown) => handle(`/v1/sessions/s1/echoes/${id}`, body);
  const values = [{ value: {} }];
  expect([
    await report('e2', { worker: 0, values }),
    await report('e1', { worker: 1, values }),
    await report('e1', { worker: 0, values }),
    await report('e1', { worker: 0, values }),
  ]).toMatchInlineSnapshot(`
    [
      {
        "error": {
          "code": "unknownCall",
          "message": "there is no echo e2",
        },
      },
      {
        "error": {
          "code": "wrongWorker",
          "message": "worker 1 reported echo e1, which is worker 0's",
          "path": "/worker",
        },
      },
      {},
      {
        "error": {
          "code": "duplicateReport",
          "message": "echo e1 was reported already; the first counts",
        },
      },
    ]
  `);
  expect(heard.filter((line) => line.includes('echo'))).toMatchInlineSnapshot(`
    [
      "violated, dropping null: there is no echo e2",
      "violated, dropping null: worker 1 reported echo e1, which is worker 0's",
      "echoed 1",
      "violated, dropping null: echo e1 was reported already; the first counts",
    ]
  `);
});

test('a report of an echo that does not fit is the end of it', async () => {
  const { handle, echo, heard } = session();
  await handle('/v1/sessions', opening);
  for (const [id, body] of [
    ['e1', { worker: 0, values: [{}] }],
    ['e2', null],
  ] as const) {
    void handle('/v1/sessions/s1/next', { worker: 0 });
    await Promise.resolve();
    echo(0, { echo: id, texts: ['{}'] });
    if (body !== null) await handle(`/v1/sessions/s1/echoes/${id}`, body);
  }
  void handle('/v1/sessions/s1/next', { worker: 0 });
  expect(heard.filter((line) => line.includes('echo'))).toMatchInlineSnapshot(`
    [
      "violated, dropping null: the report of echo e1 is invalid at /values/0/value: expected a value, it is required, got nothing",
      "no echo",
      "violated, dropping null: worker 0 asked for its next call and left echo e2 without a report",
      "no echo",
    ]
  `);
});

test('each refusal names what is wrong', async () => {
  const { handle, hand, heard } = session();
  const refusals: unknown[] = [await handle('/v1/sessions/s1/next', { worker: 0 })];
  await handle('/v1/sessions', opening);
  void handle('/v1/sessions/s1/next', { worker: 0 });
  await Promise.resolve();
  hand(0, call);
  for (const [path, body] of [
    ['/v1/sessions', opening],
    ['/v2/sessions', opening],
    ['/v1/sessions/s9/next', { worker: 0 }],
    ['/v1/sessions/s1/other', {}],
    ['/v1/sessions/s1/next', { worker: 2 }],
    ['/v1/sessions/s1/next', { worker: 'one' }],
    ['/v1/sessions/s1/calls/c9', { worker: 0, steps: [] }],
    ['/v1/sessions/s1/calls/c1', { worker: 1, steps: [] }],
    ['/v1/sessions/s1/calls/c1', { worker: 0, steps: [] }],
    ['/v1/sessions/s1/calls/c1', { worker: 0, steps: [] }],
  ] as const) {
    refusals.push(await handle(path, body));
  }
  expect(refusals).toMatchInlineSnapshot(`
    [
      {
        "error": {
          "code": "unknownSession",
          "message": "there is no session s1",
        },
      },
      {
        "error": {
          "code": "invalidMessage",
          "message": "this process has opened its session already",
        },
      },
      {
        "error": {
          "code": "invalidMessage",
          "message": "there is no /v2/sessions",
        },
      },
      {
        "error": {
          "code": "unknownSession",
          "message": "there is no session s9",
        },
      },
      {
        "error": {
          "code": "invalidMessage",
          "message": "there is no /v1/sessions/s1/other",
        },
      },
      {
        "error": {
          "code": "wrongWorker",
          "message": "there is no worker 2: the session has 2, numbered from 0",
          "path": "/worker",
        },
      },
      {
        "error": {
          "code": "invalidMessage",
          "message": "the question for a call is invalid at /worker: expected integer, got "one"",
          "path": "/worker",
        },
      },
      {
        "error": {
          "code": "unknownCall",
          "message": "there is no call c9",
        },
      },
      {
        "error": {
          "code": "wrongWorker",
          "message": "worker 1 reported call c1, which is worker 0's",
          "path": "/worker",
        },
      },
      {},
      {
        "error": {
          "code": "duplicateReport",
          "message": "call c1 was reported already; the first counts",
        },
      },
    ]
  `);
  expect(heard.slice(-2)).toMatchInlineSnapshot(`
    [
      "reported c1 by 0",
      "violated, dropping null: call c1 was reported already; the first counts",
    ]
  `);
});
