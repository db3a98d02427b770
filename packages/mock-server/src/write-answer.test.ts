import { connect } from 'node:net';
import { createVirtualDomain } from '@sdk-conformance/clock';
import type { Answer } from '@sdk-conformance/model';
import { afterEach, expect, test } from 'vitest';
import {
  callOf,
  closeAll,
  fixtures,
  get,
  hear,
  listing,
  ok,
  portOf,
  scenario,
  server,
  step,
  talk,
  undated,
} from './api.test.kit.js';

afterEach(closeAll);

const plain: Answer = { fixture: 'http/body/null' };
const head = 'HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n';

test('an answer, its headers in their own case and order', async () => {
  const call = await listing({
    fixture: 'http/body/null',
    headers: { 'X-Zed': '1', 'retry-AFTER': '{{epoch}}', 'x-zed-2': 'z', 'Content-Type': null, DATE: 'now' },
  });
  const heard = await talk(call, get());
  expect(heard.text.replace(/\d{10}/, 'EPOCH')).toBe(
    'HTTP/1.1 500 Internal Server Error\r\nX-Zed: 1\r\nretry-AFTER: EPOCH\r\nx-zed-2: z\r\nDATE: now\r\nContent-Length: 4\r\n\r\nnull',
  );
  expect(heard.end).toBe('end');
});

test('Date and HTTP dates are the domain’s', async () => {
  const domain = createVirtualDomain();
  const answer: Answer = { ...plain, headers: { 'Retry-After': '{{httpdate +3s}}' } };
  const opened = await (await server()).openCall({
    scenario: scenario(step('s', 'listPersonas', [answer])),
    credentials: {},
    domain,
  });
  domain.jump(2000);
  const date = (ms: number) => new Date(domain.epochMs() + ms).toUTCString();
  const { text } = await talk(opened, get());
  expect(text.split('\r\n').slice(2, 5)).toEqual([
    `Retry-After: ${date(3000)}`,
    `Date: ${date(0)}`,
    'Content-Length: 4',
  ]);
  expect(opened.exchanges()[0]?.served.endedAt?.virtualMs).toBe(2000);
});

test('a header or length taken away is not added either', async () => {
  const call = await listing({ ...plain, headers: { Date: null, 'content-length': null } });
  expect(await talk(call, get())).toEqual({
    text: 'HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\n\r\nnull',
    end: 'end',
  });
});

test('keep-alive: the next request on the same connection', async () => {
  const call = await listing(plain, { ...plain, status: 599 });
  expect(undated(await talk(call, get(undefined, 'a', 'keep-alive') + get()))).toContain(
    `${head}nullHTTP/1.1 599 \r\n`,
  );
});

test('204 and 304 have no body, whatever the fixture', async () => {
  const call = await listing({ ...plain, status: 204 }, { ...plain, status: 304 });
  expect(undated(await talk(call, get())) + undated(await talk(call, get()))).toBe(
    'HTTP/1.1 204 No Content\r\nContent-Type: application/json\r\n\r\n' +
      'HTTP/1.1 304 Not Modified\r\nContent-Type: application/json\r\n\r\n',
  );
});

test('a chunked fixture is sent in chunks', async () => {
  const call = await listing({ fixture: 'foilengine/stream-message' });
  const heard = await talk(call, get());
  expect(heard.text).toContain('\r\nTransfer-Encoding: chunked\r\n');
  expect(heard.text.endsWith('\r\n0\r\n\r\n')).toBe(true);
});

test('informational responses come first', async () => {
  const call = await listing({ ...plain, informational: [103, 102] });
  expect(undated(await talk(call, get()))).toBe(
    `HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n${head}null`,
  );
  expect(call.exchanges()[0]?.served.label).toBe('103, 102, 500');
});

test('50 MB', async () => {
  const call = await listing({ fixture: 'http/body/message-50mb', status: 500 });
  const body = await (await fetch(`${call.baseUrl}/api/v1/sdk/personas`)).text();
  expect(JSON.parse(body).error.message.length).toBe(52_428_800);
});

const wholeHead = `HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nConnection: close\r\n`;

