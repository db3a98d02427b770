import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { callOf, closeAll, get, hear, listing, ok, portOf, secretOf, step } from './api.test.kit.js';
import type { OpenCall } from './index.js';

afterEach(closeAll);

const page = { fixture: 'http/body/long-page', status: 400 };

function send(call: OpenCall, agent: Agent, read: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(`${call.baseUrl}/api/v1/sdk/personas`, { agent, headers: { connection: 'keep-alive' } });
    asked.on('error', reject).end();
    asked.on('response', (response) => {
      if (!read) resolve();
      else response.resume().on('end', () => resolve());
    });
  });
}

const connections = (call: OpenCall) => call.exchanges().map(({ connection }) => connection);

test('a connection that is used again is one, and each request on it is counted', async () => {
  const call = await listing(page);
  const agent = new Agent({ keepAlive: true });
  for (let n = 0; n < 3; n++) await send(call, agent, true);
  expect(connections(call)).toEqual([0, 1, 2].map((before) => ({ id: 0, before, open: 1 })));
  agent.destroy();
});

test('answers that are not read keep a connection each', async () => {
  const call = await listing(page);
  const agent = new Agent({ keepAlive: true });
  for (let n = 0; n < 3; n++) await send(call, agent, false);
  expect(connections(call)).toEqual([0, 1, 2].map((id) => ({ id, before: 0, open: id + 1 })));
  agent.destroy();
});

test.each([
  ['closed', 'end'],
  ['reset', 'resetAndDestroy'],
] as const)('that the client has %s a connection is told', async (ended, by) => {
  const call = await listing(ok);
  const socket = connect(portOf(call), '127.0.0.1');
  await hear(socket, get(undefined, 'a', 'keep-alive'), 20);
  socket[by]();
  while (connections(call)[0]?.ended === undefined) await turn();
  expect(connections(call)).toEqual([{ id: 0, before: 0, open: 1, ended }]);
});

test('what follows a redirect to another origin is written down, and is no step’s', async () => {
  const call = await callOf(step('s', 'listPersonas', [{ fixture: 'http/redirect/302-elsewhere' }]));
  const answered = await fetch(`${call.baseUrl}/api/v1/sdk/personas`, { headers: { 'x-api-key': secretOf('a') } });
  expect(answered.status).toBe(404);
  const [, followed] = call.exchanges();
  expect(followed).toMatchObject({
    client: 'a',
    step: null,
    elsewhere: true,
    request: { method: 'GET', target: '/elsewhere' },
    served: { label: '404, at another origin' },
  });
});
