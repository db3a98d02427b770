import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('an attempt does not outlast its call', () => {
  expect(told(['streaming:', 'timeouts: { attemptMs: 5000, totalMs: 1000 }\nstreaming:'])).toMatchInlineSnapshot(`
    "tides.yaml:58:39: one attempt may take 5000 ms, and the whole call only 1000 ms
        57 |
      > 58 | timeouts: { attemptMs: 5000, totalMs: 1000 }
           |                                       ^^^^
        59 | streaming:"
  `);
});

test('no time at all is no timeout', () => {
  expect(told(['streaming:', 'timeouts: { attemptMs: 0, totalMs: 0 }\nstreaming:'])).toMatchInlineSnapshot(`
    "tides.yaml:58:24: timeouts.attemptMs is not valid
      expected: milliseconds above 0, at most 2147483647 (what a timer can wait)
      got:      0
        57 |
      > 58 | timeouts: { attemptMs: 0, totalMs: 0 }
           |                        ^
        59 | streaming:
    tides.yaml:58:36: timeouts.totalMs is not valid
      expected: milliseconds above 0, at most 2147483647 (what a timer can wait)
      got:      0
        57 |
      > 58 | timeouts: { attemptMs: 0, totalMs: 0 }
           |                                    ^
        59 | streaming:"
  `);
});
