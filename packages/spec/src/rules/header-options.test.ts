import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

const options = 'options:\n';

test('an option that reaches the wire', () => {
  expect(told([options, `${options}  organization: { header: X-Organization }\n`])).toBe('valid');
});

test('an option has a header of its own', () => {
  expect(told([options, `${options}  account: { header: authorization }\n`])).toMatchInlineSnapshot(`
    "tides.yaml:15:3: the option account and the credential token are at one place, the header authorization
      expected: an id and a place of its own, or the credential alone
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
    "tides.yaml:15:3: there is no canonical option maxRetry, and it stands in no header or query
      expected: one of maxRetries, timeoutMs, baseUrl, or header: the one that it stands in
        14 | options:
      > 15 |   maxRetry: { ruby: retries }
           |   ^^^^^^^^
        16 |   maxRetries: { ruby: retries, go: MaxRetries }"
  `);
});

test('a credential or an option stands in one place, which no argument has', () => {
  const credentials = '  token: { header: Authorization, format: "Token {value}", secret: true }';
  const at = (place: string) =>
    told(
      [credentials, `  token: { ${place}secret: true }`],
      ['    stream: true', '    stream: true\n    credentials: [token]'],
    );
  expect(at('query: key, ')).toBe('valid');
  expect([at(''), at('header: A, query: a, '), at('query: unit, ')].join('\n\n')).toMatchInlineSnapshot(`
    "tides.yaml:18:3: nothing says where it stands
      expected: header: the name of a header, or query: the name of a parameter
        17 | credentials:
      > 18 |   token: { secret: true }
           |   ^^^^^
        19 |

    tides.yaml:18:3: it stands in two places at once
      expected: header: the name of a header, or query: the name of a parameter
        17 | credentials:
      > 18 |   token: { header: A, query: a, secret: true }
           |   ^^^^^
        19 |

    tides.yaml:18:3: the query parameter unit is an argument of watch, too
      expected: a parameter of its own
        17 | credentials:
      > 18 |   token: { query: unit, secret: true }
           |   ^^^^^
        19 |"
  `);
});
