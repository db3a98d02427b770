import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Answer, Exchange } from '@sdk-conformance/model';
import { afterEach, expect, test } from 'vitest';
import { callOf, closeAll, get, hear, listing, ok, portOf, secretOf, step, talk } from './api.test.kit.js';
import type { OpenCall } from './index.js';

afterEach(closeAll);

const plain: Answer = { fixture: 'http/body/null' };
const key = `X-API-Key: ${secretOf('a')}`;
const head = `GET /api/v1/sdk/personas HTTP/1.1\r\nHost: x\r\n${key}\r\n`;
const posted = `POST /api/v1/sdk/chat/p/message HTTP/1.1\r\nHost: x\r\n${key}\r\n`;
const known = ['GET', '/api/v1/sdk/personas', 'a'];
const unknown = ['', '', null];

/** What is known of a request, and why and how it was rejected. */
function told({ request, client, step: own, operation, answer, served }: Exchange): readonly unknown[] {
  expect([own, operation, answer]).toEqual([null, null, -1]);
  const { method, target, rejected } = request;
  return [method, target, client, rejected?.in, served.label, rejected?.bytes, rejected?.cut];
}

async function recorded(call: OpenCall, count = 1): Promise<readonly Exchange[]> {
  await expect.poll(() => call.exchanges().length).toBe(count);
  return call.exchanges();
}

const sent: readonly [
  what: string,
  bytes: string,
  status: number,
  known: readonly unknown[],
  part: string,
  why: string,
  print: string,
][] = [
  [
    'no request line',
    'hello there\r\n\r\n',
    400,
    unknown,
    'requestLine',
    'bytes that begin no request of HTTP/1.1',
    'hello there\\r\\n\\r\\n',
  ],
  [
    'a blank in the target',
    'GET /api/v1/sdk/per sonas HTTP/1.1\r\nHost: x\r\n\r\n',
    400,
    unknown,
    'requestLine',
    'bytes that begin no request of HTTP/1.1',
    'GET /api/v1/sdk/per sonas HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n',
  ],
  [
    'HTTP/2',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    400,
    unknown,
    'requestLine',
    'HTTP/2, where HTTP/1.1 is served',
    'PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n',
  ],
  [
    'a method in lower case',
    head.replace('GET', 'get'),
    400,
    ['get', known[1], 'a'],
    'method',
    'get is no method of HTTP',
    '',
  ],
  [
    'a tunnel',
    `CONNECT api.x:443 HTTP/1.1\r\nHost: api.x:443\r\n${key}\r\n\r\n`,
    405,
    ['CONNECT', 'api.x:443', 'a'],
    'method',
    'CONNECT asks for a tunnel: the base URL is taken for a proxy',
    '',
  ],
  [
    'a control byte in a header',
    `${head}X-Trace: a\x01b\r\n\r\n`,
    400,
    known,
    'headers',
    'byte 0x01 in the value of X-Trace',
    '',
  ],
  [
    'a line end in a header',
    `${head}X-Trace: a\nb\r\n\r\n`,
    400,
    known,
    'headers',
    'byte 0x0a in the value of X-Trace',
    '',
  ],
  [
    'a blank in a header’s name',
    `${head}X Trace: a\r\n\r\n`,
    400,
    known,
    'headers',
    'a header line that is none: X Trace: a',
    '',
  ],
  [
    'two framings',
    `${posted}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n`,
    400,
    ['POST', '/api/v1/sdk/chat/p/message', 'a'],
    'headers',
    "Transfer-Encoding can't be present with Content-Length",
    '',
  ],
  ['no Host', `GET /api/v1/sdk/personas HTTP/1.1\r\n${key}\r\n\r\n`, 400, known, 'headers', 'no Host header', ''],
  ['two Hosts', `${head}host: y\r\n\r\n`, 400, known, 'headers', 'more than one Host header', ''],
  [
    '4 MB of headers',
    `${head}X-Trace: ${'a'.repeat(4_000_000)}\r\n\r\n`,
    431,
    known,
    'headers',
    'over 256 KiB of headers',
    '',
  ],
  [
    'a chunk without a size',
    `${posted}Transfer-Encoding: chunked\r\n\r\nzz\r\n`,
    400,
    ['POST', '/api/v1/sdk/chat/p/message', 'a'],
    'body',
    'Invalid character in chunk size',
    '',
  ],
];

test.each(sent)('%s', async (_, bytes, status, whose, part, why, print) => {
  const call = await listing(plain);
  const { text, end } = await talk(call, bytes, 3000);
  // What is still being sent when the answer comes may be answered by a reset.
  if (bytes.length < 1_000_000) expect([text.slice(9, 12), end]).toEqual([String(status), 'end']);
  const [exchange] = await recorded(call);
  if (exchange === undefined) return;
  expect(told(exchange)).toEqual([...whose, part, `${status}, rejected: ${why}`, print, false]);
  expect([exchange.served.status, exchange.late]).toEqual([status, false]);
  await expect.poll(() => call.exchanges()[0]?.served.endedAt).not.toBeNull();
});

