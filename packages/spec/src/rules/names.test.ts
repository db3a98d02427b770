import { expect, test } from 'vitest';
import { told } from '../told.test.kit.js';

test('names are given in declared languages', () => {
  expect(
    told(
      ['{ ruby: retries, go: MaxRetries }', '{ ruby: retries, go: MaxRetries, rubby: x }'],
      ['go: ServiceError }', 'go: ServiceError, python: ServiceError }'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:15:48: the language rubby is not declared under languages
      expected: one of ruby, go
      did you mean: ruby
        14 | options:
      > 15 |   maxRetries: { ruby: retries, go: MaxRetries, rubby: x }
           |                                                ^^^^^
        16 |
    tides.yaml:32:72: the language python is not declared under languages
      expected: one of ruby, go
        31 |     Conflict: { extends: Request, names: { ruby: "Tides::Conflict", go: ConflictError } }
      > 32 |     Service: { names: { ruby: "Tides::ServiceError", go: ServiceError, python: ServiceError } }
           |                                                                        ^^^^^^
        33 |     Network: { names: { ruby: "Tides::NetworkError", go: NetworkError } }"
  `);
});

test('abort errors are given in declared languages', () => {
  expect(
    told(['streaming:', 'abort: { during: [request], settleWithinMs: 0, errors: { goo: [Canceled] } }\nstreaming:']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:58:58: the language goo is not declared under languages
      expected: one of ruby, go
      did you mean: go
        57 |
      > 58 | abort: { during: [request], settleWithinMs: 0, errors: { goo: [Canceled] } }
           |                                                          ^^^
        59 | streaming:"
  `);
});

test('an option without a name in a language is warned of', () => {
  expect(told([', go: MaxRetries', ''])).toMatchInlineSnapshot(`
    "valid
    warning: tides.yaml:15:3: the option maxRetries has no name in go
        14 | options:
      > 15 |   maxRetries: { ruby: retries }
           |   ^^^^^^^^^^
        16 |"
  `);
});
