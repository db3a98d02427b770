import type { Answer } from '@sdk-conformance/model';
import { afterEach, expect, test } from 'vitest';
import { closeAll, listing, secretOf } from './api.test.kit.js';

afterEach(closeAll);

const plain: Answer = { fixture: 'http/body/null' };
const path = '/api/v1/sdk/personas';
const origin = 'https://page.example';

const crossOrigin = (headers: Headers) => [...headers].filter(([name]) => name.startsWith('access-control'));

test('a browser’s preflight is allowed, takes no answer of the script and is no exchange', async () => {
  const call = await listing({ ...plain, status: 401 });
  const asked = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization,x-api-key' };
  const preflight = await fetch(call.baseUrl + path, { method: 'OPTIONS', headers: { origin, ...asked } });
  expect([preflight.status, crossOrigin(preflight.headers)]).toEqual([
    204,
    [
      ['access-control-allow-headers', 'authorization,x-api-key'],
      ['access-control-allow-methods', 'GET'],
      ['access-control-allow-origin', '*'],
      ['access-control-allow-private-network', 'true'],
      ['access-control-max-age', '600'],
    ],
  ]);
  expect(call.exchanges()).toEqual([]);
  const headers = { origin, 'x-api-key': secretOf('a') };
  expect((await fetch(call.baseUrl + path, { headers })).status).toBe(401);
});

test('what a page asks for, it may read; others get the answer as it was recorded', async () => {
  const call = await listing(plain);
  const readable = [
    ['access-control-allow-origin', '*'],
    ['access-control-expose-headers', '*'],
  ];
  const answers = [path, '/nowhere'].map((where) => fetch(call.baseUrl + where, { headers: { origin } }));
  for (const { headers } of await Promise.all(answers)) expect(crossOrigin(headers)).toEqual(readable);
  expect(crossOrigin((await fetch(call.baseUrl + path)).headers)).toEqual([]);
});

test('an OPTIONS that no browser sent is a request like any other', async () => {
  const call = await listing(plain);
  expect((await fetch(call.baseUrl + path, { method: 'OPTIONS', headers: { origin } })).status).toBe(404);
  expect(call.exchanges().map(({ served }) => served.label)).toEqual(['404, not in the scenario']);
});
