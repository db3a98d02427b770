import { expect, test } from 'vitest';
import { nearestName } from './nearest.js';

test('the nearest name is the likely typo', () => {
  expect(nearestName('maxRetrys', ['statuses', 'maxRetries'])).toBe('maxRetries');
});

test('a name that resembles nothing has no nearest name', () => {
  expect(nearestName('bananas', ['maxRetries', 'statuses'])).toBeNull();
});
