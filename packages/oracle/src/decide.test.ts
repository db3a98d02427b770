import type { Answer } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { type Change, decisions, error, fixtures, messages, ok, once, stream } from './testing/decisions.js';

describe('which operations are retried', () => {
  const changes: Readonly<Record<string, Change>> = {
    'every method': {},
    'only other methods': { retry: { methods: ['GET'] } },
    'only other methods, but this operation': {
      retry: { methods: ['GET'], operations: { sendMessage: { retried: true } } },
    },
    'never this operation': { retry: { operations: { sendMessage: { retried: false } } } },
    'nothing said of methods': { retry: { methods: null } },
    'nothing said of statuses': { retry: { statuses: null } },
    'nothing said of the count': { retry: { maxRetries: null } },
  };
  const reset: Answer = { fixture: null, fault: { kind: 'reset', after: 'request' } };

  test('after a status that is retried', () => {
    const told = Object.entries(changes).map(([name, change]) => `${name}: ${decisions(change, [error(503), ok])[0]}`);
    expect(told).toMatchInlineSnapshot(`
      [
        "every method: retry (retry.status, /retry/statuses), 250..500",
        "only other methods: stop (retry.status, /retry/methods), raises ServerError (error.class, /statuses/503)",
        "only other methods, but this operation: retry (retry.status, /retry/statuses), 250..500",
        "never this operation: stop (retry.status, /retry/operations/sendMessage), raises ServerError (error.class, /statuses/503)",
        "nothing said of methods: open (retry.status, /retry/methods), raises ServerError (error.class, /statuses/503)",
        "nothing said of statuses: open (retry.status, /retry/statuses), raises ServerError (error.class, /statuses/503)",
        "nothing said of the count: open (retry.count, /retry/maxRetries), raises ServerError (error.class, /statuses/503)",
      ]
    `);
  });

  test('after a handshake that fails, which is a refused connection to some', () => {
    const failed: Answer = { fixture: null, fault: { kind: 'handshake', by: 'certificate' } };
    const told = (maxRetries: number) =>
      decisions({ retry: { maxRetries, transport: ['connect'] } }, [failed])[0]?.split(', raises')[0];
    expect([told(2), told(0)]).toEqual([
      'open (retry.transport, /retry/transport)',
      'stop (retry.count, /retry/maxRetries)',
    ]);
  });

  test('after a reset', () => {
    const told = Object.entries(changes).map(([name, change]) => `${name}: ${decisions(change, [reset, ok])[0]}`);
    expect(told).toMatchInlineSnapshot(`
      [
        "every method: retry (retry.transport, /retry/transport), 250..500",
        "only other methods: stop (retry.status, /retry/methods), raises FoilEngineError (error.class, /errors/transport/reset)",
        "only other methods, but this operation: retry (retry.transport, /retry/transport), 250..500",
        "never this operation: stop (retry.status, /retry/operations/sendMessage), raises FoilEngineError (error.class, /errors/transport/reset)",
        "nothing said of methods: open (retry.status, /retry/methods), raises FoilEngineError (error.class, /errors/transport/reset)",
        "nothing said of statuses: retry (retry.transport, /retry/transport), 250..500",
        "nothing said of the count: open (retry.count, /retry/maxRetries), raises FoilEngineError (error.class, /errors/transport/reset)",
      ]
    `);
  });

  test('a method that is not retried is not, whatever breaks', () => {
    const change: Change = { retry: { methods: ['GET'] } };
    const cut = (of: Answer): Answer => ({ ...of, fault: { kind: 'truncate', in: 'body', bytes: 5 } });
    expect([
      decisions(change, [cut(ok), ok]),
      decisions(change, [cut(stream), stream], 'streamMessage'),
    ]).toMatchInlineSnapshot(`
      [
        [
          "stop (retry.status, /retry/methods), raises FoilEngineError (success.cut, /success/cut)",
        ],
        [
          "stop (retry.status, /retry/methods), raises FoilEngineError (stream.terminal, /streaming/missingTerminal)",
        ],
      ]
    `);
  });
});

