import {
  bodyTemplates,
  codeFrame,
  type Fixture,
  type HeaderLine,
  type Problem,
  parseTemplates,
  templateForms,
} from '@sdk-conformance/model';
import { toLatin1 } from './bytes.js';

/** Longest body of a fixture file, in bytes. */
const maxFileBytes = 1024 * 1024;

const example = 'for example HTTP/1.1 429 Too Many Requests';

/** Where in the file: line and column from 1, and how many characters. */
type Place = readonly [line: number, column: number, length?: number];

type Report = (place: Place, message: string, expected: string | null, got: string | null) => void;

export type ParsedFixture =
  | { readonly ok: true; readonly fixture: Fixture }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface Head {
  readonly lines: readonly string[];
  /** Offset of the first body byte. Null if no blank line ends the head. */
  readonly bodyAt: number | null;
}

function splitHead(text: string): Head {
  const lines: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = (end === -1 ? text.slice(at) : text.slice(at, end)).replace(/\r$/, '');
    if (line === '' && end !== -1) return { lines, bodyAt: end + 1 };
    lines.push(line);
    if (end === -1) break;
    at = end + 1;
  }
  return { lines, bodyAt: null };
}

function parseStatusLine(line: string, report: Report): { status: number; reason: string } {
  const match = /^HTTP\/(1\.0|1\.1|2|3) (\d{3})(?: ([\t\x20-\x7e\x80-\xff]*))?$/.exec(line);
  if (match === null) {
    const message = /^[A-Z]+ \S+ HTTP\//.test(line)
      ? 'this is a request, a fixture is a response'
      : line.startsWith('\xef\xbb\xbf')
        ? 'the file starts with a byte order mark'
        : 'not a status line';
    report(
      [1, 1, line.length],
      message,
      `HTTP/1.1, a status of three digits and a phrase, ${example}`,
      line.slice(0, 80),
    );
    return { status: 0, reason: '' };
  }
  const status = Number(match[2]);
  if (status < 200) {
    const expected = '200 to 999; a scenario sends 1xx first with `informational`';
    report([1, line.indexOf(' ') + 2, 3], 'not a final status', expected, String(status));
  }
  return { status, reason: (match[3] ?? '').trim() };
}

function parseHeader(line: string, number: number, report: Report): HeaderLine | null {
  if (/^[ \t]/.test(line)) {
    report([number, 1], 'a header line continues the one before (obs-fold)', 'each header on one line', line);
    return null;
  }
  const colon = line.indexOf(':');
  if (colon === -1) {
    report(
      [number, 1, line.length],
      'a header line without a colon',
      'Name: value, or an empty line before the body',
      line,
    );
    return null;
  }
  const name = line.slice(0, colon);
  if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) {
    report([number, 1, colon], 'not a header name', 'letters, digits and hyphens, the colon right after them', name);
    return null;
  }
  const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
  for (const mistake of parseTemplates(value).mistakes) {
    const column = line.indexOf(value, colon + 1) + mistake.offset + 1;
    report([number, column, mistake.length], mistake.message, templateForms, mistake.got);
  }
  return [name, value];
}

function isChunked(body: string): boolean {
  return /^[\da-f]+(;[^\r\n]*)?\r?\n/i.test(body) && /(^|\n)0\r?\n\r?\n$/.test(body);
}

function checkFraming(fixture: Fixture, lineOf: (name: string) => number, report: Report): void {
  const values = (name: string) => fixture.headers.filter(([n]) => n.toLowerCase() === name).map(([, value]) => value);
  const lengths = values('content-length');
  const encodings = values('transfer-encoding');
  const length = lengths[0];
  if (encodings.length > 0 && isChunked(toLatin1(fixture.body))) {
    const expected = 'the body itself, as curl -i prints it without --raw; it is cut into chunks when served';
    report([fixture.headers.length + 3, 1], 'the body still stands in its chunks', expected, null);
  }
  const actual = String(fixture.body.length);
  const templated = bodyTemplates(fixture) !== null;
  const encoding = encodings.find((value) => value.toLowerCase() !== 'chunked');
  if (encoding !== undefined) {
    report([lineOf('transfer-encoding'), 1], 'a transfer coding that cannot be served', 'chunked', encoding);
  }
  if (lengths.length > 1 || (length !== undefined && encodings.length > 0)) {
    const got = [...lengths.map((v) => `Content-Length: ${v}`), ...encodings.map((v) => `Transfer-Encoding: ${v}`)];
    report(
      [lineOf('content-length'), 1],
      'the length of the body is given twice',
      'one of these headers',
      got.join(', '),
    );
  } else if (length !== undefined && templated) {
    const expected = 'no Content-Length: it is added when served';
    report([lineOf('content-length'), 1], 'Content-Length over a body with templates', expected, length);
  } else if (length !== undefined && length !== actual) {
    const expected = `Content-Length: ${actual}, the bytes from the empty line to the end of the file`;
    report([lineOf('content-length'), 1], 'Content-Length is not the length of the body', expected, length);
  }
  if ((fixture.status === 204 || fixture.status === 304) && fixture.body.length > 0) {
    report(
      [fixture.headers.length + 3, 1],
      `a ${fixture.status} has no body`,
      'nothing after the empty line',
      `${actual} bytes`,
    );
  }
}

