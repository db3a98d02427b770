import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('an unknown key', () => {
  expect(told(['maxRetries: 2', 'maxRetrys: 2'])).toMatchInlineSnapshot(`
    "tides.yaml:43:3: unknown key maxRetrys
      expected: one of maxRetries, optionRange, statuses, methods, unsafe, transport, runtimeResends, operations, quota, authRefresh, exhausted, source
      did you mean: maxRetries
        42 | retry:
      > 43 |   maxRetrys: 2
           |   ^^^^^^^^^
        44 |   statuses: [409, 500-504]"
  `);
});

test('a key that is missing and one that is like it are one mistake', () => {
  expect(told(['    request: GET', '    requst: GET'])).toMatchInlineSnapshot(`
    "tides.yaml:78:5: unknown key requst
      expected: one of request, response, summary, path, query, body, bodyAs, credentials, rateLimit, stream, retry, timeoutMs, idempotent, source
      did you mean: request
        77 |   watch:
      > 78 |     requst: GET /harbours/{harbour}/level
           |     ^^^^^^
        79 |     path: { harbour: string }"
  `);
});

test('a key that is missing', () => {
  expect(told(['  combine: max\n', ''], ['specVersion: 1\n', ''])).toMatchInlineSnapshot(`
    "tides.yaml:1:1: the key specVersion is missing
      > 1 | source: docs
          | ^^^^^^^^^^^^
        2 |"
  `);
});

