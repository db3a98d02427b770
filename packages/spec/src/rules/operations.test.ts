import { expect, test } from 'vitest';
import { edited, specOf, told } from '../told.test.kit.js';

test('a parameter of the path is declared', () => {
  expect(told(['path: { harbour: string }', 'path: { harbor: string }'])).toMatchInlineSnapshot(`
    "tides.yaml:78:14: the path has {harbour}, which is not declared
      expected: path: {harbour: string}, say
        77 |   watch:
      > 78 |     request: GET /harbours/{harbour}/level
           |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        79 |     path: { harbor: string }
    tides.yaml:79:13: the path parameter harbor is not in /harbours/{harbour}/level
      expected: harbour
      did you mean: harbour
        78 |     request: GET /harbours/{harbour}/level
      > 79 |     path: { harbor: string }
           |             ^^^^^^
        80 |     query: { unit: [m, ft] }"
  `);
});

test('a parameter stands in the path once', () => {
  expect(told(['{harbour}/level', '{harbour}/level/{harbour}'])).toMatchInlineSnapshot(`
    "tides.yaml:78:14: the path has {harbour} twice
        77 |   watch:
      > 78 |     request: GET /harbours/{harbour}/level/{harbour}
           |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        79 |     path: { harbour: string }"
  `);
});

test('a parameter has one place', () => {
  expect(told(['body: { boat: string', 'body: { harbour: string'])).toMatchInlineSnapshot(`
    "tides.yaml:73:13: the parameter harbour stands in path and in body
        72 |     path: { harbour: { type: string, example: Cuxhaven } }
      > 73 |     body: { harbour: string, length: number?, crew: { type: array, optional: true }, source: string, value: string }
           |             ^^^^^^^
        74 |     credentials: [token]"
  `);
});

test('a path parameter cannot be left out', () => {
  expect(told(['path: { harbour: string }', 'path: { harbour: string? }'])).toMatchInlineSnapshot(`
    "tides.yaml:79:22: the path parameter harbour cannot be left out
        78 |     request: GET /harbours/{harbour}/level
      > 79 |     path: { harbour: string? }
           |                      ^^^^^^^
        80 |     query: { unit: [m, ft] }"
  `);
});

test('only a text lists what it may be', () => {
  expect(told(['{ type: array, optional: true }', '{ type: array, values: [a] }'])).toMatchInlineSnapshot(`
    "tides.yaml:73:65: the parameter crew lists texts, but its type is array
      expected: type: string
        72 |     path: { harbour: { type: string, example: Cuxhaven } }
      > 73 |     body: { boat: string, length: number?, crew: { type: array, values: [a] }, source: string, value: string }
           |                                                                 ^^^^^^
        74 |     credentials: [token]"
  `);
});

test('a GET has no body', () => {
  expect(told(['query: { unit: [m, ft] }', 'body: { unit: [m, ft] }'])).toMatchInlineSnapshot(`
    "tides.yaml:80:5: a GET request has no body
        79 |     path: { harbour: string }
      > 80 |     body: { unit: [m, ft] }
           |     ^^^^
        81 |     stream: true"
  `);
});

