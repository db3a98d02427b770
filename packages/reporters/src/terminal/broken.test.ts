import { expect, test } from 'vitest';
import { brokenWords } from './broken.js';

test('a change against what was observed is no broken promise', () => {
  expect(brokenWords({ requirement: 'retry.count', level: 'must' })).toBe('breaks retry.count (must)');
  expect(brokenWords({ requirement: 'retry.count', level: 'should' })).toBe('breaks retry.count (should)');
  expect(brokenWords({ requirement: 'retry.count', level: 'kept' })).toBe('changed since learnt: retry.count');
});

test('what newer rules ask for is told as a preview', () => {
  expect(brokenWords({ requirement: 'retry.count', level: 'should', preview: '2027-01' })).toBe(
    'breaks retry.count (preview: must by the rules of 2027-01)',
  );
});
