import { expect, test } from 'vitest';
import { edited, told, toldOf } from '../told.test.kit.js';

test('keys of JavaScript’s own', () => {
  expect(told(['maxRetries: 2', '__proto__: 2'], ['  all:', '  constructor: {}\n  all:'])).toMatchInlineSnapshot(`
    "tides.yaml:43:3: unknown key __proto__
      expected: one of maxRetries, optionRange, statuses, methods, unsafe, transport, runtimeResends, operations, quota, authRefresh, exhausted, source
        42 | retry:
      > 43 |   __proto__: 2
           |   ^^^^^^^^^
        44 |   statuses: [409, 500-504]
    tides.yaml:67:3: the key name is missing
        66 | rateLimits:
      > 67 |   constructor: {}
           |   ^^^^^^^^^^^
        68 |   all: { name: All, limit: 5, window: 10 s, scope: client, appliesTo: everything }
    tides.yaml:67:3: the key limit is missing
        66 | rateLimits:
      > 67 |   constructor: {}
           |   ^^^^^^^^^^^
        68 |   all: { name: All, limit: 5, window: 10 s, scope: client, appliesTo: everything }
    tides.yaml:67:3: the key window is missing
        66 | rateLimits:
      > 67 |   constructor: {}
           |   ^^^^^^^^^^^
        68 |   all: { name: All, limit: 5, window: 10 s, scope: client, appliesTo: everything }
    tides.yaml:67:3: the key scope is missing
        66 | rateLimits:
      > 67 |   constructor: {}
           |   ^^^^^^^^^^^
        68 |   all: { name: All, limit: 5, window: 10 s, scope: client, appliesTo: everything }
    tides.yaml:67:3: the key appliesTo is missing
        66 | rateLimits:
      > 67 |   constructor: {}
           |   ^^^^^^^^^^^
        68 |   all: { name: All, limit: 5, window: 10 s, scope: client, appliesTo: everything }"
  `);
});

test.each(['', '# only this\n', '- a\n', 'text\n', '42\n', '{}\n'])('a file that is no spec: %j', (text) => {
  expect(toldOf(text)).toMatchSnapshot();
});

test('a null is no value', () => {
  expect(toldOf(edited(['initialMs: 100', 'initialMs: ~']))).toMatchInlineSnapshot(`
    "tides.yaml:49:37: backoff.initialMs is not valid
      expected: milliseconds, at most 2147483647 (what a timer can wait)
      got:      nothing
        48 |
      > 49 | backoff: { kind: linear, initialMs: ~, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none } }
           |                                     ^
        50 |"
  `);
});
