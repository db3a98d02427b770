// The benchmark table: `pnpm bench` prints it, `pnpm bench --write` puts it into README.md, between its markers.
//   --times N   runs that each median is of (default 3)
//   --only NAME floor, suite, start-up, chains, growth or mock-server; may be given several times
//   --tiers     instead: compares clock tiers, see tiers.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadPlan } from '../packages/cli/dist/config/plan.js';
import { machine } from './machine.mjs';
import { chainRows, growthRows } from './rows/chains.mjs';
import { floorRows } from './rows/floor.mjs';
import { mockServerRows } from './rows/mock-server.mjs';
import { startUpRows } from './rows/start-up.mjs';
import { suiteRows } from './rows/suite.mjs';
import { compareTiers } from './tiers.mjs';

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    tiers: { type: 'boolean', default: false },
    times: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true },
    target: { type: 'string', multiple: true },
  },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const times = Number(values.times);
const targets = values.target ?? loadPlan({}, root).targets.map(({ name }) => name);

const parts = {
  floor: () => floorRows(targets, times),
  suite: () => suiteRows(targets, times),
  'start-up': () => startUpRows(targets, times),
  chains: () => chainRows(times, 500),
  growth: () => growthRows(times),
  'mock-server': () => mockServerRows(times),
};

async function makeTable() {
  const names = values.only ?? Object.keys(parts);
  const rows = [];
  for (const name of names) {
    const part = parts[name];
    if (part === undefined) throw new RangeError(`--only ${name}: expected one of ${Object.keys(parts).join(', ')}`);
    process.stderr.write(`${name} …\n`);
    rows.push(...(await part()));
  }
  const cell = (text) => text.replaceAll('|', '\\|');
  return [
    'What a run costs: first as a ratio to what the SDK itself costs, with as many clients and requests, against a plain server; both are CPU time, measured side by side.',
    `Made by \`pnpm bench --write\` on ${new Date().toISOString().slice(0, 10)}, ${machine()}; medians of ${times} runs.`,
    '',
    '| what | measured |',
    '|---|---|',
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n');
}

function write(table) {
  const [begin, end] = ['<!-- bench -->', '<!-- /bench -->'];
  const file = fileURLToPath(new URL('../README.md', import.meta.url));
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`README.md has no ${begin} … ${end}`);
  writeFileSync(file, `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`);
}

if (values.tiers) {
  process.exitCode = (await compareTiers(targets)) ? 0 : 1;
} else {
  const table = await makeTable();
  process.stdout.write(`${table}\n`);
  if (values.write) write(table);
}
