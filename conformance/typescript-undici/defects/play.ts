// Plays each defect of list.yaml in a copy of this SDK, and prints a row of the table for each. Names as arguments play those alone.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

interface Defect {
  readonly name: string;
  readonly defect: string;
  /** Name of the cause that must be told first. */
  readonly cause: string;
  readonly edits: readonly Edit[];
}

interface Cause {
  readonly type: string;
  readonly name: string;
  readonly text: string;
}

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const copies = path('../.defects');
const command = path('../../../packages/cli/bin/conformance.mjs');

/** The SDK and its adapter with a defect. @throws Error where an edit fits nowhere */
function copy({ name, edits }: Defect): string {
  const to = `${copies}/${name}`;
  mkdirSync(to, { recursive: true });
  cpSync(path('../src'), `${to}/src`, { recursive: true });
  cpSync(path('../adapter.ts'), `${to}/adapter.ts`);
  for (const { file, from, to: by } of edits) {
    const text = readFileSync(`${to}/src/${file}`, 'utf8');
    if (!text.includes(from)) throw new Error(`${name}: src/${file} has no ${JSON.stringify(from)}`);
    writeFileSync(
      `${to}/src/${file}`,
      text.replace(from, () => by),
    );
  }
  // West of GMT: a date read in local time lies hours ahead there. East of it it would be past, like one that is not read.
  const target = `language: typescript, adapter: adapter.ts, env: { TZ: America/St_Johns }`;
  const root = path('../../..');
  const config = `${to}/conformance.config.yaml`;
  writeFileSync(
    config,
    `spec: ${root}spec/foilengine.yaml\nfixtures: ${root}fixtures\ntargets: { ${name}: { ${target} } }\n`,
  );
  return config;
}

async function causesOf(defect: Defect): Promise<readonly Cause[]> {
  const config = copy(defect);
  const log = `${copies}/${defect.name}/run.jsonl`;
  const run = spawn(process.execPath, [command, 'run', '--config', config, '--reporter', `jsonl=${log}`], {
    stdio: 'ignore',
  });
  const exit = await new Promise((resolve) => run.on('close', resolve));
  if (exit !== 0 && exit !== 1) throw new Error(`${defect.name}: the run ended with ${exit}; see ${log}`);
  const records = readFileSync(log, 'utf8').trimEnd().split('\n');
  return records.map((line) => JSON.parse(line) as Cause).filter(({ type }) => type === 'cause');
}

function told({ cause }: Defect, causes: readonly Cause[]): string {
  const place = causes.findIndex(({ name }) => name === cause);
  return causes.length === 0 ? 'none' : place === 0 ? 'right' : place > 0 ? 'partly' : 'wrong';
}

const { defects } = parse(readFileSync(path('list.yaml'), 'utf8')) as { readonly defects: readonly Defect[] };
const names = process.argv.slice(2);
const queue = defects.filter(({ name }) => names.length === 0 || names.includes(name)).values();
rmSync(copies, { recursive: true, force: true });
const workers = Array.from({ length: availableParallelism() }, async () => {
  for (const defect of queue) {
    const causes = await causesOf(defect);
    const words = causes[0]?.text.replace('behaves like an SDK that ', '') ?? '–';
    console.log(
      `| ${defect.name} | ${defect.defect} | ${told(defect, causes)} | ${words.replace(/ \([a-zA-Z.]+, .*:\d+\)$/, '')} |`,
    );
  }
});
await Promise.all(workers);
