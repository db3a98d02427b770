import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('a ratio below or above what jitter can be', () => {
  expect(told(['{ kind: none }', '{ kind: subtract, ratio: 1.5 }'])).toMatchInlineSnapshot(`
    "tides.yaml:49:123: jitter with the ratio 1.5 gives delays below zero
      expected: a ratio from 0 to 1
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: subtract, ratio: 1.5 } }
           |                                                                                                                           ^^^
        50 |"
  `);
});

test('jitter that needs a ratio has one', () => {
  expect(told(['{ kind: none }', '{ kind: symmetric }'])).toMatchInlineSnapshot(`
    "tides.yaml:49:90: jitter of the kind symmetric needs a ratio
      expected: ratio: 0.5, say, or ms
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: symmetric } }
           |                                                                                          ^^^^^^
        50 |"
  `);
});

test('jitter that has no ratio is given none', () => {
  expect(told(['{ kind: none }', '{ kind: full, ratio: 0.5 }'])).toMatchInlineSnapshot(`
    "tides.yaml:49:112: jitter of the kind full has no ratio
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: full, ratio: 0.5 } }
           |                                                                                                                ^^^^^
        50 |"
  `);
});

test('jitter is a share of the delay, or so many ms', () => {
  expect(told(['{ kind: none }', '{ kind: add, ms: 500 }'])).toMatchInlineSnapshot(`"valid"`);
  expect(told(['{ kind: none }', '{ kind: add, ratio: 0.5, ms: 500 }'])).toMatchInlineSnapshot(`
    "tides.yaml:49:123: jitter of a ratio and of ms
      expected: one of them
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: add, ratio: 0.5, ms: 500 } }
           |                                                                                                                           ^^
        50 |"
  `);
  expect(told(['{ kind: none }', '{ kind: full, ms: 500 }'])).toMatchInlineSnapshot(`
    "tides.yaml:49:112: jitter of the kind full has no ms
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: full, ms: 500 } }
           |                                                                                                                ^^
        50 |"
  `);
  expect(told(['{ kind: none }', '{ kind: subtract, ms: 100 }'])).toMatchInlineSnapshot(`"valid"`);
  expect(told(['{ kind: none }', '{ kind: symmetric, ms: 101 }'])).toMatchInlineSnapshot(`
    "tides.yaml:49:121: jitter of 101 ms gives delays below zero
      expected: 100 ms, the shortest delay, or less
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: symmetric, ms: 101 } }
           |                                                                                                                         ^^^
        50 |"
  `);
});

test('added jitter may be more than the delay', () => {
  expect(told(['{ kind: none }', '{ kind: add, ratio: 2 }'])).toMatchInlineSnapshot(`"valid"`);
});

test('a backoff that grows has a factor', () => {
  expect(told([', factor: 1', ''])).toMatchInlineSnapshot(`
    "tides.yaml:49:1: a backoff of the kind linear needs a factor
      expected: factor: 1, say
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none } }
           | ^^^^^^^
        50 |"
  `);
});

test('a constant backoff has no factor', () => {
  expect(told(['kind: linear', 'kind: constant'])).toMatchInlineSnapshot(`
    "tides.yaml:49:44: a constant backoff has no factor
        48 |
      > 49 | backoff: { kind: constant, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none } }
           |                                            ^^^^^^
        50 |"
  `);
});

test('an exponential backoff does not shrink', () => {
  expect(told(['kind: linear', 'kind: exponential'], ['factor: 1', 'factor: 0.5'])).toMatchInlineSnapshot(`
    "tides.yaml:49:55: with the factor 0.5 delays become shorter from retry to retry
      expected: a factor of 1 or more
        48 |
      > 49 | backoff: { kind: exponential, initialMs: 100, factor: 0.5, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none } }
           |                                                       ^^^
        50 |"
  `);
});

test('the longest delay is not below the first', () => {
  expect(told(['maxMs: 1000', 'maxMs: 50'])).toMatchInlineSnapshot(`
    "tides.yaml:49:60: the longest delay, 50 ms, is shorter than the first, 100 ms
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 50, clampAfterJitter: true, jitter: { kind: none } }
           |                                                            ^^
        50 |"
  `);
});

test('a cap says whether it holds before or after jitter', () => {
  expect(told([' clampAfterJitter: true,', ''])).toMatchInlineSnapshot(`
    "tides.yaml:49:53: the spec does not say whether maxMs holds before or after jitter
      expected: clampAfterJitter: true or false
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, jitter: { kind: none } }
           |                                                     ^^^^^
        50 |"
  `);
});

test('clampAfterJitter comes with a cap', () => {
  expect(told([' maxMs: 1000,', ''])).toMatchInlineSnapshot(`
    "tides.yaml:49:53: clampAfterJitter means nothing without maxMs
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, clampAfterJitter: true, jitter: { kind: none } }
           |                                                     ^^^^^^^^^^^^^^^^
        50 |"
  `);
});

