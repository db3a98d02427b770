// One lane against a plain server that makes a Request and a Response on node:http, in turn, in the same process:
//   node packages/mock-server/bench/requests-per-second.mjs
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { createRealDomain } from '@sdk-conformance/clock';
import { parseFixture } from '@sdk-conformance/handlers';
import { createMockServer } from '../dist/index.js';

const roundMs = 1000;
const rounds = 5;
const connections = 8;
// A call answers 100 requests, a warm-up included.
const perCall = 96;

const path = '/api/v1/sdk/chat/3f1c9a52-7d84-4e0b-9b61-5a2d8c7e4f10/message';
const body = '{"message":"hello","user_session_id":"player-1842"}';
const sent =
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: pk_live_bench\r\nContent-Type: application/json\r\n` +
  `Accept: application/json\r\nUser-Agent: bench\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** Sends `count` requests over some connections, one at a time on each; resolves when all are answered. */
function send(port, count) {
  return new Promise((resolve, reject) => {
    let left = count;
    let answered = 0;
    for (let n = 0; n < connections; n++) {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let need = 0;
      const next = () => {
        if (left === 0) return socket.destroy();
        left -= 1;
        need = -1;
        socket.write(sent);
      };
      socket.on('data', (chunk) => {
        if (need === -1) {
          const text = chunk.toString('latin1');
          const head = text.indexOf('\r\n\r\n');
          const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
          if (head === -1 || Number.isNaN(length)) return reject(new Error(`not an answer: ${text}`));
          need = head + 4 + length;
        }
        need -= chunk.length;
        if (need > 0) return;
        answered += 1;
        if (answered === count) resolve();
        next();
      });
      socket.on('error', reject);
      next();
    }
  });
}

function client() {
  parentPort.on('message', async ({ port, count }) => {
    await send(port, count);
    parentPort.postMessage('done');
  });
}

async function perSecond(round) {
  const until = performance.now() + roundMs;
  const from = performance.now();
  let count = 0;
  while (performance.now() < until) count += await round();
  return (count * 1000) / (performance.now() - from);
}

function plainServer(fixture) {
  const server = createServer(async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = new Request(`http://127.0.0.1${incoming.url}`, {
      method: incoming.method,
      headers: incoming.headers,
      body: Buffer.concat(chunks),
    });
    await request.text();
    const response = new Response(fixture.body, { status: fixture.status, headers: fixture.headers });
    const answer = Buffer.from(await response.arrayBuffer());
    outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'content-length': answer.length });
    outgoing.end(answer);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function main() {
  const file = fileURLToPath(new URL('../../../fixtures/foilengine/429.http', import.meta.url));
  const { fixture } = parseFixture('foilengine/429', file, readFileSync(file));
  const parameter = (name, place) => ({ name, in: place });
  const operation = (id, method, template, ...parameters) => ({ id, method, path: template, parameters });
  const spec = {
    api: { id: 'foilengine', baseUrl: 'https://api.foilengine.io' },
    operations: [
      ...Array.from({ length: 9 }, (_, n) => operation(`other${n}`, 'POST', `/api/v1/sdk/other/{id}/${n}`)),
      operation('sendMessage', 'POST', '/api/v1/sdk/chat/{persona_id}/message', parameter('message', 'body')),
    ],
  };
  const step = { id: 's', client: 'a', operation: 'sendMessage', arguments: {}, script: [{ fixture: fixture.id }] };
  const scenario = { id: 'bench', family: 'bench', about: '', clients: [{ id: 'a', options: {} }], steps: [step] };
  const mock = await createMockServer({ spec, fixtures: new Map([[fixture.id, fixture]]) });
  const plain = await plainServer(fixture);

  const worker = new Worker(fileURLToPath(import.meta.url));
  const ask = (port, count) =>
    new Promise((resolve, reject) => {
      worker.removeAllListeners('error').once('error', reject).once('message', resolve);
      worker.postMessage({ port, count });
    });
  const lane = async () => {
    const credentials = { a: { apiKey: 'pk_live_bench' } };
    const call = await mock.openCall({ scenario, credentials, domain: createRealDomain() });
    await ask(Number(new URL(call.baseUrl).port), perCall);
    const { length } = call.exchanges();
    await call.close();
    if (length !== perCall) throw new Error(`${length} exchanges of ${perCall}`);
    return perCall;
  };
  const reference = async () => {
    await ask(plain.address().port, perCall);
    return perCall;
  };

  await perSecond(lane);
  await perSecond(reference);
  const seen = [];
  for (let n = 0; n < rounds; n++) seen.push([await perSecond(lane), await perSecond(reference)]);
  const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const [ours, theirs] = [median(seen.map(([a]) => a)), median(seen.map(([, b]) => b))];
  const whole = (value) => Math.round(value).toLocaleString('en');
  process.stdout.write(
    `one lane: ${whole(ours)} requests/s; plain Request/Response server: ${whole(theirs)}; ratio ${(ours / theirs).toFixed(2)}\n`,
  );
  await worker.terminate();
  await mock.close();
  plain.close();
}

if (isMainThread) await main();
else client();