describe('a header that overrides the status table', () => {
  const change: Change = { hints: { shouldRetryHeader: 'X-Should-Retry' } };
  test('against it', () => {
    const said = (status: number, value: string) =>
      decisions(change, [error(status, { 'x-should-retry': value }), ok])[0];
    expect([said(404, 'true'), said(503, 'false'), said(503, 'perhaps')]).toMatchInlineSnapshot(`
      [
        "retry (retry.status, /hints/shouldRetryHeader), 250..500",
        "stop (retry.status, /hints/shouldRetryHeader), raises ServerError (error.class, /statuses/503)",
        "retry (retry.status, /retry/statuses), 250..500",
      ]
    `);
  });

  test('where the spec says nothing of statuses', () => {
    const open: Change = { ...change, retry: { statuses: null } };
    expect(decisions(open, [error(503, { 'x-should-retry': 'true' }), ok])[0]).toMatch(/^retry/);
    expect(decisions(open, [error(503), ok])[0]).toMatch(/^open/);
  });
});

test('redirects', () => {
  const redirect: Answer = { fixture: 'http/redirect/302' };
  expect(
    (['error', 'follow', null] as const).map((redirects) => decisions({ rest: { redirects } }, [redirect])),
  ).toMatchInlineSnapshot(`
    [
      [
        "stop (redirect.notFollowed, /redirects), raises FoilEngineError (error.class, /statuses/default)",
      ],
      [
        "open (redirect.notFollowed, /redirects), open (redirect.notFollowed, /redirects)",
      ],
      [
        "open (redirect.notFollowed, /redirects), open (redirect.notFollowed, /redirects)",
      ],
    ]
  `);
});

describe('when retries are used up', () => {
  test('the last error is raised', () => {
    expect(decisions({}, [error(503)], 'sendMessage', once)).toMatchInlineSnapshot(`
      [
        "retry (retry.count, /retry/maxRetries), 250..500",
        "stop (retry.count, /retry/maxRetries), raises ServerError (error.class, /statuses/503)",
      ]
    `);
  });
  test('nothing is said', () => {
    expect(decisions({ retry: { exhausted: null } }, [error(503)], 'sendMessage', once).at(-1)).toMatchInlineSnapshot(
      `"stop (retry.count, /retry/maxRetries), open (error.class, /retry/exhausted)"`,
    );
    expect(decisions({ retry: { exhausted: null } }, [error(503)], 'sendMessage', { maxRetries: 0 })[0]).toMatch(
      /raises ServerError/,
    );
  });
});

test('the message of an error body that may be read and need not', () => {
  const of = (body: string, policy: Change['body'] = {}) =>
    messages({ body: policy }, { fixture: `http/body/${body}`, status: 404 });
  expect({
    'behind a byte order mark': of('utf-8-bom'),
    'without a fallback': of('utf-8-bom', { fallback: null }),
    'with a text of the SDK’s own': of('utf-8-bom', { fallback: { is: 'HTTP {status}: {status}' } }),
    'with all of the body': of('utf-8-bom', { fallback: 'body' })?.map((text) =>
      text.replace(/\s+/g, ' ').slice(0, 30),
    ),
    'HTML with a text of the SDK’s own': of('html', { fallback: { is: 'HTTP {status}: {status}' } }),
    'in Latin-1': of('latin-1'),
    'where it may decide of the class': of('utf-8-bom', { undecodable: 'decodeError' }),
  }).toEqual({
    'behind a byte order mark': ['The database did not answer.', 'Not Found', 'Not Found'],
    'without a fallback': null,
    'with a text of the SDK’s own': ['The database did not answer.', 'HTTP 404: 404'],
    'with all of the body': ['The database did not answer.', '{ "error": { "message": "The d'],
    'HTML with a text of the SDK’s own': ['HTTP 404: 404'],
    'in Latin-1': null,
    'where it may decide of the class': null,
  });
});

