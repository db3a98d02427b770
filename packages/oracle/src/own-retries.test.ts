import type { Answer, Operation, OwnRules } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { type Change, decisions, error, ok, spec } from './testing/decisions.js';

const fault = (kind: 'reset' | 'close'): Answer =>
  kind === 'close' ? { fixture: null, fault: { kind } } : { fixture: null, fault: { kind, after: 'request' } };

/** What holds for sendMessage alone. */
const own = (rules: Partial<OwnRules>): Change => {
  const all: OwnRules = { maxRetries: null, statuses: null, timeoutMs: null, idempotent: null, ...rules };
  return {
    rest: { operations: spec.operations.map((o): Operation => (o.id === 'sendMessage' ? { ...o, own: all } : o)) },
  };
};

test('a status that is retried only with a header', () => {
  const change: Change = {
    retry: { statuses: [{ kind: 'code', code: 403, when: { in: 'header', name: 'Retry-After', equals: null } }] },
  };
  expect({
    with: decisions(change, [{ ...error(403), headers: { 'retry-after': '1' } }, ok])[0],
    without: decisions(change, [error(403), ok])[0],
    another: decisions(change, [error(429), ok])[0],
  }).toMatchInlineSnapshot(`
    {
      "another": "stop (retry.status, /retry/statuses), raises RateLimitError (error.class, /statuses/429)",
      "with": "retry (retry.status, /retry/statuses/0/when), 1000..1000",
      "without": "stop (retry.status, /retry/statuses/0/when), raises ForbiddenError (error.class, /statuses/403)",
    }
  `);
});

test('or with a value of it', () => {
  const change: Change = {
    retry: { statuses: [{ kind: 'code', code: 403, when: { in: 'header', name: 'X-Remaining', equals: '0' } }] },
  };
  const told = (value: string) => decisions(change, [{ ...error(403), headers: { 'X-Remaining': value } }, ok])[0];
  expect([told('0'), told('7')]).toMatchInlineSnapshot(`
    [
      "retry (retry.status, /retry/statuses/0/when), 250..500",
      "stop (retry.status, /retry/statuses/0/when), raises ForbiddenError (error.class, /statuses/403)",
    ]
  `);
});

test('a status that is retried after some methods', () => {
  const statuses = [
    { kind: 'code', code: 429 },
    { kind: 'code', code: 500, methods: ['GET', 'DELETE'] },
  ] as const;
  const told = (status: number, operation: string) =>
    decisions({ retry: { statuses } }, [error(status), ok], operation)[0];
  expect([
    told(500, 'getSession'),
    told(500, 'sendMessage'),
    told(429, 'sendMessage'),
    decisions({ retry: { statuses, methods: ['GET'] } }, [error(429), ok], 'sendMessage')[0],
  ]).toMatchInlineSnapshot(`
    [
      "retry (retry.status, /retry/statuses/1), 250..500",
      "stop (retry.status, /retry/statuses/1/methods), raises ServerError (error.class, /statuses/500)",
      "retry (retry.status, /retry/statuses), 250..500",
      "stop (retry.status, /retry/methods), raises RateLimitError (error.class, /statuses/429)",
    ]
  `);
});

test('retries that do not count, and retries that are made however small maxRetries is', () => {
  const pointer = '/retry/transport/0';
  const extra: Change = { retry: { ownRetries: { close: { extra: 1, atLeast: 0, pointer } } } };
  const atLeast: Change = { retry: { ownRetries: { close: { extra: 0, atLeast: 1, pointer } } } };
  const told = (change: Change, maxRetries: number, script = [fault('close')]) =>
    decisions(change, script, 'sendMessage', { maxRetries });
  expect({
    'extra, none else': told(extra, 0),
    'extra, one else': told(extra, 1),
    'extra, after another fault': told(extra, 1, [fault('reset'), fault('close')]),
    'at least, none else': told(atLeast, 0),
    'at least, one else': told(atLeast, 1),
    'another fault': told(atLeast, 0, [fault('reset')]),
  }).toMatchInlineSnapshot(`
    {
      "another fault": [
        "stop (retry.count, /retry/maxRetries), raises FoilEngineError (error.class, /errors/transport/reset)",
      ],
      "at least, none else": [
        "retry (retry.transport, /retry/transport/0/atLeast), 250..500",
        "stop (retry.count, /retry/maxRetries), raises FoilEngineError (error.class, /errors/transport/close)",
      ],
      "at least, one else": [
        "retry (retry.count, /retry/maxRetries), 250..500",
        "stop (retry.count, /retry/maxRetries), raises FoilEngineError (error.class, /errors/transport/close)",
      ],
      "extra, after another fault": [
        "retry (retry.count, /retry/maxRetries), 250..500",
        "retry (retry.transport, /retry/transport/0/extra), 500..1000",
        "stop (retry.count, /retry/maxRetries), raises FoilEngineError (error.class, /errors/transport/close)",
      ],
      "extra, none else": [
        "retry (retry.transport, /retry/transport/0/extra), 250..500",
        "stop (retry.count, /retry/maxRetries), raises FoilEngineError (error.class, /errors/transport/close)",
      ],
      "extra, one else": [
        "retry (retry.transport, /retry/transport/0/extra), 250..500",
        "retry (retry.count, /retry/maxRetries), 250..500",
        "stop (retry.count, /retry/maxRetries), raises FoilEngineError (error.class, /errors/transport/close)",
      ],
    }
  `);
});

