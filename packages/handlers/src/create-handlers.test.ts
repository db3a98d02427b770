import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Answer, Fixture, Fixtures, Operation, Parameter, Spec } from '@sdk-conformance/model';
import { getResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { planOf } from './answer-plan.js';
import { createHandlers, type MatchedRequest, playScripts } from './create-handlers.js';
import { parseFixture } from './parse-fixture.js';

function recorded(id: string): [string, Fixture] {
  const file = fileURLToPath(new URL(`../../../fixtures/${id}.http`, import.meta.url));
  const parsed = parseFixture(id, file, readFileSync(file));
  if (!parsed.ok) throw new Error(`${id} is not a fixture`);
  return [id, parsed.fixture];
}

const fixtures: Fixtures = new Map(
  ['foilengine/429', 'foilengine/send-message', 'foilengine/revoke-api-key', 'foilengine/stream-message'].map(recorded),
);

const parameter = (name: string, place: Parameter['in']) => ({ name, in: place }) as Parameter;
const operation = (id: string, method: string, path: string, parameters: readonly Parameter[]) =>
  ({ id, method, path, parameters }) as Operation;

const spec = {
  api: { id: 'foilengine', baseUrl: 'https://api.foilengine.io/' },
  operations: [
    operation('sendMessage', 'POST', '/api/v1/sdk/chat/{persona_id}/message', [parameter('persona_id', 'path')]),
    operation('revokeApiKey', 'DELETE', '/api/v1/sdk/api-keys/{key-id}', [parameter('key-id', 'path')]),
    operation('tune', 'POST', '/v1/models({model}):tune', [parameter('model', 'path')]),
    operation('complete', 'POST', '/v1/complete', [parameter('prompt', 'body')]),
    operation('completeStream', 'POST', '/v1/complete', [{ ...parameter('stream', 'body'), constant: true }]),
  ],
} as unknown as Spec;

const ok: Answer = { fixture: 'foilengine/send-message' };
const post = (path: string, body = '{}') =>
  fetch(`https://api.foilengine.io${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
const message = '/api/v1/sdk/chat/p-1/message';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const play = (...script: Answer[]) =>
  server.use(...createHandlers(spec, fixtures, playScripts({ sendMessage: script })));

async function failure(path: Promise<Response>): Promise<string> {
  try {
    const response = await path;
    await response.text();
    return 'no failure';
  } catch (error) {
    return String(error);
  }
}

test('a script in a setupServer of ones own, the last answer repeats', async () => {
  play({ fixture: 'foilengine/429', headers: { 'retry-AFTER': '7' } }, ok);
  const first = await post(message);
  expect([first.status, first.statusText, first.headers.get('retry-after'), await first.json()]).toEqual([
    429,
    'Too Many Requests',
    '7',
    { error: { message: 'Rate limit exceeded: 30 chat messages a minute for each API key.' } },
  ]);
  expect((await post(message)).status).toBe(200);
  expect(await (await post(message)).json()).toMatchObject({ current_state: 'deal_made' });
});

test('path arguments come decoded, by wire name', async () => {
  const seen: Pick<MatchedRequest, 'operation' | 'pathArguments'>[] = [];
  server.use(
    ...createHandlers(spec, fixtures, (matched) => {
      seen.push(matched);
      return ok;
    }),
  );
  await post('/api/v1/sdk/chat/a%2Fb%20%C3%A9/message?x=1');
  await fetch('https://api.foilengine.io/api/v1/sdk/api-keys/k.1', { method: 'DELETE' });
  await post('/v1/models(gpt-4):tune');
  expect(seen.map((matched) => [matched.operation.id, matched.pathArguments])).toEqual([
    ['sendMessage', { persona_id: 'a/b é' }],
    ['revokeApiKey', { 'key-id': 'k.1' }],
    ['tune', { model: 'gpt-4' }],
  ]);
});

test('operations that share a route are told apart by what is constant in their bodies', async () => {
  const seen: string[] = [];
  server.use(
    ...createHandlers(spec, fixtures, (matched) => {
      seen.push(matched.operation.id);
      return ok;
    }),
  );
  for (const body of ['{"prompt":"a"}', '{"prompt":"a","stream":true}', '{"stream":false}', 'no JSON', 'null'])
    await post('/v1/complete', body);
  expect(seen).toEqual(['complete', 'completeStream', 'complete', 'complete', 'complete']);
});

test('another method, another path, a longer path: no operation', async () => {
  const handlers = createHandlers(spec, fixtures, () => ok);
  const at = (method: string, path: string) =>
    getResponse(handlers, new Request(`https://api.foilengine.io${path}`, { method }));
  expect(await at('GET', message)).toBeUndefined();
  expect(await at('POST', `${message}/`)).toBeUndefined();
  expect(await at('POST', `${message}/stream`)).toBeUndefined();
  expect(await at('POST', '/api/v1/sdk/chat//message')).toBeUndefined();
});

