import { expect, test } from 'vitest';
import { decodeSegment, sortedPairs, splitTarget } from './request-line.js';

test('a target is its path and its query, the first question mark apart', () => {
  expect(['/a/b', '/a?b=c?d', '?b=c', '/a?'].map(splitTarget)).toEqual([
    { path: '/a/b', query: '' },
    { path: '/a', query: 'b=c?d' },
    { path: '', query: 'b=c' },
    { path: '/a', query: '' },
  ]);
});

test('a segment whose escapes are wrong is none', () => {
  expect(['a%20b', 'a+b', '%zz', '%'].map(decodeSegment)).toEqual(['a b', 'a+b', null, null]);
});

test('pairs of a query are compared by their names; those of one name keep their order', () => {
  const pairs = [
    ['b', '2'],
    ['a', '2'],
    ['c', '0'],
    ['a', '1'],
  ] as const;
  const sorted = [
    ['a', '2'],
    ['a', '1'],
    ['b', '2'],
    ['c', '0'],
  ];
  expect(sortedPairs(pairs)).toEqual(sorted);
  expect(sortedPairs([...pairs].reverse())).toEqual([
    ['a', '1'],
    ['a', '2'],
    ['b', '2'],
    ['c', '0'],
  ]);
  expect(pairs[0]).toEqual(['b', '2']);
});
