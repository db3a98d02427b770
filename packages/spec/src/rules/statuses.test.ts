import { expect, test } from 'vitest';
import { edited, specOf, told } from '../told.test.kit.js';

/** Hints on whatever is retried. */
const retried = ['statuses: [503]', 'statuses: retried'] as const;

test('a range rises', () => {
  expect(
    told(['4xx: { error: Request }', '499-400: { error: Request }'], ['500-504', '504-504'], retried),
  ).toMatchInlineSnapshot(`
    "tides.yaml:23:3: the range 499-400 does not rise
      expected: the lower status first
        22 |   409: { meaning: Conflict, error: Conflict }
      > 23 |   499-400: { error: Request }
           |   ^^^^^^^
        24 |   5xx: { error: Service }
    tides.yaml:44:19: the range 504-504 does not rise
      expected: the lower status first
        43 |   maxRetries: 2
      > 44 |   statuses: [409, 504-504]
           |                   ^^^^^^^
        45 |   methods: [GET]"
  `);
});

test('ranges do not overlap', () => {
  expect(
    told(['5xx: { error: Service }', '5xx: { error: Service }\n  450-505: { error: Service }']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:25:3: the ranges 4xx and 450-505 overlap: 450 is in both
        24 |   5xx: { error: Service }
      > 25 |   450-505: { error: Service }
           |   ^^^^^^^
        26 |"
  `);
});

test('one range is not named twice', () => {
  expect(
    told(['5xx: { error: Service }', '5xx: { error: Service }\n  500-599: { error: Request }']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:25:3: the ranges 5xx and 500-599 overlap: 500 is in both
        24 |   5xx: { error: Service }
      > 25 |   500-599: { error: Request }
           |   ^^^^^^^
        26 |"
  `);
});

test('a range that is open at its end goes beyond 599', () => {
  const open = [
    ['5xx: { error: Service }', '500+: { error: Service }'],
    ['500-504', '500+'],
  ] as const;
  expect(told(...open)).toBe('valid');
  const spec = specOf(edited(...open));
  expect(spec.statuses.at(-1)?.match).toEqual({ kind: 'range', from: 500, to: 999 });
  expect(spec.retry.statuses?.at(-1)).toEqual({ kind: 'range', from: 500, to: 999 });
  expect(
    told(['5xx: { error: Service }', '500+: { error: Service }\n  5xx: { error: Request }']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:25:3: the ranges 500+ and 5xx overlap: 500 is in both
        24 |   500+: { error: Service }
      > 25 |   5xx: { error: Request }
           |   ^^^
        26 |"
  `);
  expect(told(['500-504', '200+'], retried)).toMatchInlineSnapshot(`
    "tides.yaml:44:19: 200+ holds 200, which is a success
      expected: statuses of failures
        43 |   maxRetries: 2
      > 44 |   statuses: [409, 200+]
           |                   ^^^^
        45 |   methods: [GET]"
  `);
});

test('one status is not named twice', () => {
  expect(
    told(['409: { meaning: Conflict, error: Conflict }', '409: { error: Conflict }\n  0x199: { error: Conflict }']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:23:3: the key 409 stands here twice
      expected: each key once
        22 |   409: { error: Conflict }
      > 23 |   0x199: { error: Conflict }
           |   ^^^^^
        24 |   4xx: { error: Request }"
  `);
});

test('a failure raises an error class', () => {
  expect(
    told(
      ['409: { meaning: Conflict, error: Conflict }', '404: { meaning: Not Found }\n  default: { meaning: Other }'],
      ['error: Request', 'error: Conflict'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:22:3: 404 is a failure and raises no error class
      expected: error: Tide, or a class below it
        21 |   200: { meaning: OK }
      > 22 |   404: { meaning: Not Found }
           |   ^^^
        23 |   default: { meaning: Other }
    tides.yaml:23:3: default is a failure and raises no error class
      expected: error: Tide, or a class below it
        22 |   404: { meaning: Not Found }
      > 23 |   default: { meaning: Other }
           |   ^^^^^^^
        24 |   4xx: { error: Conflict }"
  `);
});

test('a success is not retried', () => {
  expect(told(['[409, 500-504]', '[409, 200, 2xx, 302, 100]'], retried)).toMatchInlineSnapshot(`
    "tides.yaml:44:19: 200 is a success
      expected: statuses of failures
        43 |   maxRetries: 2
      > 44 |   statuses: [409, 200, 2xx, 302, 100]
           |                   ^^^
        45 |   methods: [GET]
    tides.yaml:44:24: 2xx holds 200, which is a success
      expected: statuses of failures
        43 |   maxRetries: 2
      > 44 |   statuses: [409, 200, 2xx, 302, 100]
           |                        ^^^
        45 |   methods: [GET]
    tides.yaml:44:34: 100 is no answer yet
      expected: statuses of failures
        43 |   maxRetries: 2
      > 44 |   statuses: [409, 200, 2xx, 302, 100]
           |                                  ^^^
        45 |   methods: [GET]"
  `);
});

test('a hint does not count on a success', () => {
  expect(told(['statuses: [503]', 'statuses: [409, 199-205]'])).toMatchInlineSnapshot(`
    "tides.yaml:55:19: 199-205 holds 199, which is no answer yet
      expected: statuses of failures
        54 |     - { name: Retry-After, unit: s, httpDate: true }
      > 55 |   statuses: [409, 199-205]
           |                   ^^^^^^^
        56 |   combine: max"
  `);
});

test('a 2xx that raises may be retried', () => {
  expect(
    told(['200: { meaning: OK }', '202: { error: Service }'], ['[409, 500-504]', '[202]'], retried),
  ).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:44:14: 202 is a success by HTTP: it is taken for a failure, and retried
        43 |   maxRetries: 2
      > 44 |   statuses: [202]
           |              ^^^
        45 |   methods: [GET]"
  `);
});

test('a status that is retried twice is warned of', () => {
  expect(told(['[409, 500-504]', '[409, 503, 500-504]'])).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:44:19: 503 says nothing new: 500-504 has it already
        43 |   maxRetries: 2
      > 44 |   statuses: [409, 503, 500-504]
           |                   ^^^
        45 |   methods: [GET]"
  `);
});
