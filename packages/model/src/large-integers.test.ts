import { expect, test } from 'vitest';
import { isLargeInteger, keepLargeIntegers } from './large-integers.js';

test('whole numbers above 2^53 keep their digits, and all else is as it was', () => {
  const json =
    '{"a":9007199254740993,"b":[-12345678901234567890,9007199254740991],"c":"9007199254740993 \\"1\\"","d":1e400,"e":1234567890123456789.5}';
  expect(keepLargeIntegers(json)).toBe(
    '{"a":"9007199254740993","b":["-12345678901234567890",9007199254740991],"c":"9007199254740993 \\"1\\"","d":1e400,"e":1234567890123456789.5}',
  );
});

test('a large integer as its digits', () => {
  expect(['9007199254740993', '9007199254740991', '42', 'id-9007199254740993'].map(isLargeInteger)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
