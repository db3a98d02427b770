import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('no wait is longer than a timer can wait', () => {
  expect(
    told(['maxMs: 1000', 'maxMs: 2147483648'], ['combine: max', 'combine: max\n  capMs: 2147483648']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:49:60: backoff.maxMs is not valid
      expected: milliseconds, at most 2147483647 (what a timer can wait)
      got:      2147483648
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 2147483648, clampAfterJitter: true, jitter: { kind: none } }
           |                                                            ^^^^^^^^^^
        50 |
    tides.yaml:57:10: hints.capMs is not valid
      expected: milliseconds above 0, at most 2147483647 (what a timer can wait)
      got:      2147483648
        56 |   combine: max
      > 57 |   capMs: 2147483648
           |          ^^^^^^^^^^
        58 |"
  `);
});

test('what a hint over the cap means is said', () => {
  expect(told(['combine: max', 'combine: max\n  capMs: 60000'])).toMatchInlineSnapshot(`
    "tides.yaml:57:3: the spec does not say what a hint over capMs means
      expected: overCap: noRetry, clamp, backoff or honour
        56 |   combine: max
      > 57 |   capMs: 60000
           |   ^^^^^
        58 |"
  `);
});

test('overCap comes with a cap', () => {
  expect(told(['combine: max', 'combine: max\n  overCap: clamp'])).toMatchInlineSnapshot(`
    "tides.yaml:57:3: overCap means nothing without capMs
        56 |   combine: max
      > 57 |   overCap: clamp
           |   ^^^^^^^
        58 |"
  `);
});

test('a hint header stands once', () => {
  expect(told(['Retry-After, unit', 'retry-after-ms, unit'])).toMatchInlineSnapshot(`
    "tides.yaml:54:15: retry-after-ms is the same header as Retry-After-Ms, above
        53 |     - { name: Retry-After-Ms, unit: ms }
      > 54 |     - { name: retry-after-ms, unit: s, httpDate: true }
           |               ^^^^^^^^^^^^^^
        55 |   statuses: [503]"
  `);
});

test('an HTTP-date stands in a header of seconds', () => {
  expect(told(['unit: ms }', 'unit: ms, httpDate: true }'])).toMatchInlineSnapshot(`
    "tides.yaml:53:41: a header in ms cannot hold an HTTP-date as well
      expected: unit: s, or no httpDate
        52 |   headers:
      > 53 |     - { name: Retry-After-Ms, unit: ms, httpDate: true }
           |                                         ^^^^^^^^
        54 |     - { name: Retry-After, unit: s, httpDate: true }"
  `);
});

test('an attempt does not outlast its call', () => {
  expect(told(['streaming:', 'timeouts: { attemptMs: 5000, totalMs: 1000 }\nstreaming:'])).toMatchInlineSnapshot(`
    "tides.yaml:58:39: one attempt may take 5000 ms, and the whole call only 1000 ms
        57 |
      > 58 | timeouts: { attemptMs: 5000, totalMs: 1000 }
           |                                       ^^^^
        59 | streaming:"
  `);
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

test('a header cannot both ask for a delay and say whether there is a retry', () => {
  expect(told(['combine: max', 'combine: max\n  shouldRetryHeader: retry-after'])).toMatchInlineSnapshot(`
    "tides.yaml:57:22: the header retry-after cannot both hold a delay and say whether there is a retry
      expected: another header
      got:      'retry-after'
        56 |   combine: max
      > 57 |   shouldRetryHeader: retry-after
           |                      ^^^^^^^^^^^
        58 |"
  `);
});
