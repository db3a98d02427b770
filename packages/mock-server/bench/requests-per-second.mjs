// Requests a second of lanes and of plainer servers, in turn, in the same process; prints one line of JSON.
//   node packages/mock-server/bench/requests-per-second.mjs [rounds]
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRealDomain } from '@sdk-conformance/clock';
import { parseFixture } from '@sdk-conformance/handlers';
import { createMockServer } from '../dist/index.js';
import { startClient } from './client.mjs';
import { listen, mswGetResponse, raw, requestResponse } from './servers.mjs';

const rounds = Number(process.argv[2] ?? 5);
const roundMs = 700;
// A call answers 100 requests.
const perCall = 96;

const file = fileURLToPath(new URL('../../../fixtures/foilengine/429.http', import.meta.url));
const { fixture } = parseFixture('foilengine/429', file, readFileSync(file));
const operation = (id, method, path, ...parameters) => ({ id, method, path, parameters });
const operations = [
  ...Array.from({ length: 9 }, (_, n) => operation(`other${n}`, 'POST', `/api/v1/sdk/other/{id}/${n}`)),
  operation('sendMessage', 'POST', '/api/v1/sdk/chat/{persona_id}/message', { name: 'message', in: 'body' }),
];
const spec = { api: { id: 'foilengine', baseUrl: 'https://api.foilengine.io' }, operations };
const step = { id: 's', client: 'a', operation: 'sendMessage', arguments: {}, script: [{ fixture: fixture.id }] };
const scenario = { id: 'bench', family: 'bench', about: '', clients: [{ id: 'a', options: {} }], steps: [step] };

const client = startClient();
const mock = await createMockServer({ spec, fixtures: new Map([[fixture.id, fixture]]) });
const plain = {
  'raw node:http': await listen(raw(fixture)),
  'Request/Response on node:http': await listen(requestResponse(fixture)),
  'MSW getResponse on node:http': await listen(mswGetResponse(fixture, operations)),
};

/** Opens so many calls, each on its lane, lets each answer its requests, and closes them. */
const lanes = (count, connections) => async () => {
  const plan = { scenario, credentials: { a: { apiKey: 'pk_live_bench' } }, domain: createRealDomain() };
  const calls = await Promise.all(Array.from({ length: count }, () => mock.openCall(plan)));
  const load = (call) => ({ port: Number(new URL(call.baseUrl).port), count: perCall, connections });
  await client.ask(calls.map(load));
  for (const call of calls) {
    const { length } = call.exchanges();
    if (length !== perCall) throw new Error(`${length} exchanges of ${perCall}`);
  }
  await Promise.all(calls.map((call) => call.close()));
  return perCall * count;
};

const server = (listening) => async () => {
  await client.ask([{ port: listening.address().port, count: perCall, connections: 8 }]);
  return perCall;
};

async function perSecond(round) {
  const from = performance.now();
  let count = 0;
  while (performance.now() - from < roundMs) count += await round();
  return (count * 1000) / (performance.now() - from);
}

const ways = {
  'one lane': lanes(1, 8),
  '64 lanes': lanes(64, 1),
  ...Object.fromEntries(Object.entries(plain).map(([name, listening]) => [name, server(listening)])),
};
const seen = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (const way of Object.values(ways)) await perSecond(way);
for (let n = 0; n < rounds; n++) {
  for (const [name, way] of Object.entries(ways)) seen[name].push(await perSecond(way));
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
const medians = Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, Math.round(median(values))]));
process.stdout.write(`${JSON.stringify(medians)}\n`);

await client.stop();
await mock.close();
for (const listening of Object.values(plain)) listening.close().closeAllConnections();
