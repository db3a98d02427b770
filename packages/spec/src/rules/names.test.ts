import { expect, test } from 'vitest';
import { type Edit, told } from '../told.test.kit.js';

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

/** The small spec in two languages of which it is known what they keep. */
function inPythonAndCsharp(...edits: readonly Edit[]): string {
  const languages = [
    ['{ ruby: Ruby, go: Go }', '{ python: Python, csharp: "C#" }'],
    ['{ ruby: retries, go: MaxRetries }', '{ python: retries, csharp: MaxRetries }'],
    ['{ ruby: "Tides::Error", go: Error }', '{ python: TidesError, csharp: TidesException }'],
    ['{ ruby: "Tides::RequestError", go: RequestError }', '{ python: RequestError, csharp: RequestException }'],
    ['{ ruby: "Tides::Conflict", go: ConflictError }', '{ python: Conflict, csharp: ConflictException }'],
    ['{ ruby: "Tides::ServiceError", go: ServiceError }', '{ python: ServiceError, csharp: ServiceException }'],
    ['{ ruby: "Tides::NetworkError", go: NetworkError }', '{ python: NetworkError, csharp: NetworkException }'],
    ['{ ruby: status, go: Status }', '{ python: status, csharp: Status }'],
  ] as const;
  return told(...languages, ...edits);
}

test('a class is not called like a keyword', () => {
  expect(inPythonAndCsharp()).toBe('valid');
  expect(
    inPythonAndCsharp(['python: ServiceError', 'python: None'], ['csharp: ServiceException', 'csharp: tides.event']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:32:33: no class can be called None in Python: it is a keyword
      expected: another name
      got:      'None'
        31 |     Conflict: { extends: Request, names: { python: Conflict, csharp: ConflictException } }
      > 32 |     Service: { names: { python: None, csharp: tides.event } }
           |                                 ^^^^
        33 |     Network: { names: { python: NetworkError, csharp: NetworkException } }
    tides.yaml:32:47: no class can be called event in C#: it is a keyword
      expected: another name
      got:      'tides.event'
        31 |     Conflict: { extends: Request, names: { python: Conflict, csharp: ConflictException } }
      > 32 |     Service: { names: { python: None, csharp: tides.event } }
           |                                               ^^^^^^^^^^^
        33 |     Network: { names: { python: NetworkError, csharp: NetworkException } }"
  `);
});

test('a class does not hide one that the language has itself', () => {
  expect(
    inPythonAndCsharp(
      ['python: TidesError', 'python: Exception'],
      ['python: NetworkError', 'python: TimeoutError'],
      ['csharp: NetworkException', 'csharp: TimeoutException'],
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:29:30: a class called Exception hides the one that Python has itself
      expected: another name, or the class with its module: tides.Exception, say
      got:      'Exception'
        28 |   classes:
      > 29 |     Tide: { names: { python: Exception, csharp: TidesException } }
           |                              ^^^^^^^^^
        30 |     Request: { names: { python: RequestError, csharp: RequestException } }
    tides.yaml:33:33: a class called TimeoutError hides the one that Python has itself
      expected: another name, or the class with its module: tides.TimeoutError, say
      got:      'TimeoutError'
        32 |     Service: { names: { python: ServiceError, csharp: ServiceException } }
      > 33 |     Network: { names: { python: TimeoutError, csharp: TimeoutException } }
           |                                 ^^^^^^^^^^^^
        34 |   fields:
    tides.yaml:33:55: a class called TimeoutException hides the one that C# has itself
      expected: another name, or the class with its module: tides.TimeoutException, say
      got:      'TimeoutException'
        32 |     Service: { names: { python: ServiceError, csharp: ServiceException } }
      > 33 |     Network: { names: { python: TimeoutError, csharp: TimeoutException } }
           |                                                       ^^^^^^^^^^^^^^^^
        34 |   fields:"
  `);
});

test('a class with its module may be called like a builtin', () => {
  expect(inPythonAndCsharp(['python: NetworkError', 'python: tides.TimeoutError'])).toBe('valid');
});

test.each(['class', 'Error'])('no class of TypeScript is called %s', (name) => {
  const edits = ['go: Go', 'typescript: TypeScript'] as const;
  const names = ['MaxRetries', 'Error', 'RequestError', 'ConflictError', 'ServiceError', 'NetworkError', 'Status'];
  const renamed = names.map((go) => [`go: ${go} }`, `typescript: ${go === 'Error' ? name : go} }`] as const);
  expect(
    told(edits, ...renamed)
      .split('\n')
      .slice(0, 3)
      .join('\n'),
  ).toMatchSnapshot();
});

test('a field is not called like a keyword, nor like what every error has', () => {
  expect(
    inPythonAndCsharp(['{ python: status, csharp: Status }', '{ python: class, csharp: HResult }']),
  ).toMatchInlineSnapshot(`
    "tides.yaml:35:32: no field can be called class in Python: it is a keyword
      expected: another name
      got:      'class'
        34 |   fields:
      > 35 |     status: { names: { python: class, csharp: HResult } }
           |                                ^^^^^
        36 |   transport:
    tides.yaml:35:47: HResult holds something else on every error of C#
      expected: another name
      got:      'HResult'
        34 |   fields:
      > 35 |     status: { names: { python: class, csharp: HResult } }
           |                                               ^^^^^^^
        36 |   transport:"
  `);
});

test('a field that every error has is called as it is there', () => {
  const edit = (names: string) => ['  transport:\n', `    cause: { names: ${names} }\n  transport:\n`] as const;
  expect(inPythonAndCsharp(edit('{ python: __cause__, csharp: InnerException }'))).toBe('valid');
  expect(inPythonAndCsharp(edit('{ python: args, csharp: Data }'))).toMatchInlineSnapshot(`
    "tides.yaml:36:31: args holds something else on every error of Python
      expected: __cause__
      got:      'args'
        35 |     status: { names: { python: status, csharp: Status } }
      > 36 |     cause: { names: { python: args, csharp: Data } }
           |                               ^^^^
        37 |   transport:
    tides.yaml:36:45: Data holds something else on every error of C#
      expected: InnerException
      got:      'Data'
        35 |     status: { names: { python: status, csharp: Status } }
      > 36 |     cause: { names: { python: args, csharp: Data } }
           |                                             ^^^^
        37 |   transport:"
  `);
});

test('an option is not called like a keyword', () => {
  expect(inPythonAndCsharp(['python: retries', 'python: lambda'])).toMatchInlineSnapshot(`
    "tides.yaml:15:25: no option can be called lambda in Python: it is a keyword
      expected: another name
      got:      'lambda'
        14 | options:
      > 15 |   maxRetries: { python: lambda, csharp: MaxRetries }
           |                         ^^^^^^
        16 |"
  `);
});

test('two fields of an error differ', () => {
  const field = 'requestId: { header: X-Id, names: { ruby: status, go: Id } }';
  expect(told(['  transport:\n', `    ${field}\n  transport:\n`])).toMatchInlineSnapshot(`
    "tides.yaml:36:47: requestId and status are both called status in ruby
      expected: a name for each
      got:      'status'
        35 |     status: { names: { ruby: status, go: Status } }
      > 36 |     requestId: { header: X-Id, names: { ruby: status, go: Id } }
           |                                               ^^^^^^
        37 |   transport:"
  `);
});
