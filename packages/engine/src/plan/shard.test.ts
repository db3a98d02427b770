import type { Scenario } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { UsageError } from '../usage-error.js';
import { shardOf } from './shard.js';

const scenarios = Array.from({ length: 10 }, (_, at) => ({ id: `a/${at}` }) as Scenario);
const ids = (part: number, of: number) => shardOf(scenarios, { part, of }).map(({ id }) => id);

test('the parts have every scenario once, and differ by one at most', () => {
  expect([1, 2, 3].map((part) => ids(part, 3))).toEqual([
    ['a/0', 'a/3', 'a/6', 'a/9'],
    ['a/1', 'a/4', 'a/7'],
    ['a/2', 'a/5', 'a/8'],
  ]);
});

test('a part that has nothing is refused, for it would be green', () => {
  expect(() => ids(11, 11)).toThrow(
    new UsageError('--shard: there is nothing for part 11 of 11\n  expected: at most 10 parts, one a scenario'),
  );
});
