import { expect, test } from 'vitest';
import { toJson } from './json.js';

test('a number that JSON cannot hold is told by its name', () => {
  expect(toJson([Number.NaN, ...JSON.parse('[1e999, -1e999]'), 1])).toEqual({
    ok: true,
    value: ['NaN', 'Infinity', '-Infinity', 1],
  });
});

test('a bigint is a number, or its digits where a number would round it', () => {
  expect(toJson({ id: 9007199254740993n, count: 7n })).toEqual({
    ok: true,
    value: { id: '9007199254740993', count: 7 },
  });
});

test('a value that would choke the runner is refused, however it is spread', () => {
  const mebi = 'x'.repeat(1024 * 1024);
  expect(toJson(Array.from({ length: 16 }, () => mebi))).toMatchObject({ ok: true });
  expect(toJson(Array.from({ length: 17 }, () => mebi))).toEqual({
    ok: false,
    why: 'the value is longer than 16777216 characters',
  });
});
