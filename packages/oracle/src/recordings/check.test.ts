import { gzipSync } from 'node:zlib';
import { type Fixture, formatProblem, type Operation, type Spec } from '@sdk-conformance/model';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { describe, expect, test } from 'vitest';
import { checkRecordings } from './check.js';

const { spec } = specInRepository('spec/foilengine.yaml');

interface Recorded {
  readonly operation?: string;
  readonly headers?: Fixture['headers'];
  readonly body: string | Uint8Array;
}

function told({ operation: id = 'getSession', headers = [], body }: Recorded, by: Spec = spec): string {
  const operation = by.operations.find((o) => o.id === id) as Operation;
  const fixture: Fixture = {
    id: operation.success.fixture,
    file: 'recorded.http',
    status: operation.success.status,
    reason: 'OK',
    headers: [['Content-Type', 'application/json'], ...headers],
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
  const { problems, warnings } = checkRecordings(by, new Map([[fixture.id, fixture]]));
  return [...problems.map(formatProblem), ...warnings.map((w) => `warning: ${formatProblem(w)}`)].join('\n');
}

describe('a success that has a value', () => {
  test.each([
    ['JSON', { body: '{"a": [1, "x", {"b": true}]}' }],
    ['JSON behind a byte order mark', { body: '\uFEFF{"a": 1}' }],
    ['a number', { body: '42' }],
    ['compressed JSON', { body: gzipSync('{"a": 1}'), headers: [['Content-Encoding', 'gzip']] }],
    ['templates', { body: '{"at": "{{isodate}}", "long": "{{repeat 10 x}}"}' }],
    ['nothing, where the status has no body', { operation: 'revokeApiKey', body: '' }],
    ['a stream', { operation: 'streamMessage', body: 'data: {"text":"one"}\n\nevent: done\ndata: {}\n\n' }],
  ] as const)('%s', (_, recorded) => {
    expect(told(recorded)).toBe('');
  });
});

describe('a success that has none', () => {
  test('broken JSON', () => {
    expect(told({ body: '{\n  "a": 1,\n  "b": [1, 2,]\n}\n' })).toMatchInlineSnapshot(`
      "recorded.http:6:14: the success of getSession is not JSON
        expected: a value
        got:      "]"
          5 |   "a": 1,
        > 6 |   "b": [1, 2,]
            |              ^
          7 | }"
    `);
  });

  test('JSON that ends too early', () => {
    expect(told({ body: '{\n  "a": {"b": 1\n' })).toMatchInlineSnapshot(`
      "recorded.http:6:1: the success of getSession is not JSON
        expected: a comma or }
        got:      the end of the body
          5 |   "a": {"b": 1
        > 6 |
            | ^"
    `);
  });

  test('a web page', () => {
    expect(told({ body: '<html>' })).toMatchInlineSnapshot(`
      "recorded.http:4:1: the success of getSession is not JSON
        expected: a value
        got:      "<"
          3 |
        > 4 | <html>
            | ^"
    `);
  });

  test('a coding that the body is not in', () => {
    expect(told({ body: '{"a": 1}', headers: [['Content-Encoding', 'gzip']] })).toMatchInlineSnapshot(`
      "recorded.http:3:1: the success of getSession says that its body is compressed, and it is not
        expected: a gzip body, or no Content-Encoding: gzip
        got:      "{\\"a\\": 1}"
          2 | Content-Type: application/json
        > 3 | Content-Encoding: gzip
            | ^
          4 |"
    `);
  });

  test('a coding that is not known', () => {
    expect(told({ body: '{"a": 1}', headers: [['Content-Encoding', 'br']] })).toMatchInlineSnapshot(`
      "recorded.http:3:1: the success of getSession is in a coding that no scenario can be made of
        expected: gzip, or no Content-Encoding
        got:      br
          2 | Content-Type: application/json
        > 3 | Content-Encoding: br
            | ^
          4 |"
    `);
  });

  test('a body that is cut in its chunks', () => {
    const headers = [['Transfer-Encoding', 'chunked']] as const;
    expect(told({ body: '1a\r\n{"a": 1,\r\n', headers })).toMatchInlineSnapshot(`
      "recorded.http:5:1: the success of getSession still stands in its chunks
        expected: the body itself, as curl -i prints it without --raw
        got:      "1a\\r"
          4 |
        > 5 | 1a
            | ^
          6 | {"a": 1,"
    `);
  });

  test('bytes that are no UTF-8', () => {
    expect(told({ body: new Uint8Array([0x22, 0xfc, 0x22]) })).toMatchInlineSnapshot(`
      "recorded.http:4:1: the success of getSession is not UTF-8
        expected: JSON in UTF-8
        got:      "\\"ü\\""
          3 |
        > 4 | "�"
            | ^"
    `);
  });

  test('nothing, where the spec takes that for an error', () => {
    expect(told({ body: '' }, { ...spec, success: { ...spec.success, empty: 'error' } })).toMatchInlineSnapshot(`
      "recorded.http:4:1: the success of getSession is empty, which the spec takes for an error
        expected: a body, or success.empty: "null" in the spec
        got:      nothing
          3 |
        > 4 |
            | ^"
    `);
  });

  test('a stream without its last event', () => {
    const operation = 'streamMessage';
    expect(told({ operation, body: 'data: {"text":"one"}\n\nevent: done\ndata: {}' })).toMatchInlineSnapshot(`
      "recorded.http:4:1: the success of streamMessage lacks the event that ends a stream
        expected: event: done, and an empty line behind it
        got:      message
          3 |
        > 4 | data: {"text":"one"}
            | ^
          5 |"
    `);
  });

  test('a stream that fails, or gives nothing', () => {
    const operation = 'streamMessage';
    expect(told({ operation, body: 'event: error\ndata: {}\n\nevent: done\ndata: {}\n\n' })).toMatchInlineSnapshot(`
      "recorded.http:4:1: the success of streamMessage tells of a failure
        expected: no such event
        got:      error
          3 |
        > 4 | event: error
            | ^
          5 | data: {}"
    `);
    const silent = {
      ...spec,
      streaming: spec.streaming && { ...spec.streaming, terminal: { event: 'done', data: null, given: false } },
    };
    expect(told({ operation, body: 'event: done\ndata: {}\n\n' }, silent)).toMatchInlineSnapshot(`
      "recorded.http:4:1: the success of streamMessage gives no event
        expected: an event at least
        got:      no event
          3 |
        > 4 | event: done
            | ^
          5 | data: {}"
    `);
  });
});

describe('a success that proves little', () => {
  test('nothing at a key, an empty list, an empty object', () => {
    expect(told({ body: '{\n  "a": null,\n  "b": {"c/d": []},\n  "e": {}\n}' })).toMatchInlineSnapshot(`
      "warning: recorded.http:5:8: null proves nothing: an SDK that loses /a gives the same
        expected: a value of its type, such as the API gives
        got:      null
          4 | {
        > 5 |   "a": null,
            |        ^
          6 |   "b": {"c/d": []},
      warning: recorded.http:6:16: an empty list proves nothing: an SDK that loses /b/c~1d gives the same
        expected: a value of its type, such as the API gives
        got:      an empty list
          5 |   "a": null,
        > 6 |   "b": {"c/d": []},
            |                ^
          7 |   "e": {}
      warning: recorded.http:7:8: an empty object proves nothing: an SDK that loses /e gives the same
        expected: a value of its type, such as the API gives
        got:      an empty object
          6 |   "b": {"c/d": []},
        > 7 |   "e": {}
            |        ^
          8 | }"
    `);
  });

  test('nothing in any item of a list', () => {
    expect(told({ body: '[{"a": null, "b": null}, {"a": 1, "b": null}]' })).toMatchInlineSnapshot(`
      "warning: recorded.http:4:19: null proves nothing: an SDK that loses /0/b gives the same
        expected: a value of its type, such as the API gives
        got:      null
          3 |
        > 4 | [{"a": null, "b": null}, {"a": 1, "b": null}]
            |                   ^"
    `);
  });

  test('nothing at all', () => {
    expect(told({ body: 'null' })).toMatchInlineSnapshot(`
      "warning: recorded.http:4:1: null proves nothing: an SDK that loses the value gives the same
        expected: a value of its type, such as the API gives
        got:      null
          3 |
        > 4 | null
            | ^"
    `);
    expect(told({ body: '' })).toMatchInlineSnapshot(`
      "warning: recorded.http:4:1: the success of getSession is empty: an SDK that loses its value gives the same
        expected: a body, or status 204 in place of 200
        got:      nothing
          3 |
        > 4 |
            | ^"
    `);
  });
});

test('what has no recording is not checked', () => {
  expect(checkRecordings(spec, new Map())).toEqual({ problems: [], warnings: [] });
});
