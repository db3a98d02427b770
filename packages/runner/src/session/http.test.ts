import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { acting, all, target, told } from '../testing/stage.js';
import { type HttpEnd, serveHttp } from './http.js';
import type { Session } from './session.js';

const open: HttpEnd[] = [];
afterEach(async () => {
  for (const end of open.splice(0)) await end.close();
});

/** A session that answers every message, and notes what came. */
async function listening(messageMs = 5_000) {
  const heard: string[] = [];
  const session: Session = {
    handle: async (path, body) => {
      heard.push(`${path} ${JSON.stringify(body)}`);
      return path.endsWith('/none') ? { error: { code: 'unknownCall', message: 'there is no call none' } } : {};
    },
    broken: () => () => {},
    idle: () => [],
    hand: () => {},
    echo: () => {},
    abandon: () => {},
    finish: () => {},
  };
  const note = (path: string, why: string) => void heard.push(`${path}: ${why}`);
  const limits = { messageBytes: 50, messageMs, messageDepth: 3 };
  const end = await serveHttp(session, { broken: note, refused: note }, limits);
  open.push(end);
  return { url: end.url, heard };
}

async function textOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) text += chunk;
  return text;
}

async function answer(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  const text = await response.text();
  return [response.status, text === '' ? null : JSON.parse(text)];
}

test('messages are JSON by POST behind the token', async () => {
  const { url, heard } = await listening();
  const post = (path: string, body: string) => answer(`${url}${path}`, { method: 'POST', body });
  expect(await post('/v1/sessions', '{"protocol":1}')).toEqual([200, {}]);
  expect(await post('/v1/sessions/s/calls/none', '{}')).toEqual([
    404,
    { error: { code: 'unknownCall', message: 'there is no call none' } },
  ]);
  expect(await post('/v1/sessions', '{')).toMatchInlineSnapshot(`
    [
      400,
      {
        "error": {
          "code": "invalidMessage",
          "message": "the message is not JSON",
        },
      },
    ]
  `);
  expect(await post('/v1/sessions', JSON.stringify('x'.repeat(60)))).toMatchInlineSnapshot(`
    [
      413,
      {
        "error": {
          "code": "invalidMessage",
          "message": "the message is longer than 50 bytes",
        },
      },
    ]
  `);
  expect(await answer(`${url}/v1/sessions`, {})).toMatchInlineSnapshot(`
    [
      405,
      {
        "error": {
          "code": "invalidMessage",
          "message": "messages are sent by POST",
        },
      },
    ]
  `);
  expect(heard).toMatchInlineSnapshot(`
    [
      "/v1/sessions {"protocol":1}",
      "/v1/sessions/s/calls/none {}",
      "/v1/sessions: the message is not JSON",
      "/v1/sessions: the message is longer than 50 bytes",
      "/v1/sessions: messages are sent by POST, this came by GET",
    ]
  `);
});

test('without the token nothing is answered', async () => {
  const { url, heard } = await listening();
  const { origin, pathname } = new URL(url);
  const wrong = `/${'0'.repeat(pathname.length - 1)}`;
  const refused = [
    403,
    { error: { code: 'unknownSession', message: 'the token of CONFORMANCE_URL is missing or wrong' } },
  ];
  expect(await answer(`${origin}${wrong}/v1/sessions`, { method: 'POST', body: '{}' })).toEqual(refused);
  expect(await answer(`${origin}/v1/sessions`, { method: 'POST', body: '{}' })).toEqual(refused);
  expect(await answer(`${origin}/`, { method: 'OPTIONS' })).toEqual(refused);
  const told = 'a message to the session: the token of CONFORMANCE_URL is missing or wrong';
  expect(heard).toEqual([told, told, told]);
});

test('a connection may wait for its first byte as long as the machine is busy, a message that has begun may not', async () => {
  const { url, heard } = await listening(20);
  const { port, pathname } = new URL(url);
  const head = (path: string) =>
    `POST ${pathname}/v1/${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n`;
  const begun = connect(Number(port), '127.0.0.1');
  const late = connect(Number(port), '127.0.0.1');
  begun.write(`${head('half')}{`);
  expect(await textOf(begun)).toContain('the message was cut after 1 of 2 bytes');
  late.write(`${head('late')}{}`);
  expect(await textOf(late)).toContain('200 OK');
  expect(heard).toEqual(['/v1/half: the message was cut after 1 of 2 bytes', '/v1/late {}']);
});

test('a browser page may ask', async () => {
  const { url } = await listening();
  const headers = { origin: 'https://page.example', 'access-control-request-method': 'POST' };
  const preflight = await fetch(`${url}/v1/sessions`, { method: 'OPTIONS', headers });
  const allowed = [...preflight.headers].filter(([name]) => name.startsWith('access-control'));
  expect([preflight.status, allowed]).toMatchInlineSnapshot(`
    [
      204,
      [
        [
          "access-control-allow-headers",
          "Content-Type",
        ],
        [
          "access-control-allow-methods",
          "POST",
        ],
        [
          "access-control-allow-origin",
          "*",
        ],
        [
          "access-control-allow-private-network",
          "true",
        ],
        [
          "access-control-max-age",
          "600",
        ],
      ],
    ]
  `);
  const answered = await fetch(`${url}/v1/sessions`, { method: 'POST', body: '{}' });
  expect(answered.headers.get('access-control-allow-origin')).toBe('*');
});

const overHttp = (env: Record<string, string> = {}) =>
  target('adapter.mjs', { TRANSPORT: 'http', ...env }, { transport: 'http' });
const well = ['1', '2', '3'].map((n) => acting('hold', n));

test('an adapter in its own process plays over HTTP', async () => {
  expect(
    told(await all({ target: overHttp(), scenarios: [...well, acting('exit'), acting('twice')] })),
  ).toMatchInlineSnapshot(`
    [
      "act/1: returned after 1 requests",
      "act/2: returned after 1 requests",
      "act/3: returned after 1 requests",
      "act/exit: lost (the process exited with code 3) after 0 requests, exit 3",
      "act/twice: returned after 1 requests",
      "adapter failed: call cN was reported already; the first counts",
      "session: fake tier C, 5 workers",
    ]
  `);
});

test('a target in absolute form is the same, and a refusal promises no further message', async () => {
  const { url, heard } = await listening();
  const { hostname, port } = new URL(url);
  const raw = (head: string) =>
    new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), hostname, () =>
        socket.write(`${head}\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`),
      );
      socket.on('data', (chunk) => {
        text += chunk;
        if (text.includes('\r\n\r\n')) socket.destroy();
      });
      socket.on('close', () => resolve(`${text.split('\r\n')[0]} ${/^connection: .*$/im.exec(text)?.[0]}`));
    });
  expect([
    await raw(`POST ${url}/v1/sessions HTTP/1.1`),
    await raw(`PUT ${url}/v1/sessions HTTP/1.1`),
    await raw('POST /nobody/v1/sessions HTTP/1.1'),
  ]).toEqual([
    'HTTP/1.1 200 OK Connection: keep-alive',
    'HTTP/1.1 405 Method Not Allowed Connection: close',
    'HTTP/1.1 403 Forbidden Connection: close',
  ]);
  expect(heard[0]).toBe('/v1/sessions {}');
});
