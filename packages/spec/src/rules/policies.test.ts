import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('a stream needs a policy for streams', () => {
  expect(told(['streaming:\n  format: sse\n  terminal: { data: "[DONE]" }\n', ''])).toMatchInlineSnapshot(`
    "tides.yaml:78:5: watch is a stream, and the spec says nothing of streams
      expected: a section streaming
        77 |     query: { unit: [m, ft] }
      > 78 |     stream: true
           |     ^^^^^^
        79 |     response: { status: 200, fixture: tides/watch }"
  `);
});

test('a policy for streams without a stream is warned of', () => {
  expect(told(['    stream: true\n', ''])).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:58:1: no operation is a stream
      expected: stream: true at an operation, or no section streaming
        57 |
      > 58 | streaming:
           | ^^^^^^^^^
        59 |   format: sse"
  `);
});

test('something ends a stream', () => {
  expect(told(['{ data: "[DONE]" }', '{}'])).toMatchInlineSnapshot(`
    "tides.yaml:60:3: the spec does not say what ends a stream
      expected: event: done or data: "[DONE]", say
        59 |   format: sse
      > 60 |   terminal: {}
           |   ^^^^^^^^
        61 |"
  `);
});

test('one event does not both end a stream and tell of a failure', () => {
  expect(told(['{ data: "[DONE]" }', '{ event: end }\n  errorEvent: end'])).toMatchInlineSnapshot(`
    "tides.yaml:61:15: the event end cannot both end a stream and tell of a failure
        60 |   terminal: { event: end }
      > 61 |   errorEvent: end
           |               ^^^
        62 |"
  `);
});

test('a header is not both stable and fresh', () => {
  expect(
    told(['fresh: [X-Attempt]', 'fresh: [X-Attempt, idempotency-key]\n  stable: [x-attempt]']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:63:11: the header x-attempt cannot be both stable and fresh
        62 | identity:
      > 63 |   fresh: [X-Attempt, idempotency-key]
           |           ^^^^^^^^^
        64 |   stable: [x-attempt]
    tides.yaml:65:26: the header Idempotency-Key cannot be both stable on retry and fresh
      expected: Idempotency-Key in one of the two
      got:      'Idempotency-Key'
        64 |   stable: [x-attempt]
      > 65 |   idempotency: { header: Idempotency-Key, methods: [POST], stableOnRetry: true }
           |                          ^^^^^^^^^^^^^^^
        66 |"
  `);
});

test('a pointer leads to the message of the example', () => {
  expect(told(['[/title]', '[/code, /error/message]'])).toMatchInlineSnapshot(`
    "tides.yaml:40:5: no pointer leads to a text in the example
      expected: a pointer into {"title":"Tide out","code":17}
      got:      /code, /error/message
        39 |     example: { title: Tide out, code: 17 }
      > 40 |     message: [/code, /error/message]
           |     ^^^^^^^
        41 |"
  `);
});

test('a header that is new on each retry is not stable', () => {
  expect(
    told(['stableOnRetry: true', 'stableOnRetry: false'], ['fresh: [X-Attempt]', 'stable: [idempotency-key]']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:64:26: the header Idempotency-Key cannot be both new on retry and stable
      expected: Idempotency-Key in one of the two
      got:      'Idempotency-Key'
        63 |   stable: [idempotency-key]
      > 64 |   idempotency: { header: Idempotency-Key, methods: [POST], stableOnRetry: false }
           |                          ^^^^^^^^^^^^^^^
        65 |"
  `);
});

test('a header stands in a list once, in whatever case', () => {
  expect(told(['fresh: [X-Attempt]', 'fresh: [X-Attempt]\n  stable: [accept, Accept]'])).toMatchInlineSnapshot(`
    "tides.yaml:64:20: the header accept stands in stable twice: upper and lower case are the same
      expected: each header once
      got:      'Accept'
        63 |   fresh: [X-Attempt]
      > 64 |   stable: [accept, Accept]
           |                    ^^^^^^
        65 |   idempotency: { header: Idempotency-Key, methods: [POST], stableOnRetry: true }"
  `);
});
