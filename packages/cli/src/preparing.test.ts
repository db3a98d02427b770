import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { preparing } from './preparing.js';

let folder: string;
let env: Readonly<Record<string, string>>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preparing-'));
  env = { XDG_CACHE_HOME: join(folder, 'cache') };
});
afterEach(() => rmSync(folder, { recursive: true }));

const { signal } = new AbortController();
const shell = (script: string) => ({ command: ['sh', '-c', script], cwd: folder, env: {} });

/** One run's prepare is one process's; what is kept apart here is kept apart by files alone. */
const prepare = (say: (line: string) => void = () => {}) => preparing(say, env);

test('runs of one folder prepare one after the other, and tell what they wait for', async () => {
  const one = 'mkdir busy || exit 1; until test -e go; do sleep 0.05; done; echo once >> done; rmdir busy';
  const said: string[] = [];
  const say = (line: string) => {
    said.push(line);
    writeFileSync(join(folder, 'go'), '');
  };
  const runs = ['1', '2', '3'].map((n) => prepare(say)(shell(`${one} # ${n}`), signal));
  expect(await Promise.all(runs)).toEqual([null, null, null]);
  expect(readFileSync(join(folder, 'done'), 'utf8')).toBe('once\nonce\nonce\n');
  expect(said[0]?.replaceAll(folder, 'FOLDER').replace(/\d+ s now/, '1 s now')).toBe(
    `waits for the run of process ${process.pid}, which prepares in FOLDER: for 1 s now, 900 s at most`,
  );
});

test('an interrupt ends a wait', async () => {
  const first = new AbortController();
  const holding = prepare()(shell('touch held; sleep 600'), first.signal);
  await expect.poll(() => existsSync(join(folder, 'held')), { timeout: 30_000 }).toBe(true);
  const interrupt = new AbortController();
  const waiting = prepare(() => interrupt.abort())(shell('touch second'), interrupt.signal);
  expect(await waiting).toBe('the wait for another run was interrupted');
  expect(existsSync(join(folder, 'second'))).toBe(false);
  first.abort();
  expect(await holding).toContain('was interrupted');
});

test('where no lock can be written a run prepares all the same', async () => {
  writeFileSync(join(folder, 'cache'), 'no folder');
  expect(await prepare()(shell('exit 0'), signal)).toBe(null);
});