test('a delay without a cap fits into a timer', () => {
  expect(
    told(
      [' maxMs: 1000, clampAfterJitter: true,', ''],
      ['kind: linear', 'kind: exponential'],
      ['factor: 1', 'factor: 4'],
      ['maxRetries: 2', 'maxRetries: 20'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:49:1: the delay before retry 20 is longer than a timer can wait (2147483647 ms)
      expected: maxMs, or fewer retries
        48 |
      > 49 | backoff: { kind: exponential, initialMs: 100, factor: 4, jitter: { kind: none } }
           | ^^^^^^^
        50 |"
  `);
});

test('a polynomial backoff has a power, a listed one its delays', () => {
  expect(told(['kind: linear', 'kind: polynomial'])).toMatchInlineSnapshot(`
    "tides.yaml:49:1: a backoff of the kind polynomial needs a power
      expected: power: 2, say
        48 |
      > 49 | backoff: { kind: polynomial, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none } }
           | ^^^^^^^
        50 |
    tides.yaml:49:46: a polynomial backoff has no factor
        48 |
      > 49 | backoff: { kind: polynomial, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none } }
           |                                              ^^^^^^
        50 |"
  `);
  expect(told(['kind: linear', 'kind: listed'])).toMatchInlineSnapshot(`
    "tides.yaml:49:1: a backoff of the kind listed needs delaysMs
      expected: delaysMs: [1000, 4000, 9000], say
        48 |
      > 49 | backoff: { kind: listed, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none } }
           | ^^^^^^^
        50 |
    tides.yaml:49:26: a listed backoff has no initialMs
        48 |
      > 49 | backoff: { kind: listed, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none } }
           |                          ^^^^^^^^^
        50 |
    tides.yaml:49:42: a listed backoff has no factor
        48 |
      > 49 | backoff: { kind: listed, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none } }
           |                                          ^^^^^^
        50 |"
  `);
});

test('what polynomial and listed delays can say', () => {
  expect(told(['kind: linear', 'kind: polynomial'], ['factor: 1', 'power: 2'])).toMatchInlineSnapshot(`"valid"`);
  expect(
    told(['kind: linear', 'kind: listed'], ['initialMs: 100, factor: 1', 'delaysMs: [100, 400], firstRetryMs: 0']),
  ).toMatchInlineSnapshot(`"valid"`);
});

test('delays that are listed leave nothing for decorrelated jitter', () => {
  expect(
    told(
      ['kind: linear', 'kind: listed'],
      ['initialMs: 100, factor: 1', 'delaysMs: [100, 400]'],
      ['kind: none', 'kind: decorrelated'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:49:101: decorrelated jitter draws from the last delay, and leaves nothing of a listed backoff
      expected: another kind of jitter
        48 |
      > 49 | backoff: { kind: listed, delaysMs: [100, 400], maxMs: 1000, clampAfterJitter: true, jitter: { kind: decorrelated } }
           |                                                                                                     ^^^^^^^^^^^^
        50 |"
  `);
});

test('a floor says whether it holds before or after jitter', () => {
  expect(told(['maxMs: 1000,', 'maxMs: 1000, minMs: 50,'])).toMatchInlineSnapshot(`
    "tides.yaml:49:66: the spec does not say whether minMs holds before or after jitter
      expected: floorAfterJitter: true or false
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, minMs: 50, clampAfterJitter: true, jitter: { kind: none } }
           |                                                                  ^^^^^
        50 |"
  `);
  expect(told(['maxMs: 1000,', 'maxMs: 1000, floorAfterJitter: true,'])).toMatchInlineSnapshot(`
    "tides.yaml:49:66: floorAfterJitter means nothing without minMs
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, floorAfterJitter: true, clampAfterJitter: true, jitter: { kind: none } }
           |                                                                  ^^^^^^^^^^^^^^^^
        50 |"
  `);
});

test('a floor is not above the cap', () => {
  expect(told(['maxMs: 1000,', 'maxMs: 1000, minMs: 2000, floorAfterJitter: true,'])).toMatchInlineSnapshot(`
    "tides.yaml:49:73: the shortest delay, 2000 ms, is longer than the longest, 1000 ms
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, minMs: 2000, floorAfterJitter: true, clampAfterJitter: true, jitter: { kind: none } }
           |                                                                         ^^^^
        50 |"
  `);
});

test('a delay of its own is for a status that is retried, once, and says which', () => {
  expect(
    told([
      'jitter: { kind: none }',
      'jitter: { kind: none }, for: [{ statuses: [503], maxMs: 50 }, { statuses: [404, 503] }]',
    ]),
  ).toMatchInlineSnapshot(`
    "tides.yaml:49:146: the longest delay, 50 ms, is shorter than the first, 100 ms
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none }, for: [{ statuses: [503], maxMs: 50 }, { statuse
           |                                                                                                                                                  ^^
        50 |
    tides.yaml:49:152: an exception that says nothing of its delay
      expected: initialMs, maxMs or both
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none }, for: [{ statuses: [503], maxMs: 50 }, { statuse
           |                                                                                                                                                        ^^^^^^^^
        50 |
    tides.yaml:49:165: a delay after 404, which is never retried
      expected: one of retry.statuses: 409 or 500-504
      got:      404
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none }, for: [{ statuses: [503], maxMs: 50 }, { statuse
        50 |
    tides.yaml:49:170: 503 has a delay of its own above
      expected: each status once
      got:      503
        48 |
      > 49 | backoff: { kind: linear, initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none }, for: [{ statuses: [503], maxMs: 50 }, { statuse
        50 |"
  `);
});

test('a status that a code has retried may have a delay of its own', () => {
  expect(
    told(
      [
        '  body:\n    example:',
        '  discriminator: [{ pointer: /code }]\n  codes: { late: { retried: true, statuses: [422] } }\n  body:\n    example:',
      ],
      ['jitter: { kind: none } }', 'jitter: { kind: none }, for: [{ statuses: [422], initialMs: 900 }] }'],
    ),
  ).toBe('valid');
});
