import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { repository } from './testing/project.js';

const module = pathToFileURL(join(repository, 'packages', 'cli', 'bin', 'up-to-date.mjs')).href;
let checkout: string;

function write(path: string, content = ''): void {
  mkdirSync(join(checkout, path, '..'), { recursive: true });
  writeFileSync(join(checkout, path), content);
}

/** A checkout of one package with a compiler that only counts its calls. */
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'checkout-'));
  for (const path of ['tsconfig.json', 'tsconfig.base.json', 'packages/a/tsconfig.json']) write(path, '{}');
  write('packages/a/src/deep/x.ts');
  write(
    'node_modules/.bin/tsc',
    '#!/bin/sh\nmkdir -p packages/a/dist\ntouch packages/a/dist/.tsbuildinfo\necho "$@" >> builds\n',
  );
  chmodSync(join(checkout, 'node_modules/.bin/tsc'), 0o755);
});
afterEach(() => rmSync(checkout, { recursive: true }));

const script = () => `import(${JSON.stringify(module)}).then((m) => m.bringUpToDate(${JSON.stringify(checkout)}))`;

function bringUpToDate() {
  return spawnSync(process.execPath, ['-e', script()], { encoding: 'utf8' });
}

/** Builds so far, after one more start. */
function builds(): number {
  expect(bringUpToDate()).toMatchObject({ status: 0, stdout: '', stderr: '' });
  return existsSync(join(checkout, 'builds'))
    ? readFileSync(join(checkout, 'builds'), 'utf8').trimEnd().split('\n').length
    : 0;
}

test('builds once, and then only what changed', () => {
  expect(builds()).toBe(1);
  expect(builds()).toBe(1);
  write('packages/a/src/deep/notes.md');
  expect([builds(), builds()]).toEqual([2, 2]);
});

test.each<[string, () => void]>([
  ['a source changed', () => write('packages/a/src/deep/x.ts', 'changed')],
  [
    'a source was replaced by an older one',
    () => {
      write('packages/a/src/deep/x.ts', 'older');
      utimesSync(join(checkout, 'packages/a/src/deep/x.ts'), 1, 1);
    },
  ],
  ['a source came', () => write('packages/a/src/y.ts')],
  ['a source went', () => rmSync(join(checkout, 'packages/a/src/deep/x.ts'))],
  [
    'a source was renamed',
    () => renameSync(join(checkout, 'packages/a/src/deep/x.ts'), join(checkout, 'packages/a/src/deep/y.ts')),
  ],
  ['the output went', () => rmSync(join(checkout, 'packages/a/dist'), { recursive: true })],
  ['the configuration changed', () => write('tsconfig.base.json', '{ }')],
])('builds again where %s', (_, change) => {
  expect(builds()).toBe(1);
  change();
  expect([builds(), builds()]).toEqual([2, 2]);
});

test('what does not compile is shown, ends with 3, and is tried again', () => {
  write('node_modules/.bin/tsc', '#!/bin/sh\necho "packages/a/src/x.ts(1,1): error TS1005"\nexit 2\n');
  const refused = {
    status: 3,
    stdout: '',
    stderr: 'conformance: the sources of this repository do not compile\npackages/a/src/x.ts(1,1): error TS1005\n',
  };
  expect(bringUpToDate()).toMatchObject(refused);
  expect(bringUpToDate()).toMatchObject(refused);
});

test('of many errors the first are shown, and what to do where modules are missing', () => {
  const missing = "x.ts(1,1): error TS2307: Cannot find module '@acme/a'";
  write('node_modules/.bin/tsc', `#!/bin/sh\nfor i in $(seq 40); do echo "${missing}"; done\nexit 2\n`);
  expect(bringUpToDate().stderr.trimEnd().split('\n')).toEqual([
    'conformance: the sources of this repository do not compile',
    'Where a module is missing that a package names: pnpm install',
    ...Array.from({ length: 12 }, () => missing),
    '… 28 more lines',
  ]);
});

test('of several at once one builds', async () => {
  write(
    'node_modules/.bin/tsc',
    '#!/bin/sh\nmkdir building || exit 1\nsleep 0.2\nmkdir -p packages/a/dist\ntouch packages/a/dist/.tsbuildinfo\necho once >> builds\nrmdir building\n',
  );
  const exits = Array.from(
    { length: 4 },
    () => new Promise((resolve) => spawn(process.execPath, ['-e', script()]).on('exit', resolve)),
  );
  expect(await Promise.all(exits)).toEqual([0, 0, 0, 0]);
  expect(readFileSync(join(checkout, 'builds'), 'utf8')).toBe('once\n');
});

test('a signal ends the compiler, whatever it is a shell for, and the next start builds at once', async () => {
  const whole = readFileSync(join(checkout, 'node_modules/.bin/tsc'), 'utf8');
  write('node_modules/.bin/tsc', '#!/bin/sh\nsleep 600 &\necho $! > child\nmv child pid\nwait\n');
  const process_ = spawn(process.execPath, ['-e', script()]);
  const ended = new Promise((resolve) => process_.on('exit', resolve));
  const watcher = watch(checkout, (_, name) => name === 'pid' && process_.kill('SIGTERM'));
  expect(await ended).toBe(130);
  watcher.close();
  const child = Number(readFileSync(join(checkout, 'pid'), 'utf8'));
  // What was ended stays in the list of processes until somebody asks for its exit.
  const state = () =>
    existsSync(`/proc/${child}/stat`) ? readFileSync(`/proc/${child}/stat`, 'utf8').split(' ')[2] : 'gone';
  await vi.waitFor(() => expect(['gone', 'Z']).toContain(state()));
  write('node_modules/.bin/tsc', whole);
  expect(builds()).toBe(1);
});