test.each<[string, Answer, string, string]>([
  ['stall', { ...plain, fault: { kind: 'stall', after: 'request' } }, '', 'silent'],
  ['stall after head', { ...plain, fault: { kind: 'stall', after: 'head' } }, head, 'silent'],
  ['stall after 3 body bytes', { ...plain, fault: { kind: 'stall', after: { bodyBytes: 3 } } }, `${head}nul`, 'silent'],
  ['500 dripped', { ...plain, fault: { kind: 'drip', bytes: 3, intervalMs: 1 } }, `${head}null`, 'end'],
  [
    '500 in 2 pieces, then cut',
    { ...plain, fault: { kind: 'pieces', pieces: [{ bytes: 1 }, { bytes: 2, pauseMs: 1 }], end: 'cut' } },
    `${wholeHead}Content-Length: 4\r\n\r\nnul`,
    'end',
  ],
  [
    '500 in 1 pieces',
    { ...plain, fault: { kind: 'pieces', pieces: [{ bytes: 1 }], end: 'rest' } },
    `${head}null`,
    'end',
  ],
  ['500 after 5 ms', { ...plain, fault: { kind: 'delay', ms: 5 } }, `${head}null`, 'end'],
  ['500, then close', { ...plain, fault: { kind: 'closeIdle' } }, `${head}null`, 'end'],
  [
    '500 cut in head after 12 bytes',
    { ...plain, fault: { kind: 'truncate', in: 'head', bytes: 12 } },
    'HTTP/1.1 500',
    'end',
  ],
  [
    '500 cut in body after 2 bytes',
    { ...plain, fault: { kind: 'truncate', in: 'body', bytes: 2 } },
    `${wholeHead}Content-Length: 4\r\n\r\nnu`,
    'end',
  ],
  [
    '500 cut in body after 0 bytes',
    { ...plain, fault: { kind: 'truncate', in: 'body', bytes: 0 } },
    `${wholeHead}Content-Length: 4\r\n\r\n`,
    'end',
  ],
  ['reset', { fixture: null, fault: { kind: 'reset', after: 'request' } }, '', 'ECONNRESET'],
  ['close', { fixture: null, fault: { kind: 'close' } }, '', 'end'],
  ['garbage', { fixture: null, fault: { kind: 'garbage', text: 'SSH-2.0-\xff\r\n' } }, 'SSH-2.0-\xff\r\n', 'end'],
])('%s', async (label, answer, text, end) => {
  const call = await listing(answer);
  const heard = await talk(call, get());
  expect({ text: undated(heard), end: heard.end }).toEqual({ text, end });
  const [exchange] = call.exchanges();
  expect(exchange?.served.label).toBe(label);
  expect(exchange?.served.endedAt === null).toBe(label.startsWith('stall'));
  expect(exchange?.served.abandonedAt).toBeNull();
});

test('reset after 2 body bytes', async () => {
  const call = await listing({ ...plain, fault: { kind: 'reset', after: { bodyBytes: 2 } } });
  const heard = await talk(call, get());
  expect(undated(heard)).toBe(`${wholeHead}Content-Length: 4\r\n\r\nnu`);
  // libuv tells of an RST that comes together with data as of an end.
  expect(['ECONNRESET', 'end']).toContain(heard.end);
  expect(call.exchanges()[0]?.served.label).toBe('reset after 2 body bytes');
});

test('a chunked body that is cut has no last chunk', async () => {
  const call = await listing({
    fixture: 'foilengine/stream-message',
    fault: { kind: 'truncate', in: 'body', bytes: 15 },
  });
  const heard = await talk(call, get());
  expect(heard.text.split('\r\n\r\n')[1]).toBe('f\r\nevent: metadata\r\n');
  expect(heard.end).toBe('end');
});

test('the answer before a connection fault says Connection: close, in place of its own', async () => {
  const lost: Answer = { fixture: null, fault: { kind: 'reset', after: 'request' } };
  const call = await listing({ ...plain, headers: { connection: 'keep-alive' } }, lost);
  const first = await talk(call, get());
  expect([first.text.match(/connection.*/gi), first.end]).toEqual([['Connection: close'], 'end']);
  expect((await talk(call, get())).end).toBe('ECONNRESET');
});

