import { expect, test } from 'vitest';
import { gravestOf, gravityOf } from './gravity.js';

test('a call that never settles is graver than a leak, and that than a wrong outcome, a retry, a wait and a field', () => {
  const order = ['call.settles', 'process.rejections', 'error.secrets', 'error.class', 'retry.count', 'retry.after'];
  expect([...order, 'error.message'].map(gravityOf)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('of a stream, what is given is an outcome, when it is asked for again is a retry, and how long it waits is timing', () => {
  expect(['stream.events', 'stream.retry', 'stream.idle'].map(gravityOf)).toEqual([3, 4, 5]);
});

test('of several requirements the gravest counts', () => {
  expect(gravestOf(['error.message', 'retry.status', 'error.secrets'])).toBe(2);
});