test('an error body that cannot be read', () => {
  const bodies = ['html', 'empty', 'gzip-corrupt', 'latin-1', 'utf-8-bom', 'number'];
  const policies = ['keepStatus', 'decodeError', null] as const;
  const told = policies.map((undecodable) =>
    bodies.map((body) => {
      const line = decisions({ body: { undecodable } }, [{ fixture: `http/body/${body}`, status: 404 }])[0];
      return `${undecodable} ${body}: ${line?.split(', ').slice(2).join(', ')}`;
    }),
  );
  expect(told).toMatchInlineSnapshot(`
    [
      [
        "keepStatus html: raises NotFoundError (error.class, /statuses/404)",
        "keepStatus empty: raises NotFoundError (error.class, /statuses/404)",
        "keepStatus gzip-corrupt: raises NotFoundError (error.class, /statuses/404)",
        "keepStatus latin-1: raises NotFoundError (error.class, /statuses/404)",
        "keepStatus utf-8-bom: raises NotFoundError (error.class, /statuses/404)",
        "keepStatus number: raises NotFoundError (error.class, /statuses/404)",
      ],
      [
        "decodeError html: raises FoilEngineError (error.class, /errors/body/undecodable)",
        "decodeError empty: raises FoilEngineError (error.class, /errors/body/undecodable)",
        "decodeError gzip-corrupt: raises FoilEngineError (error.class, /errors/body/undecodable)",
        "decodeError latin-1: open (error.class, /errors/body/undecodable)",
        "decodeError utf-8-bom: open (error.class, /errors/body/undecodable)",
        "decodeError number: raises NotFoundError (error.class, /statuses/404)",
      ],
      [
        "null html: open (error.class, /errors/body/undecodable)",
        "null empty: open (error.class, /errors/body/undecodable)",
        "null gzip-corrupt: open (error.class, /errors/body/undecodable)",
        "null latin-1: open (error.class, /errors)",
        "null utf-8-bom: open (error.class, /errors)",
        "null number: raises NotFoundError (error.class, /statuses/404)",
      ],
    ]
  `);
});

test('timeouts that the spec does not give', () => {
  const stall: Answer = { ...ok, fault: { kind: 'stall', after: 'request' } };
  const inBody: Answer = { ...ok, fault: { kind: 'stall', after: 'head' } };
  const late: Answer = { ...ok, fault: { kind: 'delay', ms: 31_000 } };
  const none: Change = { timeouts: { attemptMs: null } };
  const first = (change: Change, answer: Answer, options = {}) =>
    decisions(change, [answer, ok], 'sendMessage', options)[0];
  expect({
    'none, a stall': first(none, stall),
    'none, a late answer': first(none, late),
    'none, but the client’s own': first(none, stall, { timeoutMs: 500 }),
    'nothing said of the body': first({ timeouts: { coversBody: null } }, inBody),
    'a late answer': first({}, late),
    'in time': first({}, { ...ok, fault: { kind: 'delay', ms: 29_000 } }),
    'for the whole call, not reached': first({ timeouts: { totalMs: 60_000 } }, stall),
    'for the whole call, perhaps reached': first({ timeouts: { totalMs: 30_100 } }, stall),
  }).toMatchInlineSnapshot(`
    {
      "a late answer": "retry (retry.timeout, /retry/transport), 250..500",
      "for the whole call, not reached": "retry (retry.timeout, /retry/transport), 250..500",
      "for the whole call, perhaps reached": "open (timeout.total, /timeouts/coversBackoff), open (timeout.total, /timeouts/coversBackoff)",
      "in time": "stop (retry.status, /operations/sendMessage), returns {"message":"Nine hun (success.value, /operations/sendMessage)",
      "none, a late answer": "open (timeout.attempt, /timeouts/attemptMs), open (timeout.attempt, /timeouts/attemptMs)",
      "none, a stall": "open (timeout.attempt, /timeouts/attemptMs), open (timeout.attempt, /timeouts/attemptMs)",
      "none, but the client’s own": "retry (retry.timeout, /retry/transport), 250..500",
      "nothing said of the body": "open (timeout.attempt, /timeouts/coversBody), open (timeout.attempt, /timeouts/coversBody)",
    }
  `);
});

