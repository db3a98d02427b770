import { afterEach, expect, test } from 'vitest';
import { callOf, closeAll, ok, secretOf, step } from './api.test.kit.js';
import { clientFinder } from './attribution.js';
import type { OpenCall } from './index.js';

afterEach(closeAll);

const personas = '/api/v1/sdk/personas';

function send(call: OpenCall, client: string, persona: string, message: string, query = ''): Promise<Response> {
  return fetch(`${call.baseUrl}/api/v1/sdk/chat/${persona}/message${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretOf(client)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ message, user_session_id: 'u' }),
  });
}

test('requests of several steps and clients find their own scripts', async () => {
  const at = (persona_id: string, message: string, more = {}) => ({
    arguments: { persona_id, message, user_session_id: 'u', ...more },
  });
  const call = await callOf(
    step('one', 'sendMessage', [{ ...ok, status: 201 }], at('p', 'first')),
    step('two', 'sendMessage', [{ ...ok, status: 202 }], at('p', 'second')),
    step('three', 'sendMessage', [{ ...ok, status: 203 }], at('q/é', 'first')),
    step('four', 'sendMessage', [{ ...ok, status: 206 }], at('p', 'first', { machine_id: 'm' })),
    step('five', 'sendMessage', [{ ...ok, status: 207 }], { client: 'b', ...at('p', 'first') }),
  );
  const answers = await Promise.all([
    send(call, 'a', 'p', 'second'),
    send(call, 'b', 'p', 'first'),
    send(call, 'a', 'p', 'first', '?machine_id=m'),
    send(call, 'a', 'q%2F%C3%A9', 'first'),
    send(call, 'a', 'p', 'first'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([202, 207, 206, 203, 201]);
});

test('steps side by side find their own scripts by forms too', async () => {
  const given = (message: string) => ({ arguments: { persona_id: 'p', message, user_session_id: 'u' } });
  const call = await callOf(
    step('one', 'sendMessage', [{ ...ok, status: 201 }], given('the first')),
    step('two', 'sendMessage', [{ ...ok, status: 202 }], given('the second')),
  );
  const post = async (body: URLSearchParams | FormData) =>
    (await fetch(`${call.baseUrl}/api/v1/sdk/chat/p/message`, { method: 'POST', body })).status;
  const parts = new FormData();
  parts.set('message', 'the second');
  expect([
    await post(new URLSearchParams({ message: 'the second', user_session_id: 'u' })),
    await post(new URLSearchParams({ message: 'the first', user_session_id: 'u' })),
    await post(parts),
  ]).toEqual([202, 201, 202]);
});

test('steps side by side find their own scripts by lists in a query', async () => {
  const at = (expand: readonly string[]) => ({ arguments: { persona_id: 'p', user_session_id: expand } });
  const call = await callOf(
    step('one', 'getSession', [{ ...ok, status: 201 }], at(['a', 'b'])),
    step('two', 'getSession', [{ ...ok, status: 202 }], at(['a', 'c'])),
  );
  const url = `${call.baseUrl}/api/v1/sdk/chat/p/session`;
  const statusOf = async (query: string) => (await fetch(`${url}?${query}`)).status;
  expect([
    await statusOf('user_session_id[]=a&user_session_id[]=c'),
    await statusOf('user_session_id=a&user_session_id=b'),
  ]).toEqual([202, 201]);
});

test('between steps that look the same, the one that runs', async () => {
  const call = await callOf(
    step('one', 'listPersonas', [{ fixture: 'http/body/null', status: 501 }]),
    step('two', 'listPersonas', [{ fixture: 'http/body/null', status: 502 }], { startAfter: 'one' }),
  );
  const status = async () => (await fetch(call.baseUrl + personas)).status;
  const seen = [await status()];
  call.stepStarted('one');
  seen.push(await status());
  call.stepSettled('one');
  seen.push(await status());
  call.stepStarted('two');
  seen.push(await status());
  expect(seen).toEqual([501, 501, 502, 502]);
});

test('a client is found by its credential, behind a scheme, encoded or in the URL', () => {
  const find = clientFinder({ a: { key: 'first' }, b: { key: 'second' } });
  const authorized = (value: string) => find({ target: '/', headers: [['Authorization', value]] });
  const basic = Buffer.from('user:second').toString('base64');
  expect([
    authorized('Bearer first'),
    authorized(`Basic ${basic}`),
    find({ target: '/?key=second', headers: [] }),
    authorized('Basic none'),
  ]).toEqual(['a', 'b', 'b', null]);
});
