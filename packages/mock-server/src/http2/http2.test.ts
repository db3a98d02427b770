import { type ClientHttp2Session, connect } from 'node:http2';
import { createRealDomain } from '@sdk-conformance/clock';
import type { Answer, Step } from '@sdk-conformance/model';
import { afterEach, expect, test } from 'vitest';
import { closeAll, scenario, secretOf, server, step } from '../api.test.kit.js';
import type { OpenCall } from '../index.js';

const sessions: ClientHttp2Session[] = [];

afterEach(async () => {
  for (const session of sessions.splice(0)) session.destroy();
  await closeAll();
});

async function spoken(...steps: Step[]): Promise<{ readonly call: OpenCall; readonly ca: string }> {
  const mock = await server();
  const call = await mock.openCall({
    scenario: scenario(...steps),
    credentials: { a: { apiKey: secretOf('a') } },
    domain: createRealDomain(),
    ...{ tls: true, http2: true },
  });
  return { call, ca: mock.authority().pem };
}

const listing = (...script: Answer[]) => spoken(step('s', 'listPersonas', script));

interface Heard {
  readonly head: string;
  readonly body: string;
  /** The code by which the stream closed; `end`: it was complete. */
  readonly end: string;
}

function opened({
  call,
  ca,
}: {
  readonly call: OpenCall;
  readonly ca: string;
}): ClientHttp2Session & { events: string[] } {
  const events: string[] = [];
  const session = Object.assign(connect(call.baseUrl, { ca }), { events });
  session.on('error', ({ code }: NodeJS.ErrnoException) => events.push(String(code)));
  session.on('goaway', (code) => events.push(`goaway ${code}`));
  session.on('close', () => events.push('close'));
  sessions.push(session);
  return session;
}

function ask(
  session: ClientHttp2Session,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<Heard> {
  return new Promise((resolve) => {
    const method = body === undefined ? 'GET' : 'POST';
    const path = body === undefined ? '/api/v1/sdk/personas' : '/api/v1/sdk/chat/p/message';
    const stream = session.request({ ':method': method, ':path': path, 'x-api-key': secretOf('a'), ...headers });
    let head = '';
    let text = '';
    let ended = false;
    stream.on('headers', ({ ':status': status }) => (head += `${status} `));
    stream.on('response', ({ ':status': status }) => (head += status));
    stream.setEncoding('latin1');
    stream.on('data', (chunk: string) => (text += chunk));
    stream.on('end', () => (ended = true));
    stream.on('error', () => {});
    stream.on('close', () =>
      resolve({
        head,
        body: text,
        end: stream.rstCode === 0 && ended && head !== '' ? 'end' : `code ${stream.rstCode}`,
      }),
    );
    stream.end(body);
  });
}

test.each<[Answer, Heard['head'], number, Heard['end']]>([
  [{ fixture: 'http/body/html' }, '502', 100, 'end'],
  [{ fixture: 'http/body/message-1mb' }, '500', 1_000_000, 'end'],
  [{ fixture: 'http/body/html', informational: [103] }, '103 502', 100, 'end'],
  [{ fixture: 'http/body/html', status: 204 }, '204', 0, 'end'],
  [{ fixture: 'http/body/html', status: 205 }, '205', 0, 'end'],
  [{ fixture: 'http/body/html', status: 304 }, '304', 0, 'end'],
  [{ fixture: 'http/body/html', fault: { kind: 'drip', bytes: 40, intervalMs: 1 } }, '502', 100, 'end'],
  [{ fixture: 'http/body/html', fault: { kind: 'truncate', in: 'body', bytes: 20 } }, '502', 20, 'code 2'],
  [{ fixture: 'http/body/html', fault: { kind: 'reset', after: { bodyBytes: 20 } } }, '502', 20, 'code 2'],
  [{ fixture: null, fault: { kind: 'reset', after: 'request' } }, '', 0, 'code 2'],
])('%j is acted out', async (answer, head, least, end) => {
  const made = await listing(answer);
  const heard = await ask(opened(made));
  expect([heard.head, heard.body.length >= least, heard.end]).toEqual([head, true, end]);
  // The client, in this same process, may have it all before the last turn of the server.
  await expect
    .poll(() => made.call.exchanges()[0])
    .toMatchObject({
      connection: { http2: true },
      served: { abandonedAt: null, endedAt: expect.anything() },
    });
});

test.each<[Answer, string[]]>([
  [{ fixture: null, fault: { kind: 'close' } }, ['goaway 0', 'close']],
  [{ fixture: 'http/body/null', fault: { kind: 'closeIdle' } }, ['close']],
])('%j ends the connection', async (answer, events) => {
  const session = opened(await listing(answer));
  const closed = new Promise((resolve) => session.once('close', resolve));
  await ask(session);
  await closed;
  expect(session.events).toEqual(events);
});

test('streams beside one that breaks go on', async () => {
  const slow: Answer = { fixture: 'http/body/html', fault: { kind: 'delay', ms: 100 } };
  const { call, ca } = await spoken(
    step('slow', 'sendMessage', [slow]),
    step('broken', 'listPersonas', [{ fixture: null, fault: { kind: 'close' } }]),
  );
  const session = opened({ call, ca });
  const [first, second] = await Promise.all([ask(session, {}, '{"message":"m"}'), ask(session)]);
  expect([first.end, second.end]).toEqual(['end', 'code 2']);
  expect(call.exchanges().map(({ step: id, connection }) => [id, connection?.id, connection?.before])).toEqual([
    ['slow', 0, 0],
    ['broken', 0, 1],
  ]);
});

test('a request is told as one of HTTP/1.1: host, target, body', async () => {
  const made = await spoken(step('s', 'sendMessage', [{ fixture: 'http/body/null' }]));
  await ask(opened(made), { 'x-trace': 'one' }, '{"message":"m"}');
  const [exchange] = made.call.exchanges();
  const { headers, body, ...request } = exchange?.request ?? { headers: [], body: new Uint8Array() };
  expect([request, Buffer.from(body).toString(), headers]).toEqual([
    { method: 'POST', target: '/api/v1/sdk/chat/p/message', bodyCut: false },
    '{"message":"m"}',
    [
      ['host', new URL(made.call.baseUrl).host],
      ['x-api-key', secretOf('a')],
      ['x-trace', 'one'],
    ],
  ]);
});

test('a client that resets its stream has abandoned the exchange, and its connection serves on', async () => {
  const made = await listing({ fixture: null, fault: { kind: 'stall', after: 'request' } });
  const session = opened(made);
  const stream = session.request({ ':path': '/api/v1/sdk/personas', 'x-api-key': secretOf('a') });
  await new Promise((resolve) => setTimeout(resolve, 50));
  stream.close(8);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(made.call.exchanges().map(({ served }) => served.abandonedAt !== null)).toEqual([true]);
  expect(session.destroyed).toBe(false);
});

test('what a client leaves unread waits, and comes whole once it is read', async () => {
  const { call, ca } = await listing({ fixture: 'http/body/message-1mb' });
  const session = opened({ call, ca });
  const stream = session.request({ ':path': '/api/v1/sdk/personas', 'x-api-key': secretOf('a') });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(call.exchanges()[0]?.served.endedAt).toBeNull();
  let length = 0;
  for await (const chunk of stream) length += (chunk as Buffer).length;
  expect(length).toBeGreaterThan(1_000_000);
});
