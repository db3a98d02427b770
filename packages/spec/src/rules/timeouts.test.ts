import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('an attempt does not outlast its call', () => {
  expect(told(['streaming:', 'timeouts: { attemptMs: 5000, totalMs: 1000 }\nstreaming:'])).toMatchInlineSnapshot(`
    "tides.yaml:58:39: one attempt may take 5000 ms, and the whole call only 1000 ms
        57 |
      > 58 | timeouts: { attemptMs: 5000, totalMs: 1000 }
           |                                       ^^^^
        59 | streaming:"
  `);
});

test('a read timeout covers the body', () => {
  expect(told(['streaming:', 'timeouts: { attemptMs: 5000, perRead: true }\nstreaming:'])).toMatchInlineSnapshot(`
    "tides.yaml:58:30: timeouts.perRead is about reading a body, which the timeout does not cover
      expected: coversBody: true beside it
        57 |
      > 58 | timeouts: { attemptMs: 5000, perRead: true }
           |                              ^^^^^^^
        59 | streaming:"
  `);
  expect(
    told(['streaming:', 'timeouts: { attemptMs: 5000, coversBody: true, perRead: true }\nstreaming:']),
  ).toMatchInlineSnapshot(`"valid"`);
});

test('no time at all is no timeout', () => {
  expect(told(['streaming:', 'timeouts: { attemptMs: 0, totalMs: 0 }\nstreaming:'])).toMatchInlineSnapshot(`
    "tides.yaml:58:24: timeouts.attemptMs is not valid
      expected: milliseconds above 0, at most 2147483647 (what a timer can wait)
      got:      0
        57 |
      > 58 | timeouts: { attemptMs: 0, totalMs: 0 }
           |                        ^
        59 | streaming:
    tides.yaml:58:36: timeouts.totalMs is not valid
      expected: milliseconds above 0, at most 2147483647 (what a timer can wait)
      got:      0
        57 |
      > 58 | timeouts: { attemptMs: 0, totalMs: 0 }
           |                                    ^
        59 | streaming:"
  `);
});

test('what is said of the total needs one', () => {
  expect(
    told(
      ['    timeout: Network\n', '    connect: Network\n'],
      ['streaming:', 'timeouts: { coversBackoff: true, totalRaises: timeout }\nstreaming:'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:58:13: timeouts.coversBackoff is about timeouts.totalMs, which is not there
      expected: totalMs: the whole call, ms
        57 |
      > 58 | timeouts: { coversBackoff: true, totalRaises: timeout }
           |             ^^^^^^^^^^^^^
        59 | streaming:
    tides.yaml:58:34: timeouts.totalRaises is about timeouts.totalMs, which is not there
      expected: totalMs: the whole call, ms
        57 |
      > 58 | timeouts: { coversBackoff: true, totalRaises: timeout }
           |                                  ^^^^^^^^^^^
        59 | streaming:
    tides.yaml:58:47: the spec does not say what a timeout raises
      expected: errors.transport.timeout: a class
        57 |
      > 58 | timeouts: { coversBackoff: true, totalRaises: timeout }
           |                                               ^^^^^^^
        59 | streaming:"
  `);
});

test('an attempt of one operation does not outlast its call either', () => {
  expect(
    told(
      ['streaming:', 'timeouts: { totalMs: 1000 }\nstreaming:'],
      ['    rateLimit: all\n', '    rateLimit: all\n    timeoutMs: 2000\n'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:77:16: one attempt of book may take 2000 ms, and the whole call only 1000 ms
        76 |     rateLimit: all
      > 77 |     timeoutMs: 2000
           |                ^^^^
        78 |     response: { status: 201, fixture: tides/book }"
  `);
});

test('what clients take holds the default', () => {
  expect(
    [
      told(['maxRetries: 2', 'maxRetries: 2\n  optionRange: { min: 3, max: 5 }']),
      told(['maxRetries: 2', 'maxRetries: 2\n  optionRange: { min: 3, max: 1 }']),
      told(['maxRetries: 2', 'maxRetries: 2\n  optionRange: { max: 2 }']),
    ].join('\n\n'),
  ).toMatchInlineSnapshot(`
    "tides.yaml:44:3: the default maxRetries, 2, is none that a client takes
      expected: a range that holds 2
        43 |   maxRetries: 2
      > 44 |   optionRange: { min: 3, max: 5 }
           |   ^^^^^^^^^^^
        45 |   statuses: [409, 500-504]

    tides.yaml:44:3: min 3 is more than max 1
      expected: the lower one first
        43 |   maxRetries: 2
      > 44 |   optionRange: { min: 3, max: 1 }
           |   ^^^^^^^^^^^
        45 |   statuses: [409, 500-504]

    valid"
  `);
});