/**
 * Reads a raw HTTP/1.1 response as `curl -i` prints it. The head may end its lines with LF or CRLF, the body is kept to the byte.
 * What is not HTTP is refused with every mistake, its line and the reason.
 *
 * @param id path below `fixtures/` without the ending: `foilengine/429`
 *
 * @example
 * ```ts
 * import { parseFixture } from '@sdk-conformance/handlers';
 *
 * const text = 'HTTP/1.1 429 Too Many Requests\nRetry-After: 2\n\n';
 * const parsed = parseFixture('api/429', 'fixtures/api/429.http', new TextEncoder().encode(text));
 * if (parsed.ok) console.log(parsed.fixture.status); // 429
 * ```
 */
export function parseFixture(id: string, file: string, bytes: Uint8Array): ParsedFixture {
  const problems: Problem[] = [];
  // Control characters would garble the terminal that the code frame is printed on.
  const shown = new TextDecoder()
    .decode(bytes.subarray(0, 65_536))
    .replace(/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)/g, '\ufffd');
  const report: Report = ([line, column, length = 1], message, expected, got) => {
    const frame = shown === '' ? '' : codeFrame(shown, line, column, length);
    problems.push({ file, line, column, message, expected, got, nearest: null, frame });
  };
  const whole = (message: string, expected: string, got: string | null): ParsedFixture => ({
    ok: false,
    problems: [{ file, line: null, column: null, message, expected, got, nearest: null, frame: '' }],
  });
  if (bytes.length === 0) return whole('the file is empty', 'a raw HTTP/1.1 response, as curl -i prints it', null);
  if (bytes.length > maxFileBytes) {
    return whole('the file is larger than 1 MiB', 'a long text as {{repeat 1048576 x}}', `${bytes.length} bytes`);
  }

  const text = toLatin1(bytes);
  const { lines, bodyAt } = splitHead(text);
  const isControl = /[\x00-\x08\x0a-\x1f\x7f]/;
  const bad = lines.findIndex((line) => isControl.test(line));
  if (bad !== -1) {
    const at = lines[bad]?.search(isControl) ?? 0;
    const code = lines[bad]?.charCodeAt(at).toString(16).padStart(2, '0');
    report(
      [bad + 1, at + 1],
      'a control character in the head',
      'text; binary bytes only after an empty line',
      `0x${code}`,
    );
    return { ok: false, problems };
  }
  const { status, reason } = parseStatusLine(lines[0] ?? '', report);
  if (status === 0) return { ok: false, problems };
  const parsed = lines.slice(1).map((line, index) => parseHeader(line, index + 2, report));
  if (bodyAt === null) {
    report(
      [lines.length, 1],
      'the head does not end',
      'an empty line after the last header, also where there is no body',
      null,
    );
  }
  if (problems.length > 0 || bodyAt === null) return { ok: false, problems };

  const headers = parsed.filter((header) => header !== null);
  const fixture: Fixture = { id, file, status, reason, headers, body: bytes.slice(bodyAt) };
  checkFraming(fixture, (name) => headers.findIndex(([n]) => n.toLowerCase() === name) + 2, report);
  const mistakes = bodyTemplates(fixture) === null ? [] : parseTemplates(text.slice(bodyAt)).mistakes;
  for (const mistake of mistakes) {
    const before = text.slice(0, bodyAt + mistake.offset);
    const column = before.length - before.lastIndexOf('\n');
    report([before.split('\n').length, column, mistake.length], mistake.message, templateForms, mistake.got);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, fixture };
}