test('an answer that closes the idle connection does not say so, though a fault follows', async () => {
  const lost: Answer = { fixture: null, fault: { kind: 'reset', after: 'request' } };
  const call = await listing({ ...plain, fault: { kind: 'closeIdle' } }, lost);
  const first = await talk(call, get());
  expect([first.text.match(/connection.*/gi), first.end]).toEqual([null, 'end']);
});

test('delay, drip and stall wait on the domain alone', async () => {
  const domain = createVirtualDomain();
  const call = await (await server()).openCall({
    scenario: scenario(
      step('s', 'listPersonas', [
        { ...plain, fault: { kind: 'delay', ms: 5000 } },
        { ...plain, fault: { kind: 'drip', bytes: 1, intervalMs: 1000 } },
      ]),
    ),
    credentials: {},
    domain,
  });
  expect((await talk(call, get())).text).toBe('');
  await expect.poll(() => domain.quiet(0, 0).kind).toBe('quiet');
  const socket = connect(portOf(call), '127.0.0.1');
  const slow = hear(socket, get(), 5000);
  for (let at = 1; at <= 3; at++) {
    await expect.poll(() => domain.quiet(1, 1).kind).toBe('quiet');
    const quiet = domain.quiet(1, 1);
    if (quiet.kind === 'quiet') domain.advance(quiet.epoch, null);
  }
  await expect.poll(() => domain.quiet(0, 0).kind).toBe('quiet');
  expect(undated(await slow)).toBe(`${head}null`);
  const [abandoned, dripped] = call.exchanges();
  expect([abandoned?.served.abandonedAt?.virtualMs, abandoned?.served.endedAt]).toEqual([0, null]);
  expect(dripped?.served.endedAt?.virtualMs).toBe(3000);
});

test('pieces without a pause between them come one by one all the same', async () => {
  const call = await listing({ ...plain, fault: { kind: 'drip', bytes: 1, intervalMs: 0 } });
  const socket = connect(portOf(call), '127.0.0.1');
  const pieces: string[] = [];
  socket.on('data', (bytes) => pieces.push(bytes.toString('latin1')));
  socket.write(get());
  await new Promise((resolve) => socket.once('end', resolve));
  expect(pieces.slice(-3)).toEqual(['u', 'l', 'l']);
});

test('a client that goes away while the answer is held back', async () => {
  const call = await callOf(step('s', 'listPersonas', [{ ...ok, fault: { kind: 'stall', after: 'head' } }]));
  const leaving = new AbortController();
  const response = await fetch(`${call.baseUrl}/api/v1/sdk/personas`, { signal: leaving.signal });
  leaving.abort();
  await expect(response.text()).rejects.toThrow('The operation was aborted');
  await expect.poll(() => call.exchanges()[0]?.served.abandonedAt).not.toBeNull();
  expect(call.exchanges()[0]?.served.endedAt).toBeNull();
});

test('a call that closes is not the client going away', async () => {
  const call = await listing({ ...plain, fault: { kind: 'stall', after: 'request' } });
  const heard = talk(call, get(), 2000);
  await expect.poll(() => call.exchanges().length).toBe(1);
  await call.close();
  expect((await heard).text).toBe('');
  expect(call.exchanges()[0]?.served).toMatchObject({ endedAt: null, abandonedAt: null });
});

test('every recorded fixture can be served', async () => {
  const ids = [...fixtures.keys()].filter((id) => !id.endsWith('message-50mb'));
  const call = await listing(...ids.map((fixture): Answer => ({ fixture })));
  const statuses: number[] = [];
  for (const _ of ids) {
    const response = await fetch(`${call.baseUrl}/api/v1/sdk/personas`, { redirect: 'manual' });
    statuses.push(response.status);
    await response.arrayBuffer().catch(() => 'a corrupt encoding');
  }
  expect(statuses).toEqual(ids.map((id) => fixtures.get(id)?.status));
});
