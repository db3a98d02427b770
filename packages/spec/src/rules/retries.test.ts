import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('what is no fault before a response is not retried as one', () => {
  expect(
    told(['methods: [GET]', 'methods: [GET]\n  transport: [reset, abort, decode, cutBody]']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:46:22: a call that its caller aborts is never retried
      expected: dns, connect, tls, reset, close, garbage, cutHead or timeout; see abort
      got:      'abort'
        45 |   methods: [GET]
      > 46 |   transport: [reset, abort, decode, cutBody]
           |                      ^^^^^
        47 |   operations:
    tides.yaml:46:29: a success that cannot be read is whole: a retry brings the same
      expected: dns, connect, tls, reset, close, garbage, cutHead or timeout; see success.undecodable
      got:      'decode'
        45 |   methods: [GET]
      > 46 |   transport: [reset, abort, decode, cutBody]
           |                             ^^^^^^
        47 |   operations:
    tides.yaml:46:37: whether a success that is cut is retried stands in success.cut
      expected: dns, connect, tls, reset, close, garbage, cutHead or timeout; see success.cut: retry
      got:      'cutBody'
        45 |   methods: [GET]
      > 46 |   transport: [reset, abort, decode, cutBody]
           |                                     ^^^^^^^
        47 |   operations:"
  `);
});

test('a hint is for a status that is retried', () => {
  expect(told(['statuses: [503]', 'statuses: [503, 404, 505-599]'])).toMatchInlineSnapshot(`
    "tides.yaml:55:19: a hint on 404 says when to retry what is never retried
      expected: one of retry.statuses: 409 or 500-504
      got:      404
        54 |     - { name: Retry-After, unit: s, httpDate: true }
      > 55 |   statuses: [503, 404, 505-599]
           |                   ^^^
        56 |   combine: max
    tides.yaml:55:24: a hint on 505-599 says when to retry what is never retried
      expected: one of retry.statuses: 409 or 500-504
      got:      505-599
        54 |     - { name: Retry-After, unit: s, httpDate: true }
      > 55 |   statuses: [503, 404, 505-599]
           |                        ^^^^^^^
        56 |   combine: max"
  `);
});

test('a hint on another status is for the error, where that carries it', () => {
  const field = 'retryAfter: { classes: [Request], names: { ruby: wait, go: Wait } }';
  expect(told(['statuses: [503]', 'statuses: [503, 404]'], ['  transport:\n', `    ${field}\n  transport:\n`])).toBe(
    'valid',
  );
});

test('or for a retry that the server asks for', () => {
  expect(told(['statuses: [503]', 'statuses: [503, 404]\n  shouldRetryHeader: X-Should-Retry'])).toBe('valid');
});

test('a method is one of an operation', () => {
  expect(
    told(['methods: [GET]', 'methods: [GET, PUT]'], ['methods: [POST]', 'methods: [POST, PATCH]']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:45:18: no operation uses the method PUT
      expected: POST or GET
      got:      'PUT'
        44 |   statuses: [409, 500-504]
      > 45 |   methods: [GET, PUT]
           |                  ^^^
        46 |   operations:
    tides.yaml:64:59: no operation uses the method PATCH
      expected: POST or GET
      got:      'PATCH'
        63 |   fresh: [X-Attempt]
      > 64 |   idempotency: { header: Idempotency-Key, methods: [POST, PATCH], stableOnRetry: true }
           |                                                           ^^^^^
        65 |"
  `);
});
