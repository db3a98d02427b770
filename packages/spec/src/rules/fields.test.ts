import { expect, test } from 'vitest';
import { type Edit, told } from '../told.test.kit.js';

const fields = (text: string): Edit => ['    status: { names: { ruby: status, go: Status } }', text];
const inErrors = (text: string): Edit => [
  '  transport:\n    timeout: Network',
  `  transport:\n    timeout: Network\n${text}`,
];
const names = 'names: { ruby: port, go: Port }';

test('a field of your own comes from one place', () => {
  expect(
    told(
      fields(
        [
          `    status: { names: { ruby: status, go: Status }, pointer: /status }`,
          `    sttaus: { names: { ruby: a, go: A } }`,
          `    both: { names: { ruby: b, go: B }, pointer: /b, body: raw }`,
          `    port: { ${names}, header: [X-Port, X-Harbour], none: 0 }`,
        ].join('\n'),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:35:52: pointer means nothing of status
      expected: a field of another name, for what else stands in the answer
        34 |   fields:
      > 35 |     status: { names: { ruby: status, go: Status }, pointer: /status }
           |                                                    ^^^^^^^
        36 |     sttaus: { names: { ruby: a, go: A } }
    tides.yaml:36:5: the spec does not say what sttaus holds
      expected: one of status, retryAfter, message, cause, requestId or headers, or pointer, header or body: raw
      did you mean: status
        35 |     status: { names: { ruby: status, go: Status }, pointer: /status }
      > 36 |     sttaus: { names: { ruby: a, go: A } }
           |     ^^^^^^
        37 |     both: { names: { ruby: b, go: B }, pointer: /b, body: raw }
    tides.yaml:37:53: both comes from two places at once: pointer and body
      expected: pointer, header or body
        36 |     sttaus: { names: { ruby: a, go: A } }
      > 37 |     both: { names: { ruby: b, go: B }, pointer: /b, body: raw }
           |                                                     ^^^^
        38 |     port: { names: { ruby: port, go: Port }, header: [X-Port, X-Harbour], none: 0 }
    tides.yaml:38:75: none means nothing of port
      expected: none under status
        37 |     both: { names: { ruby: b, go: B }, pointer: /b, body: raw }
      > 38 |     port: { names: { ruby: port, go: Port }, header: [X-Port, X-Harbour], none: 0 }
           |                                                                           ^^^^
        39 |   transport:"
  `);
  expect(told(fields(`    port: { ${names}, header: [X-Port, X-Harbour] }`))).toMatchInlineSnapshot(`"valid"`);
});

test('fields of your own have names that differ and that a language can take', () => {
  expect(
    told(
      fields(
        `    status: { names: { ruby: status, go: Status } }\n    port: { names: { ruby: status, perl: port }, body: raw }`,
      ),
    ),
  ).toMatchInlineSnapshot(`
    "tides.yaml:36:28: port and status are both called status in ruby
      expected: a name for each
      got:      'status'
        35 |     status: { names: { ruby: status, go: Status } }
      > 36 |     port: { names: { ruby: status, perl: port }, body: raw }
           |                            ^^^^^^
        37 |   transport:
    tides.yaml:36:36: the language perl is not declared under languages
      expected: one of ruby, go
        35 |     status: { names: { ruby: status, go: Status } }
      > 36 |     port: { names: { ruby: status, perl: port }, body: raw }
           |                                    ^^^^
        37 |   transport:"
  `);
});

test('a kind raises a class in some language, or is none of the classes', () => {
  expect(
    told(inErrors('  outside: { timeout: { ruby: Timeout, go: Deadline }, reset: { ruby: Reset } }')),
  ).toMatchInlineSnapshot(`
    "tides.yaml:37:5: timeout raises an error of no class in every language
      expected: errors.outside alone
        36 |   transport:
      > 37 |     timeout: Network
           |     ^^^^^^^
        38 |   outside: { timeout: { ruby: Timeout, go: Deadline }, reset: { ruby: Reset } }"
  `);
  expect(told(inErrors('  outside: { timeout: { ruby: "Timeout::Error" } }'))).toMatchInlineSnapshot(`"valid"`);
});

test('a name tells one thing, and a code stands somewhere', () => {
  expect(told(inErrors('  named: { is: X, pointer: /title }'))).toMatchInlineSnapshot(`
    "tides.yaml:38:3: the name tells two things at once
      expected: class, code, {is: a text} or {pointer: a place}
        37 |     timeout: Network
      > 38 |   named: { is: X, pointer: /title }
           |   ^^^^^
        39 |   body:"
  `);
  expect(told(inErrors('  named: {}'))).toMatchInlineSnapshot(`
    "tides.yaml:38:3: nothing says what the name tells
      expected: class, code, {is: a text} or {pointer: a place}
        37 |     timeout: Network
      > 38 |   named: {}
           |   ^^^^^
        39 |   body:"
  `);
  expect(told(inErrors('  named: code'))).toMatchInlineSnapshot(`
    "tides.yaml:38:10: the spec does not say where a code stands
      expected: errors.discriminator: where an error tells its code
        37 |     timeout: Network
      > 38 |   named: code
           |          ^^^^
        39 |   body:"
  `);
});

test('a class that the file does not raise is raised elsewhere, or not', () => {
  const network: Edit = ['Network: { names', 'Network: { raised: false, names'];
  expect(told(network)).toMatchInlineSnapshot(`
    "tides.yaml:33:16: the file raises Network
      expected: no raised: false
        32 |     Service: { names: { ruby: "Tides::ServiceError", go: ServiceError } }
      > 33 |     Network: { raised: false, names: { ruby: "Tides::NetworkError", go: NetworkError } }
           |                ^^^^^^
        34 |   fields:"
  `);
  expect(told(network, ['timeout: Network', 'timeout: Service'])).toMatchInlineSnapshot(`"valid"`);
});