test('a timeout before the head has come, and one after it', () => {
  const stall = (after: 'request' | 'head'): Answer => ({ ...ok, fault: { kind: 'stall', after } });
  const told = (transport: NonNullable<Change['retry']>['transport'] & object) =>
    [stall('request'), stall('head')].map((answer) => decisions({ retry: { transport } }, [answer, ok])[0]);
  expect([told(['timeoutHead']), told(['timeoutBody']), told(['timeout'])]).toMatchInlineSnapshot(`
    [
      [
        "retry (retry.timeout, /retry/transport), 250..500",
        "stop (retry.timeout, /retry/transport), raises FoilEngineError (error.class, /errors/transport/timeout)",
      ],
      [
        "stop (retry.timeout, /retry/transport), raises FoilEngineError (error.class, /errors/transport/timeout)",
        "retry (retry.timeout, /retry/transport), 250..500",
      ],
      [
        "retry (retry.timeout, /retry/transport), 250..500",
        "retry (retry.timeout, /retry/transport), 250..500",
      ],
    ]
  `);
});

test('a request with a key is retried whatever its method', () => {
  const idempotency = { header: 'Idempotency-Key', methods: ['POST'], stableOnRetry: true };
  const rest = { identity: { ...spec.identity, idempotency } };
  const retry = { methods: ['GET'], unsafe: 'withKey' } as const;
  const other = { identity: { ...spec.identity, idempotency: { ...idempotency, methods: ['PUT'] } } };
  expect([
    decisions({ retry, rest }, [error(503), ok])[0],
    decisions({ retry, rest: other }, [error(503), ok])[0],
  ]).toMatchInlineSnapshot(`
    [
      "retry (retry.status, /retry/statuses), 250..500",
      "stop (retry.status, /retry/methods), raises ServerError (error.class, /statuses/503)",
    ]
  `);
});

test('rules of one operation', () => {
  const stall: Answer = { ...ok, fault: { kind: 'stall', after: 'request' } };
  const script = [error(503)];
  expect({
    'a count': decisions(own({ maxRetries: 1 }), script),
    'a count, and one that the client sets': decisions(own({ maxRetries: 1 }), script, 'sendMessage', {
      maxRetries: 0,
    }),
    statuses: [429, 503].map((s) => decisions(own({ statuses: [{ kind: 'code', code: 429 }] }), [error(s), ok])[0]),
    'a timeout': decisions(own({ timeoutMs: 700 }), [stall, ok])[0],
    'not idempotent': decisions(own({ idempotent: false }), script)[0],
    'only with a precondition': [
      decisions(own({ idempotent: { precondition: 'machine_id' } }), script)[0],
      decisions(own({ idempotent: { precondition: 'machine_id' } }), script, 'sendMessage', {}, { machine_id: '1' })[0],
    ],
  }).toMatchInlineSnapshot(`
    {
      "a count": [
        "retry (retry.status, /retry/statuses), 250..500",
        "stop (retry.count, /operations/sendMessage/retry/maxRetries), raises ServerError (error.class, /statuses/503)",
      ],
      "a count, and one that the client sets": [
        "stop (retry.count, /retry/maxRetries), raises ServerError (error.class, /statuses/503)",
      ],
      "a timeout": "retry (retry.timeout, /retry/transport), 250..500",
      "not idempotent": "stop (retry.status, /operations/sendMessage/idempotent), raises ServerError (error.class, /statuses/503)",
      "only with a precondition": [
        "stop (retry.status, /operations/sendMessage/idempotent/precondition), raises ServerError (error.class, /statuses/503)",
        "retry (retry.status, /retry/statuses), 250..500",
      ],
      "statuses": [
        "retry (retry.status, /operations/sendMessage/retry/statuses), 250..500",
        "stop (retry.status, /operations/sendMessage/retry/statuses), raises ServerError (error.class, /statuses/503)",
      ],
    }
  `);
});

test('a credential is refreshed once, beside maxRetries', () => {
  const change: Change = {
    retry: { authRefresh: { statuses: [{ kind: 'code', code: 401 }], max: 1, credential: null } },
  };
  expect({
    'refused once': decisions(change, [error(401), ok], 'sendMessage', { maxRetries: 0 }),
    'refused for good': decisions(change, [error(401)]),
    'then another failure': decisions(change, [error(401), error(503)], 'sendMessage', { maxRetries: 1 }),
  }).toMatchInlineSnapshot(`
    {
      "refused for good": [
        "retry (retry.refresh, /retry/authRefresh), open",
        "stop (retry.refresh, /retry/authRefresh/max), raises AuthenticationError (error.class, /statuses/401)",
      ],
      "refused once": [
        "retry (retry.refresh, /retry/authRefresh), open",
        "stop (retry.status, /operations/sendMessage), returns {"message":"Nine hun (success.value, /operations/sendMessage)",
      ],
      "then another failure": [
        "retry (retry.refresh, /retry/authRefresh), open",
        "retry (retry.count, /retry/maxRetries), 250..500",
        "stop (retry.count, /retry/maxRetries), raises ServerError (error.class, /statuses/503)",
      ],
    }
  `);
});
