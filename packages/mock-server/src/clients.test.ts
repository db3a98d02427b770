import { request } from 'node:http';
import { request as requestSecurely } from 'node:https';
import type { Answer, Fault } from '@sdk-conformance/model';
import { afterEach, expect, test } from 'vitest';
import { closeAll, listing } from './api.test.kit.js';

afterEach(closeAll);

const plain: Answer = { fixture: 'http/body/null' };
const path = '/api/v1/sdk/personas';

interface Cause {
  readonly code?: string;
  readonly message: string;
}

/** What fetch makes of it: the status and body length, or where it failed and why. */
async function byFetch(baseUrl: string): Promise<string> {
  let response: Response;
  try {
    response = await fetch(baseUrl + path, { signal: AbortSignal.timeout(1000), redirect: 'manual' });
  } catch (error) {
    const { cause, name } = error as Error & { cause?: Cause };
    return `before the head: ${cause?.code ?? name}`;
  }
  try {
    return `${response.status}, ${(await response.arrayBuffer()).byteLength} bytes`;
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Cause };
    return `${response.status}, then: ${message}${cause?.message === undefined ? '' : ` (${cause.message})`}`;
  }
}

/** The same for node:http. */
function byHttp(baseUrl: string): Promise<string> {
  return new Promise((resolve) => {
    const send = baseUrl.startsWith('https:') ? requestSecurely : request;
    const sent = send(baseUrl + path, { timeout: 1000 }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(`${response.statusCode}, ${bytes} bytes`));
      response.on('error', (error: NodeJS.ErrnoException) => resolve(`${response.statusCode}, then: ${error.code}`));
    });
    sent.on('timeout', () => resolve('timeout'));
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(`before the head: ${error.code}`));
    sent.end();
  });
}

const cut = (bodyBytes: number): Answer => ({ ...plain, fault: { kind: 'truncate', in: 'body', bytes: bodyBytes } });

test.each<[string, Answer, string, string]>([
  ['none', plain, '500, 4 bytes', '500, 4 bytes'],
  ['informational', { ...plain, informational: [103] }, '500, 4 bytes', '500, 4 bytes'],
  ['delay', { ...plain, fault: { kind: 'delay', ms: 5 } }, '500, 4 bytes', '500, 4 bytes'],
  ['drip', { ...plain, fault: { kind: 'drip', bytes: 1, intervalMs: 2 } }, '500, 4 bytes', '500, 4 bytes'],
  ['closeIdle', { ...plain, fault: { kind: 'closeIdle' } }, '500, 4 bytes', '500, 4 bytes'],
  ['stall', { ...plain, fault: { kind: 'stall', after: 'request' } }, 'before the head: TimeoutError', 'timeout'],
  [
    'stall after head',
    { ...plain, fault: { kind: 'stall', after: 'head' } },
    '500, then: The operation was aborted due to timeout',
    'timeout',
  ],
  [
    'truncate body',
    cut(2),
    '500, then: terminated (Response body length does not match content-length header)',
    '500, then: ECONNRESET',
  ],
  [
    'truncate head',
    { ...plain, fault: { kind: 'truncate', in: 'head', bytes: 30 } },
    'before the head: UND_ERR_SOCKET',
    'before the head: ECONNRESET',
  ],
  [
    'reset',
    { fixture: null, fault: { kind: 'reset', after: 'request' } },
    'before the head: ECONNRESET',
    'before the head: ECONNRESET',
  ],
  [
    'close',
    { fixture: null, fault: { kind: 'close' } },
    'before the head: UND_ERR_SOCKET',
    'before the head: ECONNRESET',
  ],
  [
    'garbage',
    { fixture: null, fault: { kind: 'garbage', text: 'SSH-2.0-OpenSSH_9.2\r\n' } },
    'before the head: HPE_INVALID_CONSTANT',
    'before the head: HPE_INVALID_CONSTANT',
  ],
  [
    'garbage that never ends its head',
    { fixture: null, fault: { kind: 'garbage', text: `HTTP/1.1 200 OK\r\n${'X-Flood: all work\r\n'.repeat(20_000)}` } },
    'before the head: UND_ERR_HEADERS_OVERFLOW',
    'before the head: HPE_HEADER_OVERFLOW',
  ],
  [
    'refuse',
    { fixture: null, fault: { kind: 'refuse' } },
    'before the head: ECONNREFUSED',
    'before the head: ECONNREFUSED',
  ],
  // Without Accept-Encoding the coding is withheld.
  ['gzip', { fixture: 'http/body/gzip' }, '500, 67 bytes', '500, 67 bytes'],
  [
    'corrupt gzip',
    { fixture: 'http/body/gzip-corrupt' },
    '500, then: terminated (invalid block type)',
    '500, 81 bytes',
  ],
  ['redirect', { fixture: 'http/redirect/307' }, '307, 0 bytes', '307, 0 bytes'],
])('%s, seen by fetch and node:http', async (_, answer, fetched, requested) => {
  const call = await listing(answer);
  expect([await byFetch(call.baseUrl), await byHttp(call.baseUrl)]).toEqual([fetched, requested]);
});

test.each<[string, Fault, RegExp]>([
  // Where no name server answers, the machine cannot tell that there is no such name.
  ['a name that does not resolve', { kind: 'unresolved' }, /^before the head: (ENOTFOUND|EAI_AGAIN|TimeoutError)$/],
  [
    'a certificate that signs itself',
    { kind: 'handshake', by: 'certificate' },
    /^before the head: DEPTH_ZERO_SELF_SIGNED_CERT$/,
  ],
  ['plain text', { kind: 'handshake', by: 'plainText' }, /^before the head: (ERR_SSL_WRONG_VERSION_NUMBER|EPROTO)$/],
])('%s in place of a handshake, seen by fetch and node:http', async (_, fault, seen) => {
  const call = await listing({ fixture: null, fault });
  expect(await byFetch(call.baseUrl)).toMatch(seen);
  expect(await byHttp(call.baseUrl)).toMatch(seen);
  expect(call.exchanges()).toEqual([]);
});

test('a client that accepts any certificate has its request seen, and gets no answer', async () => {
  const call = await listing({ fixture: null, fault: { kind: 'handshake', by: 'certificate' } });
  const code = await new Promise((resolve) => {
    const options = { rejectUnauthorized: false, agent: false } as const;
    requestSecurely(call.baseUrl + path, options)
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      .on('response', () => resolve('a response'))
      .end();
  });
  expect([code, call.exchanges().map(({ served }) => served.label)]).toEqual(['ECONNRESET', ['handshake']]);
});

test('a reset in the body ends the body, before its length', async () => {
  const call = await listing({ ...plain, fault: { kind: 'reset', after: { bodyBytes: 2 } } });
  // Which error it is depends on whether the RST comes with the data or after it.
  expect(await byFetch(call.baseUrl)).toMatch(
    /^500, then: terminated \((Response body length does not match content-length header|read ECONNRESET)\)$/,
  );
  expect(await byHttp(call.baseUrl)).toMatch(/^500, then: ECONNRESET$/);
});

test('after closeIdle the next request goes over another connection', async () => {
  const call = await listing({ ...plain, fault: { kind: 'closeIdle' } }, { ...plain, status: 503 });
  expect([await byFetch(call.baseUrl), await byFetch(call.baseUrl)]).toEqual(['500, 4 bytes', '503, 4 bytes']);
});
