import { expect, test } from 'vitest';
import { checkLines } from './check.js';
import {
  checkCompiler,
  checkLimits,
  checkLoopback,
  checkNode,
  checkPnpm,
  type Machine,
  thisMachine,
} from './machine.js';

const bare: Machine = {
  nodeVersion: '20.20.2',
  versionOf: () => null,
  loopback: async () => null,
  openFiles: null,
  freeBytes: 1e9,
};
const withVersions = (versions: Readonly<Record<string, string>>): Machine => ({
  ...bare,
  versionOf: (program) => versions[program] ?? null,
});

test.each([
  ['20.20.0', ['ok     Node 20.20.0']],
  ['22.1.0', ['ok     Node 22.1.0']],
  [
    '20.9.0',
    [
      'wrong  Node 20.9.0 is older than 20.20',
      '       mend: npx -y node@20 …, or a newer Node from https://nodejs.org',
    ],
  ],
])('Node %s', (nodeVersion, lines) => {
  expect(checkLines(checkNode({ ...bare, nodeVersion }, '20.20'))).toEqual(lines);
});

const mend = '       mend: npm install -g pnpm@10.34.9, or npx -y pnpm@10.34.9 in place of pnpm';

test('pnpm', () => {
  expect(checkLines(checkPnpm(withVersions({ pnpm: '10.34.9' }), undefined))).toEqual(['ok     pnpm 10.34.9']);
  expect(checkLines(checkPnpm(bare, 'pnpm/10.35.0 npm/? node/v20.20.2 linux x64'))).toEqual(['ok     pnpm 10.35.0']);
  expect(checkLines(checkPnpm(withVersions({ pnpm: '9.1.0' }), 'npm/10 node/v20'))).toEqual([
    'wrong  pnpm 9.1.0 is older than 10.34',
    mend,
  ]);
  expect(checkLines(checkPnpm(bare, undefined))).toEqual(['wrong  pnpm is not on the PATH', mend]);
});

test('loopback', async () => {
  expect(checkLines(await checkLoopback(thisMachine({})))).toEqual(['ok     loopback: a server on 127.0.0.1 answers']);
  const shut: Machine = { ...bare, loopback: async () => 'listen EPERM: operation not permitted 127.0.0.1' };
  expect(checkLines(await checkLoopback(shut))).toEqual([
    'wrong  loopback: listen EPERM: operation not permitted 127.0.0.1',
    '       mend: ip link set lo up, or allow connections to 127.0.0.1 in the firewall or sandbox',
  ]);
});

test('a C compiler is no must', () => {
  expect(checkLines(checkCompiler(withVersions({ clang: 'clang 14.0.6' })))).toEqual([
    'ok     C compiler, for clock tier B: clang 14.0.6',
  ]);
  expect(checkLines(checkCompiler(bare))).toEqual([
    'note   no C compiler; only clock tier B would need one',
    '       mend: apt-get install -y gcc',
  ]);
});

test('versions come from the programs on the PATH', () => {
  expect(thisMachine({ PATH: process.env['PATH'] }).versionOf('node')).toBe(process.version);
  expect(thisMachine({ PATH: '/nowhere' }).versionOf('node')).toBe(null);
});

test('limits are told where they are low', () => {
  const linesOf = (machine: Machine) => [...checkLimits(machine)].flatMap(checkLines);
  expect([...linesOf(bare), ...linesOf({ ...bare, openFiles: 1_048_576 })]).toEqual([]);
  expect(linesOf({ ...bare, openFiles: 128, freeBytes: 1e6 })).toEqual([
    'wrong  only 128 files may be open at once, so that fewer calls are played beside each other',
    '       mend: ulimit -n 1024',
    'wrong  only 0 MiB are free in the folder of temporary files',
  ]);
});
