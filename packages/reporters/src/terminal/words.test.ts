import { expect, test } from 'vitest';
import { duration, exactMs, quoted, table, visibleWidth } from './words.js';

test.each([
  [0, '0 ms'],
  [999.4, '999 ms'],
  [4210, '4.2 s'],
  [60_000, '1 min'],
  [4_323_000, '1 h 12 min 3 s'],
  [90_061_000, '1 d 1 h 1 min 1 s'],
])('%d ms are %s', (ms, text) => expect(duration(ms)).toBe(text));

test.each([
  [0, '0 ms'],
  [1412.25, '1,412.3 ms'],
  [1_234_567, '1,234,567 ms'],
])('%d ms exactly are %s', (ms, text) => expect(exactMs(ms)).toBe(text));

test.each([
  ['retry/after/0.5/429', 'retry/after/0.5/429'],
  ['retry/**', "'retry/**'"],
  ["it's", "'it'\\''s'"],
])('%s is quoted for a shell as %s', (text, expected) => expect(quoted(text)).toBe(expected));

test('columns align by what is seen, not by colour codes', () => {
  expect(
    table(
      [
        ['a', '\u001b[1mbb\u001b[22m', 'c'],
        ['aaa', 'b', 'c'],
      ],
      visibleWidth,
    ),
  ).toEqual(['a    \u001b[1mbb\u001b[22m  c', 'aaa  b   c']);
});
