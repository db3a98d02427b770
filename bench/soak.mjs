// Plays the same scenarios again and again in one process: what a run takes it must give back.
//   node --expose-gc bench/soak.mjs [runs] [filter]
// Exit 1 where descriptors, child processes, temporary files or memory grow.
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { exitCodeOf } from '../packages/cli/dist/main.js';

const [runs = '100', filter = 'retry/count/**'] = process.argv.slice(2);
const WARM_UP = 2;

function children() {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === process.pid;
    } catch {
      return false;
    }
  }).length;
}

function taken() {
  globalThis.gc?.();
  return {
    descriptors: readdirSync('/proc/self/fd').length,
    children: children(),
    files: readdirSync(tmpdir()).length,
    heapMiB: Math.round(process.memoryUsage().heapUsed / 2 ** 20),
    rssMiB: Math.round(process.memoryUsage.rss() / 2 ** 20),
  };
}

async function run() {
  let said = '';
  const say = (text) => {
    said += text;
  };
  const io = {
    out: say,
    err: say,
    cwd: new URL('../', import.meta.url).pathname,
    env: process.env,
    outIsTerminal: false,
    errIsTerminal: false,
    command: 'soak',
  };
  const exit = await exitCodeOf(['run', '--target', 'typescript-undici', '--filter', filter], io);
  if (exit !== 0) throw new Error(`a run ended with ${exit}:\n${said}`);
}

let before = taken();
for (let n = 1; n <= Number(runs) + WARM_UP; n++) {
  await run();
  // Sockets that were just destroyed are closed in the next turns.
  await new Promise((resolve) => setTimeout(resolve, 100));
  if (n === WARM_UP) before = taken();
  if (n % 10 === 0) console.log(n, JSON.stringify(taken()));
}
const after = taken();
console.log('before', JSON.stringify(before));
console.log('after ', JSON.stringify(after));
const grown = ['descriptors', 'children'].filter((what) => after[what] > before[what]);
// Half a megabyte a run is a leak; less is what the engine keeps of its own.
if (after.heapMiB - before.heapMiB > Math.max(10, Number(runs) / 2)) grown.push('heapMiB');
console.log(grown.length === 0 ? 'flat' : `grown: ${grown.join(', ')}`);
process.exitCode = grown.length === 0 ? 0 : 1;