test('a value of the wrong kind', () => {
  expect(
    told(['maxRetries: 2', 'maxRetries: "2"'], ['[409, 500-504]', '409'], ['kind: linear', 'kind: [linear]']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:43:15: retry.maxRetries is not valid
      expected: a whole number, 0 or more
      got:      '2'
        42 | retry:
      > 43 |   maxRetries: "2"
           |               ^^^
        44 |   statuses: 409
    tides.yaml:44:13: retry.statuses is not valid
      expected: none, or a list of statuses such as 429 or 5xx
      got:      409
        43 |   maxRetries: "2"
      > 44 |   statuses: 409
           |             ^^^
        45 |   methods: [GET]
    tides.yaml:49:18: backoff.kind is not valid
      expected: one of exponential, linear, polynomial, constant, listed
      got:      a list
        48 |
      > 49 | backoff: { kind: [linear], initialMs: 100, factor: 1, maxMs: 1000, clampAfterJitter: true, jitter: { kind: none } }
           |                  ^^^^^^^^
        50 |"
  `);
});

test('a value that is empty', () => {
  expect(
    told(['maxRetries: 2', 'maxRetries:'], ['[GET]', '[]'], ['{ meaning: OK }', '{ meaning: "" }']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:21:10: statuses.200.meaning is empty
        20 | statuses:
      > 21 |   200: { meaning: "" }
           |          ^^^^^^^
        22 |   409: { meaning: Conflict, error: Conflict }
    tides.yaml:43:14: retry.maxRetries is not valid
      expected: a whole number, 0 or more
      got:      nothing
        42 | retry:
      > 43 |   maxRetries:
           |              ^
        44 |   statuses: [409, 500-504]
    tides.yaml:45:3: retry.methods is empty
        44 |   statuses: [409, 500-504]
      > 45 |   methods: []
           |   ^^^^^^^
        46 |   operations:"
  `);
});

test('a word that is like another one', () => {
  expect(told(['combine: max', 'combine: replce'], ['[GET]', '[GET, put]'])).toMatchInlineSnapshot(`
    "tides.yaml:45:18: retry.methods[1] is not valid
      expected: one of GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE
      got:      'put'
      did you mean: PUT
        44 |   statuses: [409, 500-504]
      > 45 |   methods: [GET, put]
           |                  ^^^
        46 |   operations:
    tides.yaml:56:12: hints.combine is not valid
      expected: one of replace, max, add
      got:      'replce'
      did you mean: replace
        55 |   statuses: [503]
      > 56 |   combine: replce
           |            ^^^^^^
        57 |"
  `);
});

test('a number out of bounds', () => {
  expect(
    told(['maxRetries: 2', 'maxRetries: -1'], ['status: 201', 'status: 404'], ['limit: 5', 'limit: 0.5']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:43:15: retry.maxRetries is not valid
      expected: a whole number, 0 or more
      got:      -1
        42 | retry:
      > 43 |   maxRetries: -1
           |               ^^
        44 |   statuses: [409, 500-504]
    tides.yaml:67:28: rateLimits.all.limit is not valid
      expected: a whole number, 1 or more
      got:      0.5
        66 | rateLimits:
      > 67 |   all: { name: All, limit: 0.5, window: 10 s, scope: client, appliesTo: everything }
           |                            ^^^
        68 |
    tides.yaml:76:25: operations.book.response.status is not valid
      expected: a status from 200 to 299
      got:      404
        75 |     rateLimit: all
      > 76 |     response: { status: 404, fixture: tides/book }
           |                         ^^^
        77 |   watch:"
  `);
});

test('statuses', () => {
  expect(told(['409: { meaning', '600: { meaning'], ['5xx:', '6xx:'], ['500-504', '600-699'])).toMatchInlineSnapshot(`
    "tides.yaml:22:3: 600 is no valid key here
      expected: a status from 100 to 599, a range (5xx, 494-499, or 500+ for 500 and above) or default
      got:      '600'
        21 |   200: { meaning: OK }
      > 22 |   600: { meaning: Conflict, error: Conflict }
           |   ^^^
        23 |   4xx: { error: Request }
    tides.yaml:24:3: 6xx is no valid key here
      expected: a status from 100 to 599, a range (5xx, 494-499, or 500+ for 500 and above) or default
      got:      '6xx'
        23 |   4xx: { error: Request }
      > 24 |   6xx: { error: Service }
           |   ^^^
        25 |
    tides.yaml:44:19: retry.statuses[1] is not valid
      expected: a status from 100 to 599, or a range (5xx, 494-499, or 500+ for 500 and above)
      got:      '600-699'
        43 |   maxRetries: 2
      > 44 |   statuses: [409, 600-699]
           |                   ^^^^^^^
        45 |   methods: [GET]"
  `);
});

test('the same twice in a list', () => {
  expect(told(['[409, 500-504]', '[409, 500-504, 409]'])).toMatchInlineSnapshot(`
    "tides.yaml:44:28: 409 stands here twice
        43 |   maxRetries: 2
      > 44 |   statuses: [409, 500-504, 409]
           |                            ^^^
        45 |   methods: [GET]"
  `);
});

test('a policy in a form of its own', () => {
  expect(told(['[GET]', '{ kinds: [GET] }'], ['maxRetries: 2', 'maxRetries: { value: 2 }'])).toMatchInlineSnapshot(`
    "tides.yaml:43:15: retry.maxRetries is not valid
      expected: a whole number, 0 or more; or {value: …, source: …}
      got:      keys and values
        42 | retry:
      > 43 |   maxRetries: { value: 2 }
           |               ^^^^^^^^^^^^
        44 |   statuses: [409, 500-504]
    tides.yaml:45:12: retry.methods is not valid
      expected: all, or a list of methods; or {value: …, source: …}
      got:      keys and values
        44 |   statuses: [409, 500-504]
      > 45 |   methods: { kinds: [GET] }
           |            ^^^^^^^^^^^^^^^^
        46 |   operations:"
  `);
});

test('parameters', () => {
  expect(told(['length: number?', 'length: numbr?'], ['type: array', 'type: list'])).toMatchInlineSnapshot(`
    "tides.yaml:73:35: operations.book.body.length is not valid
      expected: one of string, uuid, integer, number, boolean, object, array, with ? where it may be left out
      got:      'numbr?'
        72 |     path: { harbour: { type: string, example: Cuxhaven } }
      > 73 |     body: { boat: string, length: numbr?, crew: { type: list, optional: true }, source: string, value: string }
           |                                   ^^^^^^
        74 |     credentials: [token]
    tides.yaml:73:57: operations.book.body.crew.type is not valid
      expected: one of string, uuid, integer, number, boolean, object, array
      got:      'list'
        72 |     path: { harbour: { type: string, example: Cuxhaven } }
      > 73 |     body: { boat: string, length: numbr?, crew: { type: list, optional: true }, source: string, value: string }
           |                                                         ^^^^
        74 |     credentials: [token]"
  `);
});

test('ids and names', () => {
  expect(
    told(
      ['id: tides', 'id: Tides!'],
      ['go: ServiceError', 'go: Service Error'],
      ['    Network:', '    network:'],
      ['rateLimits:\n  all', 'rateLimits:\n  All'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:5:7: api.id is not valid
      expected: an id in lower case, such as foilengine
      got:      'Tides!'
        4 | api:
      > 5 |   id: Tides!
          |       ^^^^^^
        6 |   name: Tide Tables
    tides.yaml:32:58: errors.classes.Service.names.go is not valid
      expected: a name of code, such as RateLimitError or Errors::RateLimit
      got:      'Service Error'
        31 |     Conflict: { extends: Request, names: { ruby: "Tides::Conflict", go: ConflictError } }
      > 32 |     Service: { names: { ruby: "Tides::ServiceError", go: Service Error } }
           |                                                          ^^^^^^^^^^^^^
        33 |     network: { names: { ruby: "Tides::NetworkError", go: NetworkError } }
    tides.yaml:33:5: network is no valid key here
      expected: the id of an error class, such as RateLimit
      got:      'network'
        32 |     Service: { names: { ruby: "Tides::ServiceError", go: Service Error } }
      > 33 |     network: { names: { ruby: "Tides::NetworkError", go: NetworkError } }
           |     ^^^^^^^
        34 |   fields:
    tides.yaml:67:3: All is no valid key here
      expected: a camelCase id, such as sendMessage
      got:      'All'
        66 | rateLimits:
      > 67 |   All: { name: All, limit: 5, window: 10 s, scope: client, appliesTo: everything }
           |   ^^^
        68 |"
  `);
});

test('a request that is none', () => {
  expect(told(['GET /harbours/{harbour}/level', 'FETCH harbours'])).toMatchInlineSnapshot(`
    "tides.yaml:78:14: operations.watch.request is not valid
      expected: a method and a path, such as GET /v1/users/{user_id}
      got:      'FETCH harbours'
        77 |   watch:
      > 78 |     request: FETCH harbours
           |              ^^^^^^^^^^^^^^
        79 |     path: { harbour: string }"
  `);
});

test('URLs', () => {
  expect(told(['https://tides.example/v2', 'tides.example/v2/'])).toMatchInlineSnapshot(`
    "tides.yaml:7:12: api.baseUrl is not valid
      expected: an http or https URL without a slash at its end
      got:      'tides.example/v2/'
        6 |   name: Tide Tables
      > 7 |   baseUrl: tides.example/v2/
          |            ^^^^^^^^^^^^^^^^^
        8 |"
  `);
});

test('control characters of a value do not reach the terminal', () => {
  expect(told(['id: tides', 'id: "\\e[2J"'])).toMatchInlineSnapshot(`
    "tides.yaml:5:7: api.id is not valid
      expected: an id in lower case, such as foilengine
      got:      '\\u001b[2J'
        4 | api:
      > 5 |   id: "\\e[2J"
          |       ^^^^^^^
        6 |   name: Tide Tables"
  `);
});

test('another version', () => {
  expect(told(['specVersion: 1', 'specVersion: 2'])).toMatchInlineSnapshot(`
    "tides.yaml:1:14: specVersion is not valid
      expected: 1
      got:      2
      > 1 | specVersion: 2
          |              ^
        2 | source: docs"
  `);
});
