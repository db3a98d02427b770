import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('the base class is a class', () => {
  expect(told(['base: Tide', 'base: Tides'], ['extends: Request', 'extends: Tide'])).toMatchInlineSnapshot(`
    "tides.yaml:27:9: there is no error class Tides
      expected: Tide, Request, Conflict, Service or Network
      got:      'Tides'
      did you mean: Tide
        26 | errors:
      > 27 |   base: Tides
           |         ^^^^^
        28 |   classes:"
  `);
});

test('a class that is raised or extended exists', () => {
  expect(
    told(['5xx: { error: Service }', '5xx: { error: Servce }'], ['extends: Request', 'extends: Requst']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:24:17: there is no error class Servce
      expected: Tide, Request, Conflict, Service or Network
      got:      'Servce'
      did you mean: Service
        23 |   4xx: { error: Request }
      > 24 |   5xx: { error: Servce }
           |                 ^^^^^^
        25 |
    tides.yaml:31:26: there is no error class Requst
      expected: Tide, Request, Conflict, Service or Network
      got:      'Requst'
      did you mean: Request
        30 |     Request: { names: { ruby: "Tides::RequestError", go: RequestError } }
      > 31 |     Conflict: { extends: Requst, names: { ruby: "Tides::Conflict", go: ConflictError } }
           |                          ^^^^^^
        32 |     Service: { names: { ruby: "Tides::ServiceError", go: ServiceError } }"
  `);
});

test('a field is carried by classes that exist', () => {
  expect(told(['status: { names', 'status: { classes: [Sevice], names'])).toMatchInlineSnapshot(`
    "tides.yaml:35:25: there is no error class Sevice
      expected: Tide, Request, Conflict, Service or Network
      got:      'Sevice'
      did you mean: Service
        34 |   fields:
      > 35 |     status: { classes: [Sevice], names: { ruby: status, go: Status } }
           |                         ^^^^^^
        36 |   transport:"
  `);
});

test('a transport fault raises a class that exists', () => {
  expect(told(['timeout: Network', 'timeout: Newtork'])).toMatchInlineSnapshot(`
    "tides.yaml:37:14: there is no error class Newtork
      expected: Tide, Request, Conflict, Service or Network
      got:      'Newtork'
      did you mean: Network
        36 |   transport:
      > 37 |     timeout: Newtork
           |              ^^^^^^^
        38 |   body:"
  `);
});

test('the base class extends nothing', () => {
  expect(told(['Tide: { names', 'Tide: { extends: Request, names'])).toMatchInlineSnapshot(`
    "tides.yaml:29:22: Tide is the base class and extends Request
      expected: nothing above the base class
      got:      'Request'
        28 |   classes:
      > 29 |     Tide: { extends: Request, names: { ruby: "Tides::Error", go: Error } }
           |                      ^^^^^^^
        30 |     Request: { names: { ruby: "Tides::RequestError", go: RequestError } }"
  `);
});

test('classes do not extend each other in a circle', () => {
  expect(told(['Request: { names', 'Request: { extends: Conflict, names'])).toMatchInlineSnapshot(`
    "tides.yaml:30:25: the classes above Request lead round in a circle
      expected: a way up to Tide
        29 |     Tide: { names: { ruby: "Tides::Error", go: Error } }
      > 30 |     Request: { extends: Conflict, names: { ruby: "Tides::RequestError", go: RequestError } }
           |                         ^^^^^^^^
        31 |     Conflict: { extends: Request, names: { ruby: "Tides::Conflict", go: ConflictError } }
    tides.yaml:31:26: the classes above Conflict lead round in a circle
      expected: a way up to Tide
        30 |     Request: { extends: Conflict, names: { ruby: "Tides::RequestError", go: RequestError } }
      > 31 |     Conflict: { extends: Request, names: { ruby: "Tides::Conflict", go: ConflictError } }
           |                          ^^^^^^^
        32 |     Service: { names: { ruby: "Tides::ServiceError", go: ServiceError } }"
  `);
});

test('a class has a name in each language', () => {
  expect(told([', go: ServiceError', ''])).toMatchInlineSnapshot(`
    "tides.yaml:32:16: Service has no name in go
        31 |     Conflict: { extends: Request, names: { ruby: "Tides::Conflict", go: ConflictError } }
      > 32 |     Service: { names: { ruby: "Tides::ServiceError" } }
           |                ^^^^^
        33 |     Network: { names: { ruby: "Tides::NetworkError", go: NetworkError } }"
  `);
});

test('no two classes have one name', () => {
  expect(told(['go: ServiceError', 'go: ConflictError'])).toMatchInlineSnapshot(`
    "tides.yaml:32:58: Service and Conflict are both called ConflictError in go
        31 |     Conflict: { extends: Request, names: { ruby: "Tides::Conflict", go: ConflictError } }
      > 32 |     Service: { names: { ruby: "Tides::ServiceError", go: ConflictError } }
           |                                                          ^^^^^^^^^^^^^
        33 |     Network: { names: { ruby: "Tides::NetworkError", go: NetworkError } }"
  `);
});

test('something raises each class', () => {
  expect(told(['timeout: Network', 'timeout: Tide'])).toMatchInlineSnapshot(`
    "tides.yaml:33:5: nothing raises the error class Network
      expected: a status, a code, a transport fault or a stream that raises it or a class below it, or raised: false
        32 |     Service: { names: { ruby: "Tides::ServiceError", go: ServiceError } }
      > 33 |     Network: { names: { ruby: "Tides::NetworkError", go: NetworkError } }
           |     ^^^^^^^
        34 |   fields:"
  `);
});

test('a deprecated class need not be raised', () => {
  expect(
    told(['timeout: Network', 'timeout: Tide'], ['Network: { names', 'Network: { deprecated: true, names']),
  ).toMatchInlineSnapshot(`"valid"`);
});

test('a name of before leads to one class, in a language that is declared', () => {
  expect(
    told([
      'Conflict: { extends: Request',
      'Conflict: { extends: Request, formerly: { go: ClashError, ruby: ["Tides::A", "Tides::B"] }',
    ]),
  ).toBe('valid');
  expect(
    told(
      ['Conflict: { extends: Request', 'Conflict: { extends: Request, formerly: { go: ServiceError }'],
      ['Service: { names', 'Service: { formerly: { perl: Tides }, names'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:31:47: Conflict and Service are both found as ServiceError in go
      expected: a name that no other class has or had
      got:      'ServiceError'
        30 |     Request: { names: { ruby: "Tides::RequestError", go: RequestError } }
      > 31 |     Conflict: { extends: Request, formerly: { go: ServiceError }, names: { ruby: "Tides::Conflict", go: ConflictError } }
           |                                               ^^
        32 |     Service: { formerly: { perl: Tides }, names: { ruby: "Tides::ServiceError", go: ServiceError } }
    tides.yaml:32:28: the language perl is not declared under languages
      expected: one of ruby, go
        31 |     Conflict: { extends: Request, formerly: { go: ServiceError }, names: { ruby: "Tides::Conflict", go: ConflictError } }
      > 32 |     Service: { formerly: { perl: Tides }, names: { ruby: "Tides::ServiceError", go: ServiceError } }
           |                            ^^^^
        33 |     Network: { names: { ruby: "Tides::NetworkError", go: NetworkError } }"
  `);
});
