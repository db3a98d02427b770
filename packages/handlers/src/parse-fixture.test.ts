import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatProblem } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { parseFixture } from './parse-fixture.js';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** The message a person reads. */
function refused(text: string | Uint8Array): string {
  const parsed = parseFixture('a/b', 'fixtures/a/b.http', typeof text === 'string' ? bytes(text) : text);
  return parsed.ok ? 'accepted' : parsed.problems.map(formatProblem).join('\n');
}

function accepted(text: string) {
  const parsed = parseFixture('a/b', 'fixtures/a/b.http', bytes(text));
  if (!parsed.ok) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.fixture;
}

test('every recorded fixture is HTTP', () => {
  const root = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.http'));
  const problems = files.flatMap((file) => {
    const parsed = parseFixture(file.slice(0, -5), file, readFileSync(root + file));
    return parsed.ok ? [] : parsed.problems.map(formatProblem);
  });
  expect(problems).toEqual([]);
  expect(files.length).toBeGreaterThan(40);
});

test('LF and CRLF heads, header case and order, and the body to the byte', () => {
  const lf = accepted('HTTP/1.1 429 Too Many Requests\nX-b: 1\nx-A:  two words \nX-b: 3\n\n\r\n{}\n\xff');
  const crlf = accepted('HTTP/1.1 429 Too Many Requests\r\nX-b: 1\r\nx-A:  two words \r\nX-b: 3\r\n\r\n\r\n{}\n\xff');
  expect(lf).toEqual(crlf);
  expect(lf).toMatchObject({ id: 'a/b', file: 'fixtures/a/b.http', status: 429, reason: 'Too Many Requests' });
  expect(lf.headers).toEqual([
    ['X-b', '1'],
    ['x-A', 'two words'],
    ['X-b', '3'],
  ]);
  expect([...lf.body]).toEqual([13, 10, 123, 125, 10, 255]);
});

test('what curl -i prints for HTTP/2, and a status without a phrase', () => {
  expect(accepted('HTTP/2 503 \r\nserver: x\r\n\r\n')).toMatchObject({ status: 503, reason: '' });
  expect(accepted('HTTP/1.1 599\n\n')).toMatchObject({ status: 599, reason: '', headers: [] });
});

test('an encoded body is not read for templates', () => {
  expect(accepted('HTTP/1.1 500 X\nContent-Encoding: gzip\n\n\x1f\x8b{{').body).toHaveLength(4);
});

test('an empty file', () => {
  expect(refused('')).toMatchInlineSnapshot(`
    "fixtures/a/b.http: the file is empty
      expected: a raw HTTP/1.1 response, as curl -i prints it"
  `);
});

test('a file that is too large', () => {
  expect(refused(new Uint8Array(1024 * 1024 + 1))).toMatchInlineSnapshot(`
    "fixtures/a/b.http: the file is larger than 1 MiB
      expected: a long text as {{repeat 1048576 x}}
      got:      1048577 bytes"
  `);
});

