import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Exchange, HeaderLine, Rejection } from '@sdk-conformance/model';
import { headerLines } from './incoming.js';

/** As much of a request as could be read, and why it is not taken. */
export type RejectedRequest = Pick<Exchange['request'], 'method' | 'target' | 'headers'> & {
  readonly rejected: Rejection;
};

/** How bytes fail to be a request: the parser's own word for it, or an end before they are one. */
export type Misfit =
  | { readonly kind: 'unreadable'; readonly code: string; readonly reason: string }
  /** The client closed or reset the connection. */
  | { readonly kind: 'cut' }
  /** The call closes, and nothing more has come. */
  | { readonly kind: 'unfinished' };

/** What an error of node:http's parser or of its socket comes to. */
export function misfitOf(error: NodeJS.ErrnoException & { readonly reason?: string }): Misfit {
  const { code = '', reason = error.message } = error;
  return code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE'
    ? { kind: 'unreadable', code, reason }
    : { kind: 'cut' };
}

/** Headers longer than this are not taken; common servers take an eighth of it (bytes). */
export const maxHeadBytes = 256 * 1024;

/** The status that a server answers what it cannot read with; null where nobody waits for an answer. */
export function statusFor(misfit: Misfit): number | null {
  if (misfit.kind !== 'unreadable') return null;
  return misfit.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
}

const shownBytes = 48;

/** Bytes in print: `\x16\x03\x01` for what is no ASCII text. */
export function inPrint(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, shownBytes)).toString('latin1');
  const escaped = text.replace(/[^\x20-\x7e]/g, (byte) => {
    if (byte === '\r') return '\\r';
    return byte === '\n' ? '\\n' : `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
  return bytes.length > shownBytes ? `${escaped}…` : escaped;
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

interface Head {
  readonly method: string;
  readonly target: string;
  readonly lines: readonly string[];
}

/** Request line and header lines of a head, as far as they have come; null where there is no request line. */
function readHead(bytes: Uint8Array): Head | null {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/^(?:\r\n)+/, '');
  const [first = '', ...rest] = text.split('\r\n');
  const [, method, target] = /^(\S+) (\S+) HTTP\/1\.[01]$/.exec(first) ?? [];
  if (method === undefined || target === undefined || !token.test(method) || rest.length === 0) return null;
  const end = rest.indexOf('');
  return { method, target, lines: end < 0 ? rest : rest.slice(0, end) };
}

function headersOf(lines: readonly string[]): readonly HeaderLine[] {
  return lines.flatMap((line): HeaderLine[] => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
  });
}

/** What is wrong with a header line; null where it is one. */
function lineMistake(line: string): string | null {
  const [[name, value] = ['', '']] = headersOf([line]);
  if (!token.test(name)) return `a header line that is none: ${inPrint(Buffer.from(line, 'latin1'))}`;
  const control = /[\0-\x08\x0a-\x1f\x7f]/.exec(value)?.[0];
  if (control === undefined) return null;
  return `byte 0x${control.charCodeAt(0).toString(16).padStart(2, '0')} in the value of ${name}`;
}

// Of a ClientHello up to its version: the rest is random.
const tlsPrefixBytes = 11;

function isTls(bytes: Uint8Array): boolean {
  return bytes[0] === 0x16 && bytes[1] === 0x03;
}

function noRequestLine(bytes: Uint8Array): string {
  if (isTls(bytes)) return 'a TLS handshake, where the base URL says http';
  const preface = Buffer.from(bytes.subarray(0, 14)).toString('latin1') === 'PRI * HTTP/2.0';
  return preface ? 'HTTP/2, where HTTP/1.1 is served' : 'bytes that begin no request of HTTP/1.1';
}

function headerMistake(lines: readonly string[], { code, reason }: Extract<Misfit, { kind: 'unreadable' }>): string {
  if (code === 'HPE_HEADER_OVERFLOW') return `over ${maxHeadBytes / 1024} KiB of headers`;
  return lines.map(lineMistake).find((mistake) => mistake !== null) ?? reason;
}

/** What came of a head that is no request: wrong, or not whole. */
export function rejectedHead(bytes: Uint8Array, misfit: Misfit): RejectedRequest {
  const cut = misfit.kind === 'cut';
  const head = readHead(bytes);
  const ended = cut ? 'cut in' : 'never came to the end of';
  if (head === null) {
    const why = misfit.kind === 'unreadable' ? noRequestLine(bytes) : `${ended} its request line`;
    const shown = isTls(bytes) ? bytes.subarray(0, tlsPrefixBytes) : bytes;
    return { method: '', target: '', headers: [], rejected: { in: 'requestLine', why, bytes: inPrint(shown), cut } };
  }
  const { method, target, lines } = head;
  const because = (part: Rejection['in'], why: string): RejectedRequest => ({
    method,
    target,
    headers: headersOf(lines),
    rejected: { in: part, why, bytes: '', cut },
  });
  if (misfit.kind !== 'unreadable') return because('headers', `${ended} its headers`);
  if (misfit.code === 'HPE_INVALID_METHOD') return because('method', `${method} is no method of HTTP`);
  return because('headers', headerMistake(lines, misfit));
}

/** Why the body of a request that is being read is not taken. */
export function rejectedBody(misfit: Misfit): Rejection {
  const cut = misfit.kind === 'cut';
  const ended = cut ? 'cut in its body' : 'never came to the end of its body';
  return { in: 'body', why: misfit.kind === 'unreadable' ? misfit.reason : ended, bytes: '', cut };
}

/** What follows a request on its connection and begins no other. */
export function rejectedTail(bytes: Uint8Array): RejectedRequest {
  const why = 'bytes after the end of a request: its Content-Length is too small';
  const rejected: Rejection = { in: 'body', why, bytes: inPrint(bytes), cut: false };
  return { method: '', target: '', headers: [], rejected };
}

/** Why a head that was read is not taken; null where it is. RFC 9112 section 3.2: a server must answer 400 to either. */
export function headRejection({ rawHeaders, httpVersion }: IncomingMessage): Rejection | null {
  let hosts = 0;
  for (const [n, name] of rawHeaders.entries()) {
    if (n % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  if (hosts === 1 || (hosts === 0 && httpVersion === '1.0')) return null;
  return { in: 'headers', why: hosts === 0 ? 'no Host header' : 'more than one Host header', bytes: '', cut: false };
}

/** A client that asks for a tunnel takes the base URL for a proxy's. */
export function rejectedTunnel({ url = '', rawHeaders }: IncomingMessage): RejectedRequest {
  const why = 'CONNECT asks for a tunnel: the base URL is taken for a proxy';
  const rejected: Rejection = { in: 'method', why, bytes: '', cut: false };
  return { method: 'CONNECT', target: url, headers: headerLines(rawHeaders), rejected };
}

/** Answers what no ServerResponse is there for, and closes the connection. */
export function answerRaw(socket: Socket, status: number): void {
  const phrase = STATUS_CODES[status] ?? '';
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${phrase}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  socket.destroySoon();
}
