import { expect, test } from 'vitest';
import { createOrdered } from './ordered.js';

test('values come in the order of their places, each as soon as it can', () => {
  const seen: string[] = [];
  const ordered = createOrdered<string>((value) => seen.push(value));
  ordered.put(2, ['c1', 'c2']);
  ordered.put(0, ['a']);
  expect(seen).toEqual(['a']);
  ordered.put(1, []);
  expect(seen).toEqual(['a', 'c1', 'c2']);
});
