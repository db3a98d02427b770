import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../packages/cli/bin/conformance.mjs', import.meta.url));

/** What the command came to, and the end of what it said. */
export interface Ended {
  readonly exit: number | null;
  readonly said: string;
}

/** Runs the command in an API's folder. */
function conformance(folder: URL, ...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...words], {
      cwd: fileURLToPath(folder),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (exit) => resolve({ exit, said: Buffer.concat(chunks).toString('utf8').slice(-8_000) }));
  });
}

/** Plays the sound SDK of one target, then each mutant of its list on what judges the requirement that it breaks. */
export function mutants(folder: URL, target: string, file = 'mutants.yaml'): Promise<Ended> {
  const list = readFileSync(new URL(file, folder), 'utf8');
  const names = [...list.matchAll(/^ *- name: (\S+)$/gm)].map(([, name = '']) => name);
  return conformance(folder, 'mutants', '--target', target, ...names.flatMap((name) => ['--mutant', name]));
}
