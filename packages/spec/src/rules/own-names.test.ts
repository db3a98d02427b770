import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('what a language has of its own keeps the rules', () => {
  const languages = 'languages: { ruby: Ruby, go: Go }\n';
  const own = (text: string) => told([languages, `${languages}\ninLanguages:\n  ${text}\n`]);
  expect(own('go: { hints: { headers: none } }')).toBe('valid');
  expect(
    [own('rust: { timeouts: { attemptMs: 1 } }'), own('go: { timeouts: { attemptMs: 9, totalMs: 5 } }')].join('\n\n'),
  ).toMatchInlineSnapshot(`
    "tides.yaml:15:3: there is no language rust
      expected: ruby or go
      got:      'rust'
      did you mean: ruby
        14 | inLanguages:
      > 15 |   rust: { timeouts: { attemptMs: 1 } }
           |   ^^^^
        16 |

    tides.yaml:15:44: one attempt may take 9 ms, and the whole call only 5 ms
        14 | inLanguages:
      > 15 |   go: { timeouts: { attemptMs: 9, totalMs: 5 } }
           |                                            ^
        16 |"
  `);
});

test('a base class that is the language’s own', () => {
  const tide = 'Tide: { names: { ruby: "Tides::Error", go: Error } }';
  const own = 'Tide: { builtin: true, names: { ruby: StandardError, go: Error } }';
  expect(told([tide, own])).toBe('valid');
  expect(told([tide, own.replace('builtin: true, ', '')])).toMatchInlineSnapshot(`
    "tides.yaml:29:28: a class called StandardError hides the one that Ruby has itself
      expected: another name, or the class with its module: tides.StandardError, say
      got:      'StandardError'
        28 |   classes:
      > 29 |     Tide: { names: { ruby: StandardError, go: Error } }
           |                            ^^^^^^^^^^^^^
        30 |     Request: { names: { ruby: "Tides::RequestError", go: RequestError } }"
  `);
  expect(told([tide, tide.replace('{ names', '{ builtin: true, names')])).toMatchInlineSnapshot(`
    "tides.yaml:29:13: no name of Tide is a class that a language has itself
      expected: Error or Exception, say, or no builtin
        28 |   classes:
      > 29 |     Tide: { builtin: true, names: { ruby: "Tides::Error", go: Error } }
           |             ^^^^^^^
        30 |     Request: { names: { ruby: "Tides::RequestError", go: RequestError } }"
  `);
  const service = 'Service: { names: { ruby: "Tides::ServiceError", go: ServiceError } }';
  expect(told([service, service.replace('{ names', '{ builtin: true, names')])).toMatchInlineSnapshot(`
    "tides.yaml:32:16: Service is not the base class, and so no class of the language
      expected: builtin under Tide
        31 |     Conflict: { extends: Request, names: { ruby: "Tides::Conflict", go: ConflictError } }
      > 32 |     Service: { builtin: true, names: { ruby: "Tides::ServiceError", go: ServiceError } }
           |                ^^^^^^^
        33 |     Network: { names: { ruby: "Tides::NetworkError", go: NetworkError } }"
  `);
});

test('what Java and Go have themselves names no class and no field', () => {
  expect(
    told(
      ['{ ruby: Ruby, go: Go }', '{ java: Java, go: Go }'],
      ['{ ruby: retries, go: MaxRetries }', '{ java: _, go: MaxRetries }'],
      ['{ ruby: "Tides::Error", go: Error }', '{ java: TidesException, go: Error }'],
      [
        '{ ruby: "Tides::RequestError", go: RequestError }',
        '{ java: UnsupportedOperationException, go: RequestError }',
      ],
      ['{ ruby: "Tides::Conflict", go: ConflictError }', '{ java: ConflictException, go: error }'],
      ['{ ruby: "Tides::ServiceError", go: ServiceError }', '{ java: Iterable, go: ServiceError }'],
      ['{ ruby: "Tides::NetworkError", go: NetworkError }', '{ java: NetworkException, go: NetworkError }'],
      ['{ ruby: status, go: Status }', '{ java: getStatus, go: Status }'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:15:23: no option can be called _ in Java: it is a keyword
      expected: another name
      got:      '_'
        14 | options:
      > 15 |   maxRetries: { java: _, go: MaxRetries }
           |                       ^
        16 |
    tides.yaml:30:31: a class called UnsupportedOperationException hides the one that Java has itself
      expected: another name, or the class with its module: tides.UnsupportedOperationException, say
      got:      'UnsupportedOperationException'
        29 |     Tide: { names: { java: TidesException, go: Error } }
      > 30 |     Request: { names: { java: UnsupportedOperationException, go: RequestError } }
           |                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        31 |     Conflict: { extends: Request, names: { java: ConflictException, go: error } }
    tides.yaml:31:73: a class called error hides the one that Go has itself
      expected: another name, or the class with its module: tides.error, say
      got:      'error'
        30 |     Request: { names: { java: UnsupportedOperationException, go: RequestError } }
      > 31 |     Conflict: { extends: Request, names: { java: ConflictException, go: error } }
           |                                                                         ^^^^^
        32 |     Service: { names: { java: Iterable, go: ServiceError } }
    tides.yaml:32:31: a class called Iterable hides the one that Java has itself
      expected: another name, or the class with its module: tides.Iterable, say
      got:      'Iterable'
        31 |     Conflict: { extends: Request, names: { java: ConflictException, go: error } }
      > 32 |     Service: { names: { java: Iterable, go: ServiceError } }
           |                               ^^^^^^^^
        33 |     Network: { names: { java: NetworkException, go: NetworkError } }"
  `);
});
