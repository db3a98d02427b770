// So many calls by so many clients of the reference SDK, no more at once than a run plays.
//   node bench/floors/typescript.mjs BASE_URL REQUESTS CLIENTS
import { FoilEngine } from '../../conformance/typescript/dist/src/index.js';
import { usualJobs } from '../../packages/runner/dist/index.js';

const [baseUrl, requests, clients] = process.argv.slice(2);
const left = Array.from({ length: Number(clients) }, (_, n) => Math.floor((Number(requests) + n) / Number(clients)));
await Promise.all(
  Array.from({ length: usualJobs }, async () => {
    for (let calls = left.pop(); calls !== undefined; calls = left.pop()) {
      const client = new FoilEngine({ baseUrl, apiKey: 'k', llmApiKey: 'l' });
      while (calls-- > 0) await client.chat.initSession({ machine_id: '840966c2-0000-4000-8000-000000000000' });
    }
  }),
);
