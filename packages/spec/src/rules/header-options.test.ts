import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

const options = 'options:\n';

test('an option that reaches the wire', () => {
  expect(told([options, `${options}  organization: { header: X-Organization }\n`])).toBe('valid');
});

test('an option has a header of its own', () => {
  expect(told([options, `${options}  account: { header: authorization }\n`])).toMatchInlineSnapshot(`
    "tides.yaml:15:3: the option account and the credential token are one header, authorization
      expected: an id and a header of its own, or the credential alone
        14 | options:
      > 15 |   account: { header: authorization }
           |   ^^^^^^^
        16 |   maxRetries: { ruby: retries, go: MaxRetries }
    tides.yaml:75:5: token and account both need the header authorization
        74 |     body: { boat: string, length: number?, crew: { type: array, optional: true }, source: string, value: string }
      > 75 |     credentials: [token]
           |     ^^^^^^^^^^^
        76 |     rateLimit: all"
  `);
});

test('an option that is no canonical one says which header it stands in', () => {
  expect(told([options, `${options}  maxRetry: { ruby: retries }\n`])).toMatchInlineSnapshot(`
    "tides.yaml:15:3: there is no canonical option maxRetry, and it has no header
      expected: one of maxRetries, timeoutMs, baseUrl, or header: the one that it stands in
        14 | options:
      > 15 |   maxRetry: { ruby: retries }
           |   ^^^^^^^^
        16 |   maxRetries: { ruby: retries, go: MaxRetries }"
  `);
});
