import type { Because } from '@sdk-conformance/oracle';
import { expect, test } from 'vitest';
import { mark, pass, placed } from './mark.js';

const because: Because = { requirement: 'retry.count', pointer: '/retry/maxRetries', text: 'three retries' };

test('a mark fails where what it asks for does not hold, and says what was seen then alone', () => {
  expect(mark(true, because, 'a', 'two')).toMatchObject({ verdict: 'pass', seen: '', expected: '' });
  expect(mark(false, because, 'a', 'two')).toMatchObject({ verdict: 'fail', seen: 'two', expected: 'three retries' });
});

test('marks are placed at an attempt; one that has an aspect keeps it, and none is given where none is said', () => {
  const own = { ...pass(because, null), aspect: 'gap' as const };
  expect(placed([pass(because, null), own], 2, 'action').map(({ attempt, aspect }) => [attempt, aspect])).toEqual([
    [2, 'action'],
    [2, 'gap'],
  ]);
  expect(placed([pass(because, null)], 0).map((m) => 'aspect' in m)).toEqual([false]);
});
