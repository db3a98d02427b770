import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonMistake } from './json.js';

test.each([
  ['{"a": 1,}', 8, 'a key in double quotes'],
  ['[1, 2', 5, 'a comma or ]'],
  ['[1 2]', 3, 'a comma or ]'],
  ['{a: 1}', 1, 'a key in double quotes or }'],
  ["{'a': 1}", 1, 'a key in double quotes or }'],
  ['{"a" 1}', 5, 'a colon'],
  ['{"a": }', 6, 'a value'],
  ['[', 1, 'a value or ]'],
  ['{"a": 1]', 7, 'a comma or }'],
  ['{} x', 3, 'nothing behind the value'],
  ['"a\nb"', 0, 'a value'],
  ['01', 1, 'nothing behind the value'],
  ['', 0, 'a value'],
  ['NaN', 0, 'a value'],
] as const)('%j breaks at %i', (text, offset, expected) => {
  expect(jsonMistake(text)).toEqual({ offset, expected });
});

test('JSON has no mistake', () => {
  fc.assert(fc.property(fc.json(), (text) => jsonMistake(text) === null));
});

test('what JSON.parse refuses has one, and nothing else', () => {
  const nearly = fc.array(fc.constantFrom('{', '}', '[', ']', ':', ',', '"a"', '1', '-', 'true', ' ', '.5', 'e1'));
  fc.assert(
    fc.property(nearly, (parts) => {
      const text = parts.join('');
      return (jsonMistake(text) === null) === parses(text);
    }),
    { numRuns: 2000 },
  );
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
