import type { Exchange } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { drawFrom, simulate } from './testing/model-sdk.js';
import { caseOf, due, foilengine, notPassed, seen, simulated } from './testing/observed.js';

const id = 'errors/max-0/401/listMachines';

describe('requests', () => {
  const attempts = 'request/attempts/initSession';
  const first = (change: (request: Exchange['request']) => Partial<Exchange['request']>) =>
    notPassed(seen(simulated(attempts), (e) => ({ ...e, request: { ...e.request, ...change(e.request) } })));
  const without = (name: string) => (r: Exchange['request']) => ({ headers: r.headers.filter(([n]) => n !== name) });
  const body = (text: string) => () => ({ body: new TextEncoder().encode(text) });

  test('as they are due', () => {
    expect(first(() => ({}))).toEqual([]);
  });

  test('as they are not', () => {
    const wrong = {
      method: first(() => ({ method: 'PUT' })),
      path: first((r) => ({ target: r.target.replace('init-session', 'init_session') })),
      'path with a wrong escape': first((r) => ({ target: r.target.replace('init-session', 'init-session%zz') })),
      query: first((r) => ({ target: `${r.target}&debug=1` })),
      'credential missing': first(without('x-llm-api-key')),
      'credential of another': first((r) => ({
        headers: [...without('x-api-key')(r).headers, ['X-API-Key', 'other']],
      })),
      'credential twice': first((r) => ({ headers: [...r.headers, ['X-API-Key', 'canary-client-apiKey']] })),
      'credential in the URL': first((r) => ({ target: `${r.target}&k=canary-client-apiKey` })),
      'no content type': first(without('content-type')),
      'no body': first(() => ({ body: new Uint8Array() })),
      'a body that is not JSON': first(body('a=b')),
      'another body': first(body('{"player_name":1}')),
    };
    expect(wrong).toMatchInlineSnapshot(`
      {
        "a body that is not JSON": [
          "request.body fails; expected the JSON body is {"user_session_id":"Grüße, 世界 🌍 – naïve “quotes”","player_name":"Grüße, 世界 🌍 – naïve “quotes”","player_gender":"female"}; seen the body is not JSON: a=b",
        ],
        "another body": [
          "request.body fails; expected the JSON body is {"user_session_id":"Grüße, 世界 🌍 – naïve “quotes”","player_name":"Grüße, 世界 🌍 – naïve “quotes”","player_gender":"female"}; seen /user_session_id: expected "Grüße, 世界 🌍 – naïve “quotes”", got absent; the JSON body is {"player_name":1}",
        ],
        "credential in the URL": [
          "request.credentials fails; expected no credential stands in the URL; seen the URL holds the apiKey credential",
          "request.query fails; expected the query is machine_id=281f8ff1-d8ae-4a89-825a-2825c30d3742; seen the query is machine_id=281f8ff1-d8ae-4a89-825a-2825c30d3742&k=canary-client-apiKey",
        ],
        "credential missing": [
          "request.credentials fails; expected x-llm-api-key carries the llmApiKey credential; seen x-llm-api-key is missing",
        ],
        "credential of another": [
          "request.credentials fails; expected x-api-key carries the apiKey credential; seen x-api-key carries something else",
        ],
        "credential twice": [
          "request.credentials fails; expected x-api-key carries the apiKey credential; seen x-api-key carries something else",
        ],
        "method": [
          "request.method fails; expected the method is POST; seen the method is PUT",
        ],
        "no body": [
          "request.body fails; expected the JSON body is {"user_session_id":"Grüße, 世界 🌍 – naïve “quotes”","player_name":"Grüße, 世界 🌍 – naïve “quotes”","player_gender":"female"}; seen the body is empty",
        ],
        "no content type": [
          "request.headers fails; expected content-type matches ^application\\/json\\b; seen content-type is missing",
        ],
        "path": [
          "request.path fails; expected the path is /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session; seen the path is /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init_session",
        ],
        "path with a wrong escape": [
          "request.path fails; expected the path is /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session; seen the path is /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session%zz",
        ],
        "query": [
          "request.query fails; expected the query is machine_id=281f8ff1-d8ae-4a89-825a-2825c30d3742; seen the query is machine_id=281f8ff1-d8ae-4a89-825a-2825c30d3742&debug=1",
        ],
      }
    `);
  });

  test('a header in another order or spelling is the same header', () => {
    const shouted = first((r) => ({
      headers: [...r.headers].reverse().map(([n, v]) => [n.toUpperCase(), v] as const),
    }));
    expect(shouted).toEqual([]);
  });

  test('a later attempt that is not the first again', () => {
    const second = (change: (e: Exchange['request']) => Partial<Exchange['request']>) =>
      notPassed(
        seen(simulated(attempts), (e) =>
          e.index === 1 ? { ...e, request: { ...e.request, ...change(e.request) } } : e,
        ),
      );
    const wrong = {
      body: second(() => ({ body: new Uint8Array() })),
      'body by another spelling': second((r) => {
        const text = JSON.stringify(JSON.parse(Buffer.from(r.body).toString()), null, 2);
        return { body: new TextEncoder().encode(text) };
      }),
      'content type': second(without('content-type')),
      'content type by another spelling': second((r) => ({
        headers: [...without('content-type')(r).headers, ['Content-Type', 'application/json; charset=utf-8']],
      })),
      credential: second(without('x-llm-api-key')),
      method: second(() => ({ method: 'PUT' })),
      path: second((r) => ({ target: r.target.replace('init-session', 'init') })),
      query: second((r) => ({ target: `${r.target}&retry=1` })),
      'user agent': second((r) => ({ headers: [...r.headers, ['User-Agent', 'again']] })),
    };
    expect(wrong).toMatchInlineSnapshot(`
      {
        "body": [
          "request.body fails; expected the JSON body is {"user_session_id":"Grüße, 世界 🌍 – naïve “quotes”","player_name":"Grüße, 世界 🌍 – naïve “quotes”","player_gender":"female"}; seen request 2: the body is empty",
        ],
        "body by another spelling": [],
        "content type": [
          "request.headers fails; expected content-type matches ^application\\/json\\b; seen request 2: content-type is missing",
        ],
        "content type by another spelling": [
          "request.stable fails; expected content-type is the same on every attempt; seen content-type of request 2 differs from the first",
        ],
        "credential": [
          "request.credentials fails; expected x-llm-api-key carries the llmApiKey credential; seen request 2: x-llm-api-key is missing",
        ],
        "method": [
          "request.method fails; expected the method is POST; seen request 2: the method is PUT",
        ],
        "path": [
          "request.path fails; expected the path is /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session; seen request 2: the path is /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init",
        ],
        "query": [
          "request.query fails; expected the query is machine_id=281f8ff1-d8ae-4a89-825a-2825c30d3742; seen request 2: the query is machine_id=281f8ff1-d8ae-4a89-825a-2825c30d3742&retry=1",
        ],
        "user agent": [
          "request.stable fails; expected user-agent is the same on every attempt; seen user-agent of request 2 differs from the first",
        ],
      }
    `);
  });

  test('headers that must be fresh, and a key that must stay', () => {
    const { scenarios, spec, fixtures } = foilengine;
    const idempotency = { header: 'Idempotency-Key', methods: ['POST'], stableOnRetry: true };
    const keyed = { ...spec, identity: { ...spec.identity, stable: [], fresh: ['x-attempt'], idempotency } };
    const scenario = scenarios.get(attempts);
    if (scenario === undefined) throw new Error('it is there');
    const given = simulate({ spec: keyed, fixtures, language: 'typescript', scenario }, drawFrom(1));
    expect(notPassed(given)).toEqual([]);
    const same = (name: string, value: (e: Exchange) => string): readonly string[] =>
      notPassed(
        seen(given, (e) => ({
          ...e,
          request: {
            ...e.request,
            headers: e.request.headers.map(([n, v]) => [n, n === name ? value(e) : v] as const),
          },
        })),
      );
    expect([
      same('x-attempt', () => 'always this'),
      same('idempotency-key', (e) => `key-${e.index}`),
      same('idempotency-key', () => ''),
      same('idempotency-key', (e) => (e.index === 0 ? 'one-key' : '')),
    ]).toMatchInlineSnapshot(`
      [
        [
          "request.stable fails; expected x-attempt differs on every attempt; seen x-attempt repeats",
        ],
        [
          "request.stable fails; expected idempotency-key is the same on every attempt; seen idempotency-key of request 2 differs from the first",
        ],
        [
          "request.headers fails; expected idempotency-key matches \\S; seen idempotency-key: ",
        ],
        [
          "request.headers fails; expected idempotency-key matches \\S; seen request 2: idempotency-key: ",
        ],
      ]
    `);
  });

  test('what no operation answers to is charged to the step that made no request of its own', () => {
    const given = caseOf(id, { arrivals: [0], settledMs: 0, outcome: due('status/404/listMachines', 1) });
    const stray = (target: string, method: string) =>
      notPassed(seen(given, (e) => ({ ...e, step: null, operation: null, request: { ...e.request, target, method } })));
    expect(stray('/api/v2/machines', 'GET')).toMatchInlineSnapshot(`
      [
        "request.path fails; expected listMachines is GET /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/machines; seen GET /api/v2/machines, which is no operation of the spec",
      ]
    `);
    const path = given.expectation.steps[0]?.request.segments.join('/') ?? '';
    expect(stray(path, 'POST').map((line) => line.split(';')[0])).toEqual(['request.method fails']);
  });
});

test('a slash at the end of the base URL that stands in the path twice', () => {
  const given = simulated('request/base-slash/initSession');
  expect(notPassed(given)).toEqual([]);
  const doubled = seen(given, (e) => ({ ...e, step: null, request: { ...e.request, target: `/${e.request.target}` } }));
  expect(notPassed(doubled)).toMatchInlineSnapshot(`
    [
      "request.baseSlash fails; expected initSession is POST /api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session; seen POST //api/v1/sdk/chat/840966c2-aa24-49c4-8610-2f7baf5980f7/init-session, which is no operation of the spec",
    ]
  `);
});