test('a TLS handshake', async () => {
  const call = await listing(plain);
  const socket = connectTls({ port: portOf(call), host: '127.0.0.1' });
  await new Promise((resolve) => socket.once('error', resolve));
  const [exchange] = await recorded(call);
  expect(exchange?.request.rejected?.bytes).toMatch(/^(\\x[0-9a-f]{2}|.){11}$/);
  expect(exchange?.served.label).toBe('400, rejected: a TLS handshake, where the base URL says http');
});

test.each([
  ['its request line', 'GET /api/v1', 'fin', [...unknown, 'requestLine', 'cut in its request line', 'GET /api/v1']],
  ['its headers', head, 'fin', [...known, 'headers', 'cut in its headers', '']],
  ['its headers, by a reset', head, 'rst', [...known, 'headers', 'cut in its headers', '']],
  [
    'its body',
    `${posted}Content-Length: 10\r\n\r\nabc`,
    'fin',
    ['POST', '/api/v1/sdk/chat/p/message', 'a', 'body', 'cut in its body', ''],
  ],
  [
    'its body, by a reset',
    `${posted}Content-Length: 10\r\n\r\nabc`,
    'rst',
    ['POST', '/api/v1/sdk/chat/p/message', 'a', 'body', 'cut in its body', ''],
  ],
])('cut in %s', async (_, bytes, end, [method, target, client, part, why, print]) => {
  const call = await listing(plain);
  const socket = connect(portOf(call), '127.0.0.1').on('error', () => {});
  await new Promise((resolve) => socket.write(bytes, resolve));
  if (end === 'fin') socket.end();
  else setTimeout(() => socket.resetAndDestroy(), 50);
  await expect.poll(() => call.exchanges()[0]?.served.abandonedAt ?? null).not.toBeNull();
  const [exchange] = await recorded(call);
  if (exchange === undefined) return;
  expect(told(exchange)).toEqual([method, target, client, part, `rejected: ${why}`, print, true]);
  expect(exchange.served.endedAt).toBeNull();
  socket.destroy();
});

test.each([
  ['a head', head, 'never came to the end of its headers'],
  ['a body', `${posted}Content-Length: 10\r\n\r\nabc`, 'never came to the end of its body'],
])('%s that never ends shows when the call closes', async (_, bytes, why) => {
  const call = await listing(plain);
  const heard = talk(call, bytes, 5000);
  await new Promise((resolve) => setTimeout(resolve, 100));
  call.stepsSettled();
  await call.close();
  await heard;
  const [exchange] = call.exchanges();
  expect([exchange?.served.label, exchange?.request.rejected?.cut, exchange?.late]).toEqual([
    `rejected: ${why}`,
    false,
    false,
  ]);
});

test('a body that is longer than its Content-Length: the request is answered, what follows is none', async () => {
  const call = await callOf(step('s', 'sendMessage', [ok]));
  const socket = connect(portOf(call), '127.0.0.1');
  const heard = await hear(socket, `${posted}Content-Length: 2\r\n\r\n{}"more"`);
  expect([heard.text.slice(9, 12), heard.end]).toEqual(['200', 'end']);
  const [request, rest] = await recorded(call, 2);
  expect([request?.step, request?.request.rejected]).toEqual(['s', undefined]);
  expect(rest?.request.rejected).toEqual({
    in: 'body',
    why: 'bytes after the end of a request: its Content-Length is too small',
    bytes: '"more"',
    cut: false,
  });
});

test('connections without a request leave no trace', async () => {
  const call = await listing(plain, plain);
  for (const bytes of ['', get(undefined, 'a', 'keep-alive')]) {
    for (const end of ['destroy', 'resetAndDestroy'] as const) {
      const socket = connect(portOf(call), '127.0.0.1');
      await hear(socket, bytes, 100);
      socket[end]();
    }
  }
  expect((await talk(call, get())).text.slice(9, 12)).toBe('500');
  expect(call.exchanges().map(({ request }) => request.rejected)).toEqual([undefined, undefined, undefined]);
});

test('headers of any number, and an expectation that no server meets, are taken', async () => {
  const call = await listing(plain);
  await talk(call, `${head}${'X-A: 1\r\n'.repeat(3000)}\r\n`);
  await talk(call, `${head}Expect: the-best\r\n\r\n`);
  expect(call.exchanges().map(({ request }) => [request.headers.length, request.rejected])).toEqual([
    [3002, undefined],
    [3, undefined],
  ]);
});
