import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('a source is declared', () => {
  expect(told(['source: docs\n', 'source: doc\n'])).toMatchInlineSnapshot(`
    "tides.yaml:2:9: there is no source doc
      expected: docs
      got:      'doc'
      did you mean: docs
        1 | specVersion: 1
      > 2 | source: doc
          |         ^^^
        3 |"
  `);
});

test('a policy names its source', () => {
  expect(
    told(['source: docs\n', ''], ['retry:', 'retry:\n  source: docs'], ['backoff: {', 'backoff: { source: docs, ']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:14:3: options.maxRetries names no source
      expected: source: docs, in options or nearer
        13 | options:
      > 14 |   maxRetries: { ruby: retries, go: MaxRetries }
           |   ^^^^^^^^^^
        15 |
    tides.yaml:17:3: credentials.token names no source
      expected: source: docs, in credentials or nearer
        16 | credentials:
      > 17 |   token: { header: Authorization, format: "Token {value}", secret: true }
           |   ^^^^^
        18 |
    tides.yaml:20:3: statuses.200 names no source
      expected: source: docs, in statuses or nearer
        19 | statuses:
      > 20 |   200: { meaning: OK }
           |   ^^^
        21 |   409: { meaning: Conflict, error: Conflict }
    tides.yaml:26:3: errors.base names no source
      expected: source: docs, in errors or nearer
        25 | errors:
      > 26 |   base: Tide
           |   ^^^^
        27 |   classes:
    tides.yaml:52:3: hints.headers names no source
      expected: source: docs, in hints or nearer
        51 | hints:
      > 52 |   headers:
           |   ^^^^^^^
        53 |     - { name: Retry-After-Ms, unit: ms }
    tides.yaml:59:3: streaming.format names no source
      expected: source: docs, in streaming or nearer
        58 | streaming:
      > 59 |   format: sse
           |   ^^^^^^
        60 |   terminal: { data: "[DONE]" }
    tides.yaml:63:3: identity.fresh names no source
      expected: source: docs, in identity or nearer
        62 | identity:
      > 63 |   fresh: [X-Attempt]
           |   ^^^^^
        64 |   idempotency: { header: Idempotency-Key, methods: [POST], stableOnRetry: true }
    tides.yaml:67:3: rateLimits.all names no source
      expected: source: docs, in rateLimits or nearer
        66 | rateLimits:
      > 67 |   all: { name: All, limit: 5, window: 10 s, scope: client, appliesTo: everything }
           |   ^^^
        68 |
    tides.yaml:70:3: operations.book names no source
      expected: source: docs, in operations or nearer
        69 | operations:
      > 70 |   book:
           |   ^^^^
        71 |     request: POST /harbours/{harbour}/berths"
  `);
});

test('a single value names its source', () => {
  expect(told(['maxRetries: 2', 'maxRetries: { value: 2, source: dox }'])).toMatchInlineSnapshot(`
    "tides.yaml:43:35: there is no source dox
      expected: docs
      got:      'dox'
      did you mean: docs
        42 | retry:
      > 43 |   maxRetries: { value: 2, source: dox }
           |                                   ^^^
        44 |   statuses: [409, 500-504]"
  `);
});

test('a source that nothing names is warned of', () => {
  expect(told(['level: must }', 'level: must }\n  ours: { title: Ours, level: should }'])).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:11:3: nothing names the source ours
        10 |   docs: { title: The documentation of Tide Tables, level: must }
      > 11 |   ours: { title: Ours, level: should }
           |   ^^^^
        12 |"
  `);
});

test('a list may name the source of each of its entries', () => {
  expect(
    told(
      ['source: docs\n', ''],
      ...['options', 'credentials', 'statuses', 'retry', 'operations', 'streaming', 'identity', 'rateLimits'].map(
        (section) => [`\n${section}:\n`, `\n${section}:\n  source: docs\n`] as const,
      ),
      ['backoff: {', 'backoff: { source: docs,'],
      ['hints:\n', 'hints:\n  source: docs\n'],
      [
        '  base: Tide\n',
        '  base: { value: Tide, source: docs }\n  discriminator: [{ pointer: /code, source: docs }]\n',
      ],
    ),
  ).not.toContain('discriminator names no source');
});
