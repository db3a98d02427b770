import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { config, createProject, type Project, repository } from './testing/project.js';

const binary = join(repository, 'packages', 'cli', 'bin', 'conformance.mjs');
const projects: Project[] = [];
let project: Project;

beforeEach(() => {
  project = createProject();
  projects.push(project);
});
afterAll(() => {
  for (const { remove } of projects) remove();
});

interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the real binary in the project's folder; `during` gets its process id. */
function conformance(args: readonly string[], during: (pid: number) => void = () => {}): Promise<Ended> {
  const { CI: _, ...env } = process.env;
  const child = spawn(process.execPath, [binary, ...args], {
    cwd: project.folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  if (child.pid !== undefined) during(child.pid);
  return new Promise((resolve) => child.on('close', (exit) => resolve({ exit, out, err })));
}

function log(): readonly { readonly type: string; readonly [field: string]: unknown }[] {
  const text = readFileSync(join(project.folder, 'log.jsonl'), 'utf8');
  // A line may be on its way.
  return text
    .slice(0, text.lastIndexOf('\n'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const one = 'retry/count/**/listMachines';

test('0: the reference SDK conforms, and the log ends in its last line', async () => {
  const { exit, out, err } = await conformance(['run', '--filter', one, '--reporter', 'jsonl=log.jsonl']);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatch(/\nCONFORMS, of the 14 scenarios played: all judged; the filter left out \d+\n/);
  expect(log().map(({ type }) => type)[0]).toBe('run');
  expect(log().at(-1)).toMatchObject({ type: 'end', verdict: 'conforms', exit: 0, stopped: null });
});

test('1: a mutant does not conform', async () => {
  project.write('conformance.config.yaml', config('    env: {CONFORMANCE_MUTANT: off-by-one}\n'));
  const { exit, out } = await conformance(['run', '--filter', one]);
  expect(exit).toBe(1);
  expect(out).toContain('\nDOES NOT CONFORM: 1 requirement broken in ');
  expect(out).toContain('\n✗ behaves like an SDK that counts the first attempt as a retry');
});

test('2: a filter that matches nothing', async () => {
  expect((await conformance(['run', '--filter', 'nothing/**'])).exit).toBe(2);
});

test('3: an adapter that ends at once', async () => {
  project.write('adapter.mjs', 'console.error("no such key"); process.exit(4);\n');
  project.write('conformance.config.yaml', config().replace(/adapter: .*/, 'adapter: adapter.mjs'));
  const { exit, out } = await conformance(['run', '--filter', one]);
  expect(exit).toBe(3);
  expect(out).toContain('! typescript: the adapter failed, not the SDK\n');
  expect(out).toContain('    stderr | no such key\n');
  expect(out).toContain('\nNOT JUDGED: ');
});

test('130: Ctrl-C ends cleanly with what was seen', async () => {
  const started = (pid: number) => {
    const timer = setInterval(() => {
      if (!existsSync(join(project.folder, 'log.jsonl')) || log().length < 2) return;
      clearInterval(timer);
      process.kill(pid, 'SIGINT');
    }, 20);
  };
  // In real time, so that the retries are still under way when the signal comes.
  const args = ['run', '--clock', 'real', '--jobs', '1', '--filter', 'retry/**', '--reporter', 'jsonl=log.jsonl'];
  const { exit, out } = await conformance(args, started);
  expect(exit).toBe(130);
  expect(out).toContain('\nINCOMPLETE: ');
  expect(log().at(-1)).toMatchObject({ type: 'end', exit: 130, stopped: 'interrupted' });
});

test.runIf(process.platform === 'linux')('3: standard output on a disk that is full', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [binary, 'list'], {
    cwd: project.folder,
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);
  expect({ status, stderr }).toEqual({
    status: 3,
    stderr: 'standard output cannot be written: no space is left\n',
  });
});

test('the log goes to standard output alone', async () => {
  const { exit, out } = await conformance(['run', '--filter', one, '--reporter', 'jsonl']);
  expect(exit).toBe(0);
  for (const line of out.trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
});

test('the same seed gives the same log but for what is measured', async () => {
  const volatile = ['measured', 'wallMs', 'simulatedMs'];
  const stable = () =>
    log().map((line) => JSON.stringify(line, (key, value) => (volatile.includes(key) ? null : value)));
  // Of the samples, that of forty clients: more of them add no other way to differ.
  const played = ['--filter', 'retry/backoff/**', '--exclude', '**/clients-64/**'];
  const args = ['run', ...played, '--trace', '--reporter', 'jsonl=log.jsonl'];
  await conformance([...args, '--jobs', '1']);
  const first = stable();
  await conformance([...args, '--jobs', '64']);
  const second = stable();
  expect(second.length).toBe(first.length);
  expect(second.findIndex((line, i) => line !== first[i])).toBe(-1);
});
