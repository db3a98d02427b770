import { createHandlers, playScripts } from '@sdk-conformance/handlers';
import type { Answer } from '@sdk-conformance/model';
import { setupServer } from 'msw/node';
import { afterEach, expect, test } from 'vitest';
import { closeAll, fixtures, listing, spec } from './api.test.kit.js';

afterEach(closeAll);

/** Of the connection, or the server's own: no answer's words. */
const ofTheServer = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

/** What a client has of an answer; or that it failed. */
async function had(baseUrl: string): Promise<unknown> {
  try {
    const response = await fetch(`${baseUrl}/api/v1/sdk/personas`, { redirect: 'manual' });
    const { status, headers } = response;
    const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
    return { status, headers: [...headers].filter(([name]) => !ofTheServer.has(name)), body };
  } catch {
    return 'fails';
  }
}

async function inLane(script: readonly Answer[]): Promise<readonly unknown[]> {
  const call = await listing(...script);
  const seen = [];
  for (const _ of script) seen.push(await had(call.baseUrl));
  await call.close();
  return seen;
}

async function inSetupServer(script: readonly Answer[]): Promise<readonly unknown[]> {
  const server = setupServer(...createHandlers(spec, fixtures, playScripts({ listPersonas: script })));
  server.listen({ onUnhandledRequest: 'error' });
  try {
    const seen = [];
    for (const _ of script) seen.push(await had(spec.api.baseUrl));
    return seen;
  } finally {
    server.close();
  }
}

/** Without templates: the words of a moment differ from one millisecond to the next, and what is repeated is long. */
const recorded = [...fixtures]
  .filter(([, { headers, body }]) => !`${headers.join()}${Buffer.from(body).toString('latin1')}`.includes('{{'))
  .map(([id]): Answer => ({ fixture: id }));

test('each recorded answer is the same in a lane and in a setupServer of ones own', async () => {
  expect(await inSetupServer(recorded)).toEqual(await inLane(recorded));
  expect(recorded.length).toBeGreaterThan(40);
});

const plain = 'http/body/null';

test.each<[string, readonly Answer[]]>([
  [
    'headers set and taken away',
    [{ fixture: 'foilengine/429', headers: { 'retry-AFTER': '7', 'Content-Type': null } }],
  ],
  ['other statuses', [400, 404, 429, 500, 503, 599].map((status) => ({ fixture: plain, status }))],
  ['an order of answers', [{ fixture: 'foilengine/429' }, { fixture: plain }, { fixture: 'foilengine/list-personas' }]],
  ['answers that lose the connection', [{ fixture: plain, fault: { kind: 'truncate', in: 'body', bytes: 2 } }]],
  ['no answer at all', [{ fixture: null, fault: { kind: 'reset', after: 'request' } }]],
])('the same in both: %s', async (_, script) => {
  expect(await inSetupServer(script)).toEqual(await inLane(script));
});

test('what a Response cannot say differs: statuses beyond 599', async () => {
  const script: readonly Answer[] = [{ fixture: plain, status: 600 }];
  const statuses = (seen: readonly unknown[]) => seen.map((one) => (one as { status: number }).status);
  expect(statuses(await inLane(script))).toEqual([600]);
  expect(statuses(await inSetupServer(script))).toEqual([500]);
});
