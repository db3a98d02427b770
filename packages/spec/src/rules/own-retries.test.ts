import { expect, test } from 'vitest';
import { type Edit, edited, specOf, told } from '../told.test.kit.js';

test('a status may hang on a header of the answer, and on the method', () => {
  const { retry } = specOf(
    edited([
      'statuses: [409, 500-504]',
      'statuses: [409, { status: 403, when: { header: Retry-After } }, { status: 500-504, methods: [GET] }]',
    ]),
  );
  expect(retry.statuses).toEqual([
    { kind: 'code', code: 409 },
    { kind: 'code', code: 403, when: { in: 'header', name: 'Retry-After', equals: null } },
    { kind: 'range', from: 500, to: 504, methods: ['GET'] },
  ]);
});

test('a status that hangs on something says something new beside one that does not, unless that holds it', () => {
  expect(
    told([
      'statuses: [409, 500-504]',
      'statuses: [500-504, { status: 503, when: { header: Retry-After } }, { status: 404, methods: [GET] }, 404]',
    ]),
  ).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:44:23: 503 says nothing new: 500-504 has it already
        43 |   maxRetries: 2
      > 44 |   statuses: [500-504, { status: 503, when: { header: Retry-After } }, { status: 404, methods: [GET] }, 404]
           |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        45 |   methods: [GET]"
  `);
});

test('a redirect, or a 2xx that is an error, is retried with a warning', () => {
  expect(
    told(
      ['  200: { meaning: OK }', '  200: { meaning: OK }\n  203: { error: Service }\n  3xx: { error: Service }'],
      ['statuses: [409, 500-504]', 'statuses: [203, 3xx, 503]'],
    ),
  ).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:46:14: 203 is a success by HTTP: it is taken for a failure, and retried
        45 |   maxRetries: 2
      > 46 |   statuses: [203, 3xx, 503]
           |              ^^^
        47 |   methods: [GET]
    warning: tides.yaml:46:19: 300 is a redirect: it is not followed, and retried
        45 |   maxRetries: 2
      > 46 |   statuses: [203, 3xx, 503]
           |                   ^^^
        47 |   methods: [GET]"
  `);
  expect(
    told(
      ['  200: { meaning: OK }', '  200: { meaning: OK }\n  3xx: { error: Service }'],
      ['statuses: [409, 500-504]', 'statuses: [302, 503]'],
      ['streaming:', 'redirects: follow\nstreaming:'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:45:14: 302 is a redirect, which redirects: follow has followed
      expected: redirects: error, or failures only
        44 |   maxRetries: 2
      > 45 |   statuses: [302, 503]
           |              ^^^
        46 |   methods: [GET]"
  `);
});

test('a fault has one rule, and one kind of retries of its own', () => {
  expect(
    told([
      'methods: [GET]',
      'methods: [GET]\n  transport: [close, { kind: close, extra: 1 }, timeoutBody, timeout, { kind: reset, extra: 1, atLeast: 2 }]',
    ]),
  ).toMatchInlineSnapshot(`
    "tides.yaml:46:22: close stands here twice
      expected: one rule for each fault
        45 |   methods: [GET]
      > 46 |   transport: [close, { kind: close, extra: 1 }, timeoutBody, timeout, { kind: reset, extra: 1, atLeast: 2 }]
           |                      ^^^^^^^^^^^^^^^^^^^^^^^^^
        47 |   operations:
    tides.yaml:46:49: timeoutBody is a part of timeout, which stands here too
      expected: one rule for each fault
        45 |   methods: [GET]
      > 46 |   transport: [close, { kind: close, extra: 1 }, timeoutBody, timeout, { kind: reset, extra: 1, atLeast: 2 }]
           |                                                 ^^^^^^^^^^^
        47 |   operations:
    tides.yaml:46:96: retries after reset cannot both be made beside maxRetries and count in it
      expected: extra or atLeast
        45 |   methods: [GET]
      > 46 |   transport: [close, { kind: close, extra: 1 }, timeoutBody, timeout, { kind: reset, extra: 1, atLeast: 2 }]
           |                                                                                                ^^^^^^^
        47 |   operations:"
  `);
});

test('what is retried for its key needs one, and methods that are left out', () => {
  expect(
    told(
      ['methods: [GET]', 'methods: all\n  unsafe: withKey'],
      ['  idempotency: { header: Idempotency-Key, methods: [POST], stableOnRetry: true }\n', ''],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:46:11: no request carries an idempotency key
      expected: identity.idempotency: the header that has the key
        45 |   methods: all
      > 46 |   unsafe: withKey
           |           ^^^^^^^
        47 |   operations:
    tides.yaml:46:11: every method is retried: none is left for a request with a key
      expected: retry.methods: a list of methods
        45 |   methods: all
      > 46 |   unsafe: withKey
           |           ^^^^^^^
        47 |   operations:"
  `);
});

test('a precondition is a parameter that may be left out, of an operation without another rule', () => {
  const withRule = (rule: string) =>
    told(
      ['    rateLimit: all\n', `    rateLimit: all\n    idempotent: ${rule}\n`],
      ['  operations:\n    book: { retried: true }\n', ''],
    );
  expect(withRule('{ precondition: length }')).toBe('valid');
  expect([withRule('{ precondition: boat }'), withRule('{ precondition: lenght }')].join('\n')).toMatchInlineSnapshot(`
    "tides.yaml:74:33: every call of book gives boat, so that it is no condition
      expected: a parameter that may be left out, or idempotent: true
        73 |     rateLimit: all
      > 74 |     idempotent: { precondition: boat }
           |                                 ^^^^
        75 |     response: { status: 201, fixture: tides/book }
    tides.yaml:74:33: there is no parameter of book lenght
      expected: harbour, boat, length, crew, source or value
      got:      'lenght'
      did you mean: length
        73 |     rateLimit: all
      > 74 |     idempotent: { precondition: lenght }
           |                                 ^^^^^^
        75 |     response: { status: 201, fixture: tides/book }"
  `);
  expect(told(['    rateLimit: all\n', '    rateLimit: all\n    idempotent: true\n'])).toMatchInlineSnapshot(`
    "tides.yaml:76:5: retry.operations says of book whether it is retried, too
      expected: one of the two
        75 |     rateLimit: all
      > 76 |     idempotent: true
           |     ^^^^^^^^^^
        77 |     response: { status: 201, fixture: tides/book }"
  `);
});

test('a bucket allows a retry', () => {
  expect(
    told(['methods: [GET]', 'methods: [GET]\n  quota: { capacity: 10, cost: 5, timeoutCost: 11 }']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:46:48: a retry takes 11 tokens, and a full bucket has 10: none is ever made
      expected: 10 at most
        45 |   methods: [GET]
      > 46 |   quota: { capacity: 10, cost: 5, timeoutCost: 11 }
           |                                                ^^
        47 |   operations:"
  `);
});

test('a credential is refreshed where there is one, and after what is not retried anyway', () => {
  expect(told(['methods: [GET]', 'methods: [GET]\n  authRefresh: { statuses: [401, 409] }'])).toMatchInlineSnapshot(`
    "tides.yaml:46:34: 409 is retried as any failure by retry.statuses: 409
      expected: one of the two
        45 |   methods: [GET]
      > 46 |   authRefresh: { statuses: [401, 409] }
           |                                  ^^^
        47 |   operations:"
  `);
});

test('resends are those of a language', () => {
  expect(told(['methods: [GET]', 'methods: [GET]\n  runtimeResends: { csharp: 3 }'])).toMatchInlineSnapshot(`
    "tides.yaml:46:21: there is no language csharp
      expected: ruby or go
      got:      'csharp'
        45 |   methods: [GET]
      > 46 |   runtimeResends: { csharp: 3 }
           |                     ^^^^^^
        47 |   operations:"
  `);
});

test('a credential that is refreshed is one of the file', () => {
  const refreshing = (credential: string): Edit => [
    'methods: [GET]',
    `methods: [GET]\n  authRefresh: { statuses: [401], credential: ${credential} }`,
  ];
  expect(told(refreshing('token'))).toBe('valid');
  expect(told(refreshing('key'))).toMatchInlineSnapshot(`
    "tides.yaml:46:47: there is no credential key
      expected: token
      got:      'key'
        45 |   methods: [GET]
      > 46 |   authRefresh: { statuses: [401], credential: key }
           |                                               ^^^
        47 |   operations:"
  `);
});

test('nothing at all is retried', () => {
  expect(
    told(
      ['statuses: [409, 500-504]', 'statuses: none\n  transport: none'],
      ['  statuses: [503]\n', '  statuses: retried\n'],
    ),
  ).toMatchInlineSnapshot(`"valid"`);
});

test('a condition of a retried status names one place', () => {
  expect(
    told(['statuses: [409, 500-504]', 'statuses: [500-504, { status: 409, when: { header: A, pointer: /a } }]']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:44:38: the condition names two places at once
      expected: header: the name of a header, or pointer: a place in the body
        43 |   maxRetries: 2
      > 44 |   statuses: [500-504, { status: 409, when: { header: A, pointer: /a } }]
           |                                      ^^^^
        45 |   methods: [GET]"
  `);
});