// What chance drew, and no family plays.
test('an error whose body does not come may be decided by its head', () => {
  const stalled = (after: 'head' | { bodyBytes: number }): Answer => ({
    ...error(401),
    fault: { kind: 'stall', after },
  });
  const first = (answer: Answer, operation = 'sendMessage') =>
    decisions({}, [answer, ok], operation, { timeoutMs: 2000 })[0];
  const open = 'open (timeout.attempt, /timeouts/coversBody), open (timeout.attempt, /timeouts/coversBody)';
  for (const operation of ['sendMessage', 'streamMessage'])
    expect([first(stalled({ bodyBytes: 5 }), operation), first(stalled('head'), operation)]).toEqual([open, open]);
  // Clients that go by the head wait from there on, others from the last byte on.
  const dripped = (intervalMs: number): Answer => ({ ...error(503), fault: { kind: 'drip', bytes: 9, intervalMs } });
  const pieces = [{ bytes: 3 }, { bytes: 3, pauseMs: 50 }];
  const cut: Answer = { ...error(503), fault: { kind: 'pieces', pieces, end: 'cut' } };
  expect([first(dripped(5000)), first(dripped(10)), first(cut)]).toEqual([
    open,
    'retry (retry.status, /retry/statuses), open',
    'retry (retry.status, /retry/statuses), open',
  ]);
});

test('a header that asks for a retry beside a success is left open', () => {
  const asked: Answer = { ...ok, headers: { 'X-Should-Retry': 'true' } };
  const heeding: Change = { hints: { shouldRetryHeader: 'X-Should-Retry' } };
  expect(decisions(heeding, [asked], 'sendMessage')[0]).toMatch(/^open \(retry\.status, \/hints\/shouldRetryHeader\)/);
  expect(decisions({}, [asked], 'sendMessage')[0]).toMatch(/^stop /);
});

test('a 304 has no body, whatever was recorded', () => {
  expect(messages({}, { fixture: 'http/status/error', status: 304 })).toEqual(['Not Modified']);
});

test('a wait in a stream is for the next event, or for the next byte', () => {
  const body = fixtures.get('foilengine/stream-message')?.body ?? new Uint8Array();
  const event = new TextDecoder().decode(body).indexOf('\n\n') + 2;
  const inPieces = (pieces: readonly number[], end: 'rest' | 'stall'): string =>
    decisions(
      {},
      [{ ...stream, fault: { kind: 'pieces', pieces: pieces.map((bytes) => ({ bytes, pauseMs: 1500 })), end } }],
      'streamMessage',
      { timeoutMs: 2000 },
    )[0] ?? '';
  const open = 'open (timeout.attempt, /timeouts/perStreamEvent), open (timeout.attempt, /timeouts/perStreamEvent)';
  expect({
    'an event a piece': inPieces([event], 'rest').split(' ')[0],
    'an event in two pieces, each in time': inPieces([10, event], 'rest'),
    'a stall behind an event': inPieces([event], 'stall').split(' ')[0],
    'a stall in an event, after part of it': inPieces([event, 10], 'stall'),
  }).toEqual({
    'an event a piece': 'stop',
    'an event in two pieces, each in time': open,
    'a stall behind an event': 'stop',
    'a stall in an event, after part of it': open,
  });
});

test('a body of a 205, which must have none, is read by some clients', () => {
  const answers: readonly Answer[] = [
    { fixture: 'http/success/empty', status: 205 },
    { fixture: 'foilengine/send-message', status: 205 },
  ];
  expect(answers.map((answer) => decisions({}, [answer])[0])).toEqual([
    'stop (success.status, /success), returns null (success.empty, /success/empty)',
    'open (success.empty, /success/empty), open (success.empty, /success/empty)',
  ]);
});
