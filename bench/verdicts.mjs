// What each target's run comes to, as one hash of all verdicts and findings, and under tier A of every request's virtual time:
// what the harness costs may change, this may not.
//   node bench/verdicts.mjs --out FILE [--target NAME]…       before: plays, prints a hash a target, keeps all in a file
//   node bench/verdicts.mjs --against FILE [--target NAME]…   after: plays the same, and tells each scenario that came to something else
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadPlan } from '../packages/cli/dist/config/plan.js';
import { playTarget } from './measure.mjs';

const { values } = parseArgs({
  options: { out: { type: 'string' }, against: { type: 'string' }, target: { type: 'string', multiple: true } },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const before = values.against === undefined ? null : JSON.parse(readFileSync(values.against, 'utf8'));
const targets = values.target ?? Object.keys(before ?? {});
if (targets.length === 0) targets.push(...loadPlan({}, root).targets.map(({ name }) => name));

const byId = (verdicts) => Object.entries(verdicts).sort(([a], [b]) => (a < b ? -1 : 1));
const hashOf = (verdicts) =>
  createHash('sha256')
    .update(JSON.stringify(byId(verdicts)))
    .digest('hex')
    .slice(0, 16);

function differences(then, now) {
  const ids = new Set([...Object.keys(then), ...Object.keys(now)]);
  const differs = (id) => JSON.stringify(then[id]) !== JSON.stringify(now[id]);
  return [...ids]
    .filter(differs)
    .map((id) => `  ${id}\n    ${JSON.stringify(then[id])}\n    ${JSON.stringify(now[id])}`);
}

const after = {};
let different = 0;
for (const target of targets) {
  const { absent, verdicts } = await playTarget({ target, verdicts: true });
  if (absent !== null) {
    process.stdout.write(`${target}: not run: ${absent}\n`);
    continue;
  }
  after[target] = verdicts;
  const changed = before === null ? [] : differences(before[target] ?? {}, verdicts);
  different += changed.length;
  const told = before === null ? '' : `, ${changed.length === 0 ? 'as before' : `${changed.length} differ`}`;
  const count = Object.keys(verdicts).length;
  process.stdout.write([`${target}: ${hashOf(verdicts)}, ${count} scenarios${told}`, ...changed, ''].join('\n'));
}
if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(after));
process.exitCode = different === 0 ? 0 : 1;