test('statuses and bodies that a Response refuses', async () => {
  play({ ...ok, status: 204 }, { ...ok, status: 999 }, { ...ok, status: 304 });
  expect([(await post(message)).status, (await post(message)).status, (await post(message)).status]).toEqual([
    204, 500, 304,
  ]);
});

test('faults as a Response can act them out', async () => {
  play(
    { fixture: null, fault: { kind: 'reset', after: 'request' } },
    { fixture: null, fault: { kind: 'close' } },
    { ...ok, fault: { kind: 'truncate', in: 'head', bytes: 3 } },
    { ...ok, fault: { kind: 'truncate', in: 'body', bytes: 3 } },
    { ...ok, fault: { kind: 'reset', after: { bodyBytes: 3 } } },
    { ...ok, fault: { kind: 'drip', bytes: 100, intervalMs: 1 } },
    { ...ok, fault: { kind: 'delay', ms: 1 } },
  );
  expect([
    await failure(post(message)),
    await failure(post(message)),
    await failure(post(message)),
    await failure(post(message)),
    await failure(post(message)),
    await failure(post(message)),
    await failure(post(message)),
  ]).toEqual([
    'TypeError: Failed to fetch',
    'TypeError: Failed to fetch',
    'TypeError: Failed to fetch',
    'TypeError: the connection was cut',
    'TypeError: the connection was cut',
    'no failure',
    'no failure',
  ]);
});

test('stalls: before the response, and in its body', async () => {
  play(
    { fixture: null, fault: { kind: 'stall', after: 'request' } },
    { ...ok, fault: { kind: 'stall', after: { bodyBytes: 5 } } },
  );
  const silent = fetch(`https://api.foilengine.io${message}`, { method: 'POST', signal: AbortSignal.timeout(50) });
  await expect(silent).rejects.toThrow('The operation was aborted due to timeout');
  const reader = (await post(message)).body?.getReader();
  expect((await reader?.read())?.value).toHaveLength(5);
  const more = await Promise.race([reader?.read(), new Promise((resolve) => setTimeout(resolve, 50, 'nothing more'))]);
  expect(more).toBe('nothing more');
});

test('a plan rides on the response, for a caller that owns the socket', async () => {
  const answer: Answer = { ...ok, status: 599, headers: { Date: '{{httpdate +1s}}', 'CONTENT-TYPE': null } };
  const handlers = createHandlers(spec, fixtures, () => answer, { baseUrl: 'http://lane', serve: 'socket' });
  const large = new Request(`http://lane${message}`, { method: 'POST', body: 'x'.repeat(8 * 1024 * 1024) });
  const response = await getResponse(handlers, large);
  const plan = response === undefined ? undefined : planOf(response);
  const raw = plan?.message?.({ nowMs: 0 });
  expect(plan?.operation).toBe('sendMessage');
  expect({ ...raw, body: raw?.body.length }).toEqual({
    status: 599,
    reason: null,
    headers: [['Date', 'Thu, 01 Jan 1970 00:00:01 GMT']],
    body: fixtures.get('foilengine/send-message')?.body.length,
    withheld: new Set(['content-type']),
  });
  expect(planOf(new Response())).toBeUndefined();
});

test('a fixture that is not there', async () => {
  const handlers = createHandlers(spec, fixtures, () => ({ fixture: 'foilengine/418' }));
  const request = new Request(`https://api.foilengine.io${message}`, { method: 'POST' });
  await expect(getResponse(handlers, request)).rejects.toThrow(new RangeError('there is no fixture foilengine/418'));
});

test('an answer without a fixture whose fault needs one', async () => {
  const handlers = createHandlers(spec, fixtures, () => ({ fixture: null, fault: { kind: 'delay', ms: 5 } }));
  const request = new Request(`https://api.foilengine.io${message}`, { method: 'POST' });
  await expect(getResponse(handlers, request)).rejects.toThrow(
    new RangeError('an answer of sendMessage names no fixture and needs one'),
  );
});
