import { expect, test } from 'vitest';
import { carriedText } from './carried.js';

test('a credential stands in its format, or encoded', () => {
  expect([
    carriedText('{value}', 'k$&'),
    carriedText('Bearer {value}', 'key'),
    carriedText('Basic base64({value}:)', 'key'),
    carriedText('Basic base64(Jörg:{value})', 'key'),
  ]).toEqual(['k$&', 'Bearer key', 'Basic a2V5Og==', 'Basic SsO2cmc6a2V5']);
});