test('operations make different requests', () => {
  expect(
    told(
      ['GET /harbours/{harbour}/level', 'POST /harbours/{port}/berths'],
      ['path: { harbour: string }', 'path: { port: string }'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:45:13: no operation uses the method GET
      expected: POST
      got:      'GET'
        44 |   statuses: [409, 500-504]
      > 45 |   methods: [GET]
           |             ^^^
        46 |   operations:
    tides.yaml:78:14: watch makes the same request as book
      expected: another method or path, or a key of the body that is constant
        77 |   watch:
      > 78 |     request: POST /harbours/{port}/berths
           |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        79 |     path: { port: string }"
  `);
});

test('a credential is declared', () => {
  expect(told(['credentials: [token]', 'credentials: [tocken]'])).toMatchInlineSnapshot(`
    "tides.yaml:74:19: there is no credential tocken
      expected: token
      got:      'tocken'
      did you mean: token
        73 |     body: { boat: string, length: number?, crew: { type: array, optional: true }, source: string, value: string }
      > 74 |     credentials: [tocken]
           |                   ^^^^^^
        75 |     rateLimit: all"
  `);
});

test('two credentials do not share a header', () => {
  expect(
    told(
      ['credentials: [token]', 'credentials: [token, key]'],
      ['secret: true }', 'secret: true }\n  key: { header: authorization, secret: true }'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:75:26: token and key both need the header authorization
        74 |     body: { boat: string, length: number?, crew: { type: array, optional: true }, source: string, value: string }
      > 75 |     credentials: [token, key]
           |                          ^^^
        76 |     rateLimit: all"
  `);
});

test('a credential that is never sent is warned of', () => {
  expect(told(['secret: true }', 'secret: true }\n  key: { header: X-Key, secret: true }'])).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:19:3: no operation sends the credential key
        18 |   token: { header: Authorization, format: "Token {value}", secret: true }
      > 19 |   key: { header: X-Key, secret: true }
           |   ^^^
        20 |"
  `);
});

test('a rate limit is declared', () => {
  expect(told(['rateLimit: all', 'rateLimit: al'])).toMatchInlineSnapshot(`
    "tides.yaml:75:16: there is no rate limit al
      expected: all
      got:      'al'
      did you mean: all
        74 |     credentials: [token]
      > 75 |     rateLimit: al
           |                ^^
        76 |     response: { status: 201, fixture: tides/book }"
  `);
});

test('a rate limit that no operation draws on is warned of', () => {
  expect(told(['    rateLimit: all\n', ''])).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:67:3: no operation draws on the rate limit all
      expected: an operation that does, or elsewhere: true
        66 | rateLimits:
      > 67 |   all: { name: All, limit: 5, window: 10 s, scope: client, appliesTo: everything }
           |   ^^^
        68 |"
  `);
});

test('a rate limit may be used elsewhere', () => {
  expect(
    told(['    rateLimit: all\n', ''], ['appliesTo: everything', 'appliesTo: everything, elsewhere: true']),
  ).toMatchInlineSnapshot(`"valid"`);
});

test('a rate limit that is used here is not used elsewhere only', () => {
  expect(told(['appliesTo: everything', 'appliesTo: everything, elsewhere: true'])).toMatchInlineSnapshot(`
    "tides.yaml:67:83: the rate limit all is said to be used elsewhere only, but book draws on it
        66 | rateLimits:
      > 67 |   all: { name: All, limit: 5, window: 10 s, scope: client, appliesTo: everything, elsewhere: true }
           |                                                                                   ^^^^^^^^^
        68 |"
  `);
});

test('a retry rule is for an operation that exists', () => {
  expect(told(['book: { retried: true }', 'boook: { retried: true }'])).toMatchInlineSnapshot(`
    "tides.yaml:47:5: there is no operation boook
      expected: book or watch
      got:      'boook'
      did you mean: book
        46 |   operations:
      > 47 |     boook: { retried: true }
           |     ^^^^^
        48 |"
  `);
});

test('operations of the same request differ by what is constant in their bodies', () => {
  const shared = ['GET /harbours/{harbour}/level', 'POST /harbours/{harbour}/berths'] as const;
  const stream = 'body: { stream: { type: boolean, constant: true } }';
  const edits = [shared, ['query: { unit: [m, ft] }', stream], ['methods: [GET]', 'methods: [POST]']] as const;
  expect(told(...edits)).toBe('valid');
  expect(specOf(edited(...edits)).operations[1]?.parameters[1]).toEqual({
    name: 'stream',
    in: 'body',
    type: 'boolean',
    required: true,
    values: null,
    example: null,
    constant: true,
  });
});

test('only a key of the body is constant', () => {
  expect(told(['query: { unit: [m, ft] }', 'query: { unit: { type: string, constant: m } }'])).toMatchInlineSnapshot(`
    "tides.yaml:80:36: the parameter unit of the query is constant
      expected: a constant in the body only
        79 |     path: { harbour: string }
      > 80 |     query: { unit: { type: string, constant: m } }
           |                                    ^^^^^^^^
        81 |     stream: true"
  `);
});

test('what an operation answers when it succeeds is no error', () => {
  expect(told(['200: { meaning: OK }', '200: { error: Request }'])).toMatchInlineSnapshot(`
    "tides.yaml:82:25: watch succeeds with 200, and 200 raises Request in the table of statuses
      expected: the status of a success
      got:      200
        81 |     stream: true
      > 82 |     response: { status: 200, fixture: tides/watch }
           |                         ^^^
        83 |"
  `);
});

test('nor does it fall to the default, where that is one', () => {
  expect(
    told(['5xx: { error: Service }', '5xx: { error: Service }\n  default: { error: Tide }']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:77:25: book succeeds with 201, and default raises Tide in the table of statuses
      expected: a row 201 or 2xx in the table, without an error
      got:      201
        76 |     rateLimit: all
      > 77 |     response: { status: 201, fixture: tides/book }
           |                         ^^^
        78 |   watch:"
  `);
  expect(told(['5xx: { error: Service }', '5xx: { error: Service }\n  2xx: {}\n  default: { error: Tide }'])).toBe(
    'valid',
  );
});

test('an empty success is no error where an operation has it', () => {
  expect(
    told(['retry:\n', 'success: { empty: error }\nretry:\n'], ['status: 201', 'status: 204']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:42:19: an empty success is an error, and book succeeds with 204, which has no body
      expected: "null"
      got:      'error'
        41 |
      > 42 | success: { empty: error }
           |                   ^^^^^
        43 | retry:"
  `);
  expect(told(['retry:\n', 'success: { empty: error }\nretry:\n'])).toBe('valid');
});
