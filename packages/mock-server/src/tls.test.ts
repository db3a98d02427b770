import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { connect } from 'node:tls';
import { createRealDomain } from '@sdk-conformance/clock';
import type { Answer } from '@sdk-conformance/model';
import { afterEach, expect, test } from 'vitest';
import { closeAll, get, hear, scenario, secretOf, server, step } from './api.test.kit.js';
import { createAuthority } from './authority.js';
import type { OpenCall } from './index.js';

afterEach(closeAll);

async function secured(...script: Answer[]): Promise<{ readonly call: OpenCall; readonly ca: string }> {
  const mock = await server();
  const call = await mock.openCall({
    scenario: scenario(step('s', 'listPersonas', script)),
    credentials: { a: { apiKey: secretOf('a') } },
    domain: createRealDomain(),
    tls: true,
  });
  return { call, ca: mock.authority().pem };
}

function told(url: string, ca: string): Promise<string> {
  return new Promise((resolve) => {
    const asked = request(`${url}/api/v1/sdk/personas`, { ca, agent: false, headers: { 'X-API-Key': secretOf('a') } });
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.on('response', (response) => {
      let length = 0;
      response.on('data', (chunk: Buffer) => (length += chunk.length));
      response.on('close', () =>
        resolve(`${response.statusCode}, ${response.complete ? 'whole' : 'cut'}, ${length > 0}`),
      );
    });
    asked.end();
  });
}

test('an authority signs itself, and for 127.0.0.1 and localhost', async () => {
  const { pem } = createAuthority();
  const own = new X509Certificate(pem);
  expect([own.ca, own.verify(own.publicKey), own.subject === own.issuer]).toEqual([true, true, true]);
  const { call, ca } = await secured({ fixture: 'http/body/null' });
  const socket = connect({ port: Number(new URL(call.baseUrl).port), host: '127.0.0.1', ca });
  await new Promise((resolve) => socket.once('secureConnect', resolve));
  const shown = new X509Certificate(socket.getPeerCertificate().raw);
  socket.destroy();
  expect([shown.checkIP('127.0.0.1'), shown.checkHost('localhost'), shown.ca]).toEqual([
    '127.0.0.1',
    'localhost',
    false,
  ]);
  expect([shown.checkIssued(new X509Certificate(ca)), shown.verify(new X509Certificate(ca).publicKey)]).toEqual([
    true,
    true,
  ]);
});

test.each<[Answer, string]>([
  [{ fixture: 'http/body/message-1mb' }, '500, whole, true'],
  [{ fixture: 'http/body/html', fault: { kind: 'drip', bytes: 40, intervalMs: 1 } }, '502, whole, true'],
  [{ fixture: 'http/body/html', fault: { kind: 'truncate', in: 'body', bytes: 20 } }, '502, cut, true'],
  [{ fixture: 'http/body/html', fault: { kind: 'reset', after: { bodyBytes: 20 } } }, '502, cut, true'],
  [{ fixture: null, fault: { kind: 'reset', after: 'request' } }, 'ECONNRESET'],
  [{ fixture: null, fault: { kind: 'close' } }, 'ECONNRESET'],
  [{ fixture: null, fault: { kind: 'garbage', text: 'SSH-2.0\r\n\r\n' } }, 'HPE_INVALID_CONSTANT'],
  [{ fixture: null, fault: { kind: 'refuse' } }, 'ECONNREFUSED'],
  [{ fixture: null, fault: { kind: 'handshake', by: 'certificate' } }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
])('%j is acted out over TLS', async (answer, expected) => {
  const { call, ca } = await secured(answer);
  expect(call.baseUrl).toMatch(/^https:/);
  expect(await told(call.baseUrl, ca)).toBe(expected);
});

test('who does not know the authority sends nothing', async () => {
  const { call } = await secured({ fixture: 'http/body/null' });
  expect(await told(call.baseUrl, createAuthority().pem)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  expect(call.exchanges()).toEqual([]);
});

test('one connection carries several requests, and is one in the journal', async () => {
  const { call, ca } = await secured({ fixture: 'http/body/null' });
  const socket = connect({ port: Number(new URL(call.baseUrl).port), host: '127.0.0.1', ca });
  await hear(socket, get(undefined, 'a', 'keep-alive'), 30);
  await hear(socket, get(), 100);
  socket.destroy();
  expect(call.exchanges().map(({ connection, client }) => [client, connection])).toEqual([
    ['a', { id: 0, before: 0, open: 1 }],
    ['a', { id: 0, before: 1, open: 1 }],
  ]);
});
