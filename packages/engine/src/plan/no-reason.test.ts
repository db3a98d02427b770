import { expect, test } from 'vitest';
import { isNoReason } from './no-reason.js';

test.each([
  ['to do', true],
  ['TODO', true],
  ['to-do: ask Kim', true],
  ['[tbd]', true],
  ['FIXME', true],
  ['?', true],
  ['  ', true],
  ['…', true],
  ['the SDK has no streams', false],
  ['todos are a paid feature, and this SDK is the free one', false],
  ['later versions have it', false],
  ['ストリームがない', false],
])('%j: no reason %s', (reason, none) => {
  expect(isNoReason(reason)).toBe(none);
});
