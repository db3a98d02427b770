import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { createRealDomain } from '@sdk-conformance/clock';
import type { Answer } from '@sdk-conformance/model';
import { afterEach, expect, test } from 'vitest';
import {
  callOf,
  closeAll,
  get,
  hear,
  listing,
  ok,
  portOf,
  scenario,
  secretOf,
  server,
  step,
  talk,
} from './api.test.kit.js';
import type { OpenCall } from './index.js';

afterEach(closeAll);

const plain: Answer = { fixture: 'http/body/null' };
const personas = '/api/v1/sdk/personas';

function send(call: OpenCall, client: string, persona: string, message: string, query = ''): Promise<Response> {
  return fetch(`${call.baseUrl}/api/v1/sdk/chat/${persona}/message${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretOf(client)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ message, user_session_id: 'u' }),
  });
}

const attributed = (call: OpenCall) =>
  call
    .exchanges()
    .map((exchange) => [exchange.client, exchange.operation, exchange.step, exchange.answer, exchange.served.label]);

test('the journal has the request to the byte', async () => {
  const call = await callOf(step('s', 'sendMessage', [ok]));
  const body = '{"message": "caf\xc3\xa9"}';
  await talk(
    call,
    `POST /api/v1/sdk/chat/a%2fb/message?machine_id=%7B1%7D&&x HTTP/1.1\r\nhOST: here\r\nx-api-KEY: pk\r\nCookie: a=b\r\ncookie: c\r\n` +
      `CONTENT-length: ${body.length}\r\n\r\n${body}`,
  );
  const [exchange] = call.exchanges();
  expect(Buffer.from(exchange?.request.body ?? []).toString('utf8')).toBe('{"message": "café"}');
  expect(exchange?.request.target).toBe('/api/v1/sdk/chat/a%2fb/message?machine_id=%7B1%7D&&x');
  expect(exchange?.request.headers).toEqual([
    ['hOST', 'here'],
    ['x-api-KEY', 'pk'],
    ['Cookie', 'a=b'],
    ['cookie', 'c'],
    ['CONTENT-length', String(body.length)],
  ]);
  expect(exchange).toMatchObject({
    index: 0,
    step: 's',
    client: null,
    operation: 'sendMessage',
    answer: 0,
    late: false,
  });
  expect(exchange?.arrivedAt.virtualMs).toBe(exchange?.arrivedAt.realMs);
});

test('a script in order, its last answer again and again', async () => {
  const call = await listing({ ...plain, status: 500 }, { ...plain, status: 503 });
  const statuses: number[] = [];
  for (let n = 0; n < 4; n++) statuses.push((await fetch(call.baseUrl + personas)).status);
  expect(statuses).toEqual([500, 503, 503, 503]);
  expect(call.exchanges().map(({ answer }) => answer)).toEqual([0, 1, 1, 1]);
});

test('what matches no operation, and what no step uses', async () => {
  const call = await listing(plain);
  const other = await fetch(`${call.baseUrl}/api/v2/personas?x=1`, { headers: { 'x-api-key': secretOf('a') } });
  expect([other.status, await other.text()]).toEqual([
    404,
    'No operation of foilengine is GET /api/v2/personas?x=1.\n',
  ]);
  const unused = await send(call, 'a', 'p', 'hi');
  expect([unused.status, await unused.text()]).toEqual([404, 'No step of this call uses operation sendMessage.\n']);
  expect((await talk(call, get('/api/v1/sdk/chat/%ff/session'))).text).toContain('No operation of foilengine is GET');
  expect((await talk(call, get('http://elsewhere/'))).text).toContain('is GET http://elsewhere/.');
  expect(attributed(call)).toEqual([
    ['a', null, null, -1, '404, not in the scenario'],
    ['a', 'sendMessage', null, -1, '404, not in the scenario'],
    ['a', null, null, -1, '404, not in the scenario'],
    ['a', null, null, -1, '404, not in the scenario'],
  ]);
});

test('a base URL with a path of its own, which a request must keep', async () => {
  const played = { ...scenario(step('s', 'listPersonas', [plain])), basePath: '/gateway/v2' };
  const credentials = { a: { apiKey: secretOf('a') } };
  const call = await (await server()).openCall({ scenario: played, credentials, domain: createRealDomain() });
  expect(new URL(call.baseUrl).pathname).toBe('/gateway/v2');
  const kept = await fetch(call.baseUrl + personas);
  const lost = await fetch(new URL(personas, call.baseUrl));
  expect([kept.status, lost.status]).toEqual([500, 404]);
  expect(call.exchanges().map(({ operation, request }) => [operation, request.target])).toEqual([
    ['listPersonas', `/gateway/v2${personas}`],
    [null, personas],
  ]);
});

test('a coding that the client does not accept is not served, and the journal says so', async () => {
  const call = await listing({ fixture: 'http/body/gzip' });
  const heard = await talk(call, get());
  expect(heard.text).not.toMatch(/content-encoding/i);
  expect(heard.text).toContain('"message"');
  await talk(call, get().replace('Host: x', 'Host: x\r\nAccept-Encoding: gzip'));
  expect(call.exchanges().map(({ served }) => served.withheldCoding)).toEqual(['gzip', undefined]);
});

test('a retry storm is recorded and cut off', async () => {
  const call = await listing(plain);
  let storms = 0;
  call.onStorm(() => {
    storms += 1;
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const once = () =>
    new Promise<string>((resolve) => {
      const sent = request(call.baseUrl + personas, { agent }, (response) => {
        response.resume().on('end', () => resolve(String(response.statusCode)));
      });
      sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? '')).end();
    });
  const outcomes: string[] = [];
  for (let n = 0; n < 103; n++) outcomes.push(await once());
  agent.destroy();
  expect(outcomes.slice(98)).toEqual(['500', '500', 'ECONNRESET', 'ECONNRESET', 'ECONNRESET']);
  expect(storms).toBe(1);
  expect(
    call
      .exchanges()
      .slice(99)
      .map(({ served }) => served.label),
  ).toEqual(['500', 'storm', 'storm', 'storm']);
});

test('requests after the last step are late', async () => {
  const call = await listing(plain);
  await fetch(call.baseUrl + personas);
  call.stepsSettled();
  await fetch(call.baseUrl + personas);
  expect(call.exchanges().map(({ late }) => late)).toEqual([false, true]);
});

test('a large body is answered, and kept to 1 MiB', async () => {
  const call = await callOf(step('s', 'sendMessage', [ok]));
  const response = await send(call, 'a', 'p', 'x'.repeat(5 * 1024 * 1024));
  expect(response.status).toBe(200);
  const [exchange] = call.exchanges();
  expect([exchange?.request.body.length, exchange?.request.bodyCut]).toEqual([1024 * 1024, true]);
});

test('a body over 64 MiB is refused', async () => {
  const call = await callOf(step('s', 'sendMessage', [ok]));
  await expect(send(call, 'a', 'p', 'x'.repeat(65 * 1024 * 1024))).rejects.toThrow('fetch failed');
  const [exchange] = call.exchanges();
  expect([exchange?.served.label, exchange?.request.rejected?.in]).toEqual(['rejected: over 64 MiB of body', 'body']);
});

test('refuse: the port is closed until the refused attempts are reported', async () => {
  const refuse: Answer = { fixture: null, fault: { kind: 'refuse' } };
  const call = await listing(refuse, refuse, plain, refuse, { ...plain, status: 502 });
  const attempt = async () => {
    const heard = await talk(call, get());
    return heard.text === '' ? heard.end : heard.text.slice(9, 12);
  };
  const seen = [await attempt()];
  await call.connectionRefused();
  seen.push(await attempt());
  await call.connectionRefused('s');
  seen.push(await attempt(), await attempt());
  await call.connectionRefused('another step');
  seen.push(await attempt());
  await call.connectionRefused('s');
  seen.push(await attempt());
  expect(seen).toEqual(['ECONNREFUSED', 'ECONNREFUSED', '500', 'ECONNREFUSED', 'ECONNREFUSED', '502']);
  expect(call.exchanges().map(({ answer }) => answer)).toEqual([2, 4]);
});

test('a step that has settled no longer closes the port', async () => {
  const call = await callOf(
    step('one', 'listPersonas', [{ fixture: null, fault: { kind: 'refuse' } }]),
    step('two', 'getSession', [plain], { startAfter: 'one' }),
  );
  expect((await talk(call, get())).end).toBe('ECONNREFUSED');
  call.stepSettled('one');
  const session = get('/api/v1/sdk/chat/p/session');
  await expect.poll(async () => (await talk(call, session)).text.slice(0, 12)).toBe('HTTP/1.1 500');
});

test('a closed call’s connections and port are gone, and the next call has another', async () => {
  const opened = await server();
  const plan = (answer: Answer) => ({
    scenario: scenario(step('s', 'listPersonas', [answer])),
    credentials: {},
    domain: createRealDomain(),
  });
  const ports = new Set<number>();
  for (const answer of [plain, { fixture: null, fault: { kind: 'refuse' } } as const, plain]) {
    const call = await opened.openCall(plan(answer));
    const lingering = connect(portOf(call), '127.0.0.1');
    const ended = new Promise((resolve) => lingering.on('error', resolve).on('close', resolve));
    await hear(lingering, get(personas, 'a', 'keep-alive'), 100);
    await call.close();
    await ended;
    expect((await talk(call, get())).end).toBe('ECONNREFUSED');
    ports.add(portOf(call));
  }
  expect(ports.size).toBe(3);
});

test('64 lanes at once, each with its own answers', async () => {
  const opened = await server();
  const calls = await Promise.all(
    Array.from({ length: 64 }, (_, n) =>
      opened.openCall({
        scenario: scenario(
          step('s', 'listPersonas', [
            { ...plain, status: 500 + n },
            { ...plain, status: 430 + n },
          ]),
        ),
        credentials: { a: { apiKey: secretOf(String(n)) } },
        domain: createRealDomain(),
      }),
    ),
  );
  expect(new Set(calls.map(portOf)).size).toBe(64);
  const statuses = await Promise.all(
    calls.map(async ({ baseUrl }) => {
      const first = (await fetch(baseUrl + personas)).status;
      return [first, (await fetch(baseUrl + personas)).status];
    }),
  );
  expect(statuses).toEqual(calls.map((_, n) => [500 + n, 430 + n]));
  await Promise.all(calls.map((call) => call.close()));
});

test('pipelined requests are answered in order', async () => {
  const call = await listing(
    { ...plain, fault: { kind: 'delay', ms: 20 } },
    { fixture: null, fault: { kind: 'close' } },
  );
  const heard = await talk(call, get(personas, 'a', 'keep-alive') + get());
  expect([heard.text.match(/HTTP/g)?.length, heard.end]).toEqual([1, 'end']);
});

test('a failure of our own is told, not served', async () => {
  const broken = { ...plain, headers: {} };
  const call = await listing(broken);
  // What no check can see: the answer changes after the call was opened.
  Object.assign(broken, { headers: { 'X-Bad': 'a\nb' } });
  const failures: unknown[] = [];
  call.onFailure((error) => failures.push(error));
  expect((await talk(call, get())).text).toBe('');
  expect(failures.map(String)).toEqual(['TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["X-Bad"]']);
});

test('a request of another run’s call is turned away, and is nobody’s stray', async () => {
  const call = await callOf(step('s', 'sendMessage', [ok]));
  const foreign = { headers: { 'x-api-key': `canary_${'0a'.repeat(16)}` } };
  const url = `${call.baseUrl}${personas}`;
  await expect(fetch(url, foreign)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
  expect(call.exchanges()).toEqual([]);
  expect((await fetch(url)).status).toBe(404);
  expect(call.exchanges()).toHaveLength(1);
});
