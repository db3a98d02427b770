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

test('headers come with the statuses on which they count, and what they do to the backoff', () => {
  expect(told(['  statuses: [503]\n  combine: max\n', ''])).toMatchInlineSnapshot(`
    "tides.yaml:51:1: the spec does not say on which statuses a hint counts
      expected: statuses: retried, or a list of statuses
        50 |
      > 51 | hints:
           | ^^^^^
        52 |   headers:
    tides.yaml:51:1: the spec does not say what a hint does to the backoff
      expected: combine: replace, max or add
        50 |
      > 51 | hints:
           | ^^^^^
        52 |   headers:"
  `);
});

test('a hint that nobody reads has no rules', () => {
  const headers =
    '  headers:\n    - { name: Retry-After-Ms, unit: ms }\n    - { name: Retry-After, unit: s, httpDate: true }\n';
  const rules = '  statuses: [503]\n  combine: max\n';
  expect(told([headers + rules, '  headers: none\n'])).toMatchInlineSnapshot(`"valid"`);
  expect(told([headers + rules, '  shouldRetryHeader: X-Retry\n'])).toMatchInlineSnapshot(`"valid"`);
  expect(told([headers, '  headers: none\n'])).toMatchInlineSnapshot(`
    "tides.yaml:53:3: statuses means nothing where no hint is read
        52 |   headers: none
      > 53 |   statuses: [503]
           |   ^^^^^^^^
        54 |   combine: max
    tides.yaml:54:3: combine means nothing where no hint is read
        53 |   statuses: [503]
      > 54 |   combine: max
           |   ^^^^^^^
        55 |"
  `);
  expect(told([`hints:\n${headers}${rules}`, 'hints: {}\n'])).toMatchInlineSnapshot(`
    "tides.yaml:51:1: the spec does not say where a hint stands
      expected: headers: a list or none, body, or shouldRetryHeader
        50 |
      > 51 | hints: {}
           | ^^^^^
        52 |"
  `);
});

test('what an answer without a hint comes to is said once', () => {
  expect(told(['combine: max', 'combine: max\n  missing: noRetry\n  missingMs: 60000'])).toMatchInlineSnapshot(`
    "tides.yaml:58:3: what an answer without a hint comes to stands above: noRetry
      expected: missing or missingMs
        57 |   missing: noRetry
      > 58 |   missingMs: 60000
           |   ^^^^^^^^^
        59 |"
  `);
  expect(told(['combine: max', 'combine: max\n  missing: noRetry'])).toMatchInlineSnapshot(`"valid"`);
});

test('the next header has the word only where there is one', () => {
  expect(
    told(['    - { name: Retry-After-Ms, unit: ms }\n', ''], ['combine: max', 'combine: max\n  invalid: next']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:56:12: there is no next header that could have the word
      expected: backoff or noRetry, or a second header
        55 |   combine: max
      > 56 |   invalid: next
           |            ^^^^
        57 |"
  `);
  expect(told(['combine: max', 'combine: max\n  invalid: next'])).toMatchInlineSnapshot(`"valid"`);
});

test('a header does not hang on itself', () => {
  expect(told(['unit: ms }', 'unit: ms, when: { header: retry-after-ms, equals: "0" } }'])).toMatchInlineSnapshot(`
    "tides.yaml:53:57: whether Retry-After-Ms counts cannot hang on Retry-After-Ms itself
      expected: another header
        52 |   headers:
      > 53 |     - { name: Retry-After-Ms, unit: ms, when: { header: retry-after-ms, equals: "0" } }
           |                                                         ^^^^^^^^^^^^^^
        54 |     - { name: Retry-After, unit: s, httpDate: true }"
  `);
  expect(
    told(['unit: ms }', 'unit: ms, addMs: 1000, when: { header: X-Remaining, equals: "0" } }']),
  ).toMatchInlineSnapshot(`"valid"`);
});

test('forms of an HTTP-date are those of the RFC', () => {
  expect(told(['httpDate: true', 'httpDate: [imf, rfc822]'])).toMatchInlineSnapshot(`
    "tides.yaml:54:53: hints.headers[1].httpDate[1] is not valid
      expected: one of imf, rfc850, asctime
      got:      'rfc822'
      did you mean: rfc850
        53 |     - { name: Retry-After-Ms, unit: ms }
      > 54 |     - { name: Retry-After, unit: s, httpDate: [imf, rfc822] }
           |                                                     ^^^^^^
        55 |   statuses: [503]"
  `);
  expect(told(['httpDate: true', 'httpDate: [imf]'])).toMatchInlineSnapshot(`"valid"`);
});
