import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

const combine = '  combine: max\n';

test('a hint is kept beside the backoff in one way', () => {
  expect(told([combine, `${combine}  clamp: { from: backoff, aboveMs: 5000 }\n`])).toMatchInlineSnapshot(`
    "tides.yaml:56:12: clamp keeps a hint beside the backoff, and combine: max says another thing of the two
      expected: replace, or no clamp
        55 |   statuses: [503]
      > 56 |   combine: max
           |            ^^^
        57 |   clamp: { from: backoff, aboveMs: 5000 }"
  `);
});

test('a hint of 0 that is like no other', () => {
  expect(told([combine, `${combine}  zero: immediate\n`])).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:57:9: a hint of 0 retries at once, and any other is at least the backoff
      expected: backoff, if 0 is like any other hint
        56 |   combine: max
      > 57 |   zero: immediate
           |         ^^^^^^^^^
        58 |"
  `);
});

test('a body may be all that is read', () => {
  const headers =
    '  headers:\n    - { name: Retry-After-Ms, unit: ms }\n    - { name: Retry-After, unit: s, httpDate: true }\n';
  expect(told([headers, '  body: { pointer: /error/retryDelay }\n'])).toBe('valid');
});
