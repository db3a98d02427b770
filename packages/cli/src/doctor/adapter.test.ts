import { afterEach, expect, test } from 'vitest';
import { createScratch, type Scratch } from '../testing/scratch.js';

// An adapter that does what an adapter must not, or hands on too little, and a sound one beside it, over the same SDK.

let scratch: Scratch;
afterEach(() => scratch.remove());

const sdk = `
async function send({ baseUrl, apiKey, maxRetries = 2, timeoutMs = 30_000 }, path, body, signal) {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(new Error('too late')), timeoutMs);
  signal?.addEventListener('abort', () => ending.abort(signal.reason));
  try {
    for (let retry = 0; ; retry++) {
      const headers = { authorization: \`Bearer \${apiKey}\`, 'content-type': 'application/json' };
      const response = await fetch(baseUrl + path, { method: body ? 'POST' : 'GET', headers, body, signal: ending.signal });
      if (response.ok) return await response.json();
      if (response.status < 500 || retry >= maxRetries) throw new Error(String(response.status));
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  } finally {
    clearTimeout(timer);
  }
}
`;

const adapter = (operations: string, options: string) => `
import { defineAdapter } from '@sdk-conformance/adapter-typescript';
${sdk}
defineAdapter({
  sdk: { name: 'shop-sdk', version: '1.2.3' },
  createClient: ({ baseUrl, credentials, options }) => ({ baseUrl, apiKey: credentials.apiKey${options} }),
  operations: { ${operations} },
});
`;

const sound = `
    listItems: (client, { limit }, { signal }) => send(client, limit ? '/v1/items?limit=' + limit : '/v1/items', undefined, signal),
    createItem: (client, { name }, { signal }) => send(client, '/v1/items', JSON.stringify({ name }), signal),`;

const careless = `
    listItems: async (client) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return send(client, '/v1/items').catch(() => send(client, '/v1/items'));
    },
    createItem: async (client, { name }, { signal }) => {
      const { ok } = await send(client, '/v1/items', JSON.stringify({ title: name }), signal);
      return { done: ok };
    },`;

test('what an adapter does of its own, or does not hand on, is told', async () => {
  scratch = createScratch({ 'package.json': '{ "name": "shop-sdk", "version": "1.2.3" }' });
  await scratch.conformance(['init', '--language', 'typescript']);
  scratch.installAdapter();
  scratch.write('conformance/sound.mjs', adapter(sound, ', ...options'));
  scratch.write('conformance/careless.mjs', adapter(careless, ''));
  scratch.write(
    'conformance.config.yaml',
    ['sound', 'careless'].reduce(
      (text, name) => `${text}  ${name}: { language: typescript, adapter: conformance/${name}.mjs }\n`,
      'spec: conformance/spec.yaml\nfixtures: conformance/fixtures\ntargets:\n',
    ),
  );
  const { exit, out } = await scratch.conformance(['doctor', '--adapter']);
  expect(exit).toBe(3);
  expect(out.split('\n').filter((line) => /sound|careless/.test(line) && !/node/.test(line))).toMatchInlineSnapshot(`
    [
      "ok     sound, listItems: names of the API, no waits, no retries of its own, timeoutMs handed on, signal handed on",
      "ok     sound, createItem: names of the API, no waits, no retries of its own, timeoutMs handed on, signal handed on",
      "wrong  careless, listItems: the first request came 300 ms after the call began: the adapter, or the SDK, has a timer there",
      "wrong  careless, listItems: with maxRetries 0 a 503 brought 6 requests, where one is expected: maxRetries is not handed on to the SDK, or the adapter retries of its own",
      "wrong  careless, listItems: with timeoutMs 1900 the call ended after 60300 ms: timeoutMs is not handed on to the SDK, or in another unit",
      "wrong  careless, listItems: aborted after 700 ms, the call ended after 60300 ms: the signal is not handed on to the SDK; if the SDK takes none, say so under without.abort",
      "wrong  careless, createItem: request.body: expected the JSON body is {"name":"conformance"}; seen: /name: expected "conformance", got absent; the JSON body is {"title":"conformance"}",
      "wrong  careless, createItem: success.value: expected each key of the recorded success keeps its value; seen: /ok: expected true, got absent; it returned {"done":true}",
      "wrong  careless, createItem: with maxRetries 0 a 503 brought 3 requests, where one is expected: maxRetries is not handed on to the SDK, or the adapter retries of its own",
      "wrong  careless, createItem: with timeoutMs 1900 the call ended after 30000 ms: timeoutMs is not handed on to the SDK, or in another unit",
    ]
  `);
});
