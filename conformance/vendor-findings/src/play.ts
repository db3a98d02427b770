import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogRecord } from '@sdk-conformance/reporters';
import type { Found } from './compare.js';

const command = fileURLToPath(new URL('../../../packages/cli/bin/conformance.mjs', import.meta.url));

/**
 * Runs the suite of a folder with a conformance.config.yaml and gives each broken must.
 *
 * @throws Error where a target could not be run or judged to its end
 */
export async function play(folder: string): Promise<readonly Found[]> {
  const temporary = mkdtempSync(join(tmpdir(), 'vendor-findings-'));
  try {
    const file = join(temporary, 'log.jsonl');
    const told = await run(folder, ['run', '--reporter', `jsonl=${file}`, '--reporter', 'terminal']);
    if (!existsSync(file)) throw new Error(`the run did not begin:\n${told}`);
    const records = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as LogRecord);
    const end = records.at(-1);
    if (end?.type !== 'end') throw new Error(`the run did not come to its end:\n${told}`);
    if (end.exit > 1) {
      const whys = end.targets.flatMap(({ failures }) => failures.map(({ side, why }) => `${side}: ${why}`));
      throw new Error(`the run was not judged to its end:\n${[...whys, told].join('\n')}`);
    }
    return records.flatMap((record) => {
      if (record.type !== 'finding' || record.verdict !== 'fail' || record.level !== 'must') return [];
      const { requirement, expected, measured } = record;
      return [{ requirement, scenario: record.scenario ?? '(run)', expected, seen: measured.seen }];
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function run(cwd: string, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...words], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks).toString('utf8').slice(-4_000)));
  });
}