test('not a status line', () => {
  expect(refused('{"error": null}\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:1:1: not a status line
      expected: HTTP/1.1, a status of three digits and a phrase, for example HTTP/1.1 429 Too Many Requests
      got:      {"error": null}
      > 1 | {"error": null}
          | ^^^^^^^^^^^^^^^
        2 |"
  `);
  expect(refused('HTTP/1.1 abc Bad\n\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:1:1: not a status line
      expected: HTTP/1.1, a status of three digits and a phrase, for example HTTP/1.1 429 Too Many Requests
      got:      HTTP/1.1 abc Bad
      > 1 | HTTP/1.1 abc Bad
          | ^^^^^^^^^^^^^^^^
        2 |"
  `);
  expect(refused('\xef\xbb\xbfHTTP/1.1 200 OK\n\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:1:1: the file starts with a byte order mark
      expected: HTTP/1.1, a status of three digits and a phrase, for example HTTP/1.1 429 Too Many Requests
      got:      ï»¿HTTP/1.1 200 OK
      > 1 | HTTP/1.1 200 OK
          | ^^^^^^^^^^^^^^^^^^
        2 |"
  `);
});

test('a request', () => {
  expect(refused('GET /api/v1/sdk/personas HTTP/1.1\nHost: x\n\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:1:1: this is a request, a fixture is a response
      expected: HTTP/1.1, a status of three digits and a phrase, for example HTTP/1.1 429 Too Many Requests
      got:      GET /api/v1/sdk/personas HTTP/1.1
      > 1 | GET /api/v1/sdk/personas HTTP/1.1
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        2 | Host: x"
  `);
});

test('a body that still stands in its chunks', () => {
  expect(refused('HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\r\nhello\r\n0\r\n\r\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:4:1: the body still stands in its chunks
      expected: the body itself, as curl -i prints it without --raw; it is cut into chunks when served
        3 |
      > 4 | 5
          | ^
        5 | hello"
  `);
  expect(accepted('HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\n').status).toBe(200);
});

test('an informational status', () => {
  expect(refused('HTTP/1.1 103 Early Hints\n\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:1:10: not a final status
      expected: 200 to 999; a scenario sends 1xx first with \`informational\`
      got:      103
      > 1 | HTTP/1.1 103 Early Hints
          |          ^^^
        2 |"
  `);
});

test('every mistake in the headers at once', () => {
  expect(
    refused(
      'HTTP/1.1 200 OK\nContent-Type application/json\nBad Name: 1\nX-Long: a\n  b\nRetry-After: {{htpdate +3s}}\n\n',
    ),
  ).toMatchInlineSnapshot(`
    "fixtures/a/b.http:2:1: a header line without a colon
      expected: Name: value, or an empty line before the body
      got:      Content-Type application/json
        1 | HTTP/1.1 200 OK
      > 2 | Content-Type application/json
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        3 | Bad Name: 1
    fixtures/a/b.http:3:1: not a header name
      expected: letters, digits and hyphens, the colon right after them
      got:      Bad Name
        2 | Content-Type application/json
      > 3 | Bad Name: 1
          | ^^^^^^^^
        4 | X-Long: a
    fixtures/a/b.http:5:1: a header line continues the one before (obs-fold)
      expected: each header on one line
      got:        b
        4 | X-Long: a
      > 5 |   b
          | ^
        6 | Retry-After: {{htpdate +3s}}
    fixtures/a/b.http:6:14: unknown template
      expected: {{httpdate +3s}}, {{rfc850date +3s}}, {{asctime +3s}}, {{isodate}}, {{epoch -1s}}, {{epochMs}}, {{otherOrigin}} or {{repeat 1024 x}}
      got:      {{htpdate +3s}}
        5 |   b
      > 6 | Retry-After: {{htpdate +3s}}
          |              ^^^^^^^^^^^^^^^
        7 |"
  `);
});

test('no blank line after the head', () => {
  expect(refused('HTTP/1.1 204 No Content\nServer: x\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:2:1: the head does not end
      expected: an empty line after the last header, also where there is no body
        1 | HTTP/1.1 204 No Content
      > 2 | Server: x
          | ^
        3 |"
  `);
});

test('a control character in the head', () => {
  expect(refused('HTTP/1.1 200 OK\nServer: a\x00b\n\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:2:10: a control character in the head
      expected: text; binary bytes only after an empty line
      got:      0x00
        1 | HTTP/1.1 200 OK
      > 2 | Server: a�b
          |          ^
        3 |"
  `);
  expect(refused('HTTP/1.1 200 OK\nA: b\rC: d\n\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:2:5: a control character in the head
      expected: text; binary bytes only after an empty line
      got:      0x0d
        1 | HTTP/1.1 200 OK
      > 2 | A: b�C: d
          |     ^
        3 |"
  `);
});

test('Content-Length that is not the length of the body', () => {
  expect(refused('HTTP/1.1 500 Error\nContent-Length: 2\n\n{}\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:2:1: Content-Length is not the length of the body
      expected: Content-Length: 3, the bytes from the empty line to the end of the file
      got:      2
        1 | HTTP/1.1 500 Error
      > 2 | Content-Length: 2
          | ^
        3 |"
  `);
});

test('a length given twice, over templates, and an unknown transfer coding', () => {
  expect(refused('HTTP/1.1 500 Error\nContent-Length: 2\nTransfer-Encoding: chunked\n\n{}')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:2:1: the length of the body is given twice
      expected: one of these headers
      got:      Content-Length: 2, Transfer-Encoding: chunked
        1 | HTTP/1.1 500 Error
      > 2 | Content-Length: 2
          | ^
        3 | Transfer-Encoding: chunked"
  `);
  expect(refused('HTTP/1.1 500 Error\nContent-Length: 15\n\n{{repeat 100 x}}')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:2:1: Content-Length over a body with templates
      expected: no Content-Length: it is added when served
      got:      15
        1 | HTTP/1.1 500 Error
      > 2 | Content-Length: 15
          | ^
        3 |"
  `);
  expect(refused('HTTP/1.1 500 Error\nTransfer-Encoding: gzip\n\n{}')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:2:1: a transfer coding that cannot be served
      expected: chunked
      got:      gzip
        1 | HTTP/1.1 500 Error
      > 2 | Transfer-Encoding: gzip
          | ^
        3 |"
  `);
});

test('a body where there is none', () => {
  expect(refused('HTTP/1.1 204 No Content\nServer: x\n\n{}')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:4:1: a 204 has no body
      expected: nothing after the empty line
      got:      2 bytes
        3 |
      > 4 | {}
          | ^"
  `);
});

test('a template in the body', () => {
  expect(refused('HTTP/1.1 500 Error\n\n{\n  "at": "{{epoc}}"')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:4:10: unknown template
      expected: {{httpdate +3s}}, {{rfc850date +3s}}, {{asctime +3s}}, {{isodate}}, {{epoch -1s}}, {{epochMs}}, {{otherOrigin}} or {{repeat 1024 x}}
      got:      {{epoc}}
        3 | {
      > 4 |   "at": "{{epoc}}"
          |          ^^^^^^^^"
  `);
  expect(refused('HTTP/1.1 500 Error\n\n{"at": "{{epoch"}\n')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:3:9: a template is not closed
      expected: {{httpdate +3s}}, {{rfc850date +3s}}, {{asctime +3s}}, {{isodate}}, {{epoch -1s}}, {{epochMs}}, {{otherOrigin}} or {{repeat 1024 x}}
      got:      {{epoch"}
        2 |
      > 3 | {"at": "{{epoch"}
          |         ^^^^^^^^^
        4 |"
  `);
  expect(refused('HTTP/1.1 500 Error\n\n{{repeat 99999999 x}}')).toMatchInlineSnapshot(`
    "fixtures/a/b.http:3:1: a template stands for more than 64 MiB
      expected: {{httpdate +3s}}, {{rfc850date +3s}}, {{asctime +3s}}, {{isodate}}, {{epoch -1s}}, {{epochMs}}, {{otherOrigin}} or {{repeat 1024 x}}
      got:      {{repeat 99999999 x}}
        2 |
      > 3 | {{repeat 99999999 x}}
          | ^^^^^^^^^^^^^^^^^^^^^"
  `);
});
