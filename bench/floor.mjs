// What the reference SDK itself costs: so many calls to a plain server, in a process of its own; prints one line of JSON.
//   node bench/floor.mjs '{"target":"typescript","requests":1447,"clients":900}'
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { childrenCpuMs } from './cpu.mjs';
import { floorOf } from './floors.mjs';

const { target, requests, clients } = JSON.parse(process.argv[2]);
const server = fork(fileURLToPath(new URL('floor-server.mjs', import.meta.url)));
const [port] = await once(server, 'message');
const { command, env } = floorOf(target);
const [program, ...words] = command(`http://127.0.0.1:${port}`, requests, clients);
const client = spawn(program, words, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } });
const [code] = await once(client, 'exit');
if (code !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${code}`);
server.disconnect();
await once(server, 'exit');
process.stdout.write(`${JSON.stringify({ requests, cpuMs: childrenCpuMs() })}\n`, () => process.exit());
