// What the reference SDK itself costs: so many calls to a plain server, no more at once than a run plays; prints one line of JSON.
//   node bench/floor.mjs '{"requests":1400}'
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { FoilEngine } from '../conformance/typescript/dist/src/index.js';
import { usualJobs } from '../packages/runner/dist/index.js';
import { cpuMs } from './cpu.mjs';

const { requests } = JSON.parse(process.argv[2]);
const server = fork(fileURLToPath(new URL('floor-server.mjs', import.meta.url)));
const [port] = await once(server, 'message');
const call = () => {
  // A call has a client of its own, as in a run.
  const client = new FoilEngine({ baseUrl: `http://127.0.0.1:${port}`, apiKey: 'k', llmApiKey: 'l' });
  return client.chat.initSession({ machine_id: '840966c2-0000-4000-8000-000000000000' });
};
let left = requests;
await Promise.all(
  Array.from({ length: usualJobs }, async () => {
    while (left-- > 0) await call();
  }),
);
server.disconnect();
await once(server, 'exit');
process.stdout.write(`${JSON.stringify({ requests, cpuMs: cpuMs() })}\n`, () => process.exit());
