import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { target } from '../testing/stage.js';
import { childEnvironment, nodeCommand, takesClock, transportOf } from './target.js';

const inherited = {
  PATH: '/bin',
  HOME: '/home/me',
  LANG: 'de_DE.UTF-8',
  HTTPS_PROXY: 'http://proxy',
  NODE_OPTIONS: '--inspect',
};

test('a child inherits nothing but what programs need to be found', () => {
  expect(childEnvironment(target('adapter.mjs'), { clock: null, url: null }, inherited)).toEqual({
    PATH: '/bin',
    HOME: '/home/me',
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    RES_OPTIONS: 'timeout:1 attempts:1',
  });
});

test('on Windows what programs need there', () => {
  const there = { PATH: 'C:\\bin', HOME: 'C:\\me', TEMP: 'C:\\tmp', SystemRoot: 'C:\\Windows', HTTPS_PROXY: 'x' };
  const env = childEnvironment(target('adapter.mjs'), { clock: null, url: null }, there, 'win32');
  expect(env).toMatchObject({ PATH: 'C:\\bin', TEMP: 'C:\\tmp', SystemRoot: 'C:\\Windows', TZ: 'UTC' });
  expect(['HOME', 'HTTPS_PROXY'].filter((name) => name in env)).toEqual([]);
});

test('the target’s own variables win, the runner’s are added', () => {
  const own = target('adapter.mjs', { TZ: 'Asia/Tokyo', EXTRA: '1' }, { mutant: 'off-by-one' });
  expect(childEnvironment(own, { clock: '127.0.0.1:1/t', url: 'http://127.0.0.1:2/t' }, {})).toEqual({
    TZ: 'Asia/Tokyo',
    LANG: 'C.UTF-8',
    RES_OPTIONS: 'timeout:1 attempts:1',
    EXTRA: '1',
    CONFORMANCE_CLOCK: '127.0.0.1:1/t',
    CONFORMANCE_URL: 'http://127.0.0.1:2/t',
    CONFORMANCE_MUTANT: 'off-by-one',
  });
});

test('a Node adapter is run with the clock first, then tsx where it is TypeScript', () => {
  const here = fileURLToPath(import.meta.url);
  const names = (path: string, clock: boolean) => nodeCommand(path, { clock }).map((word) => basename(word));
  expect(names(here, true)).toEqual(['node', '--import', 'preload.js', '--import', 'loader.mjs', basename(here)]);
  expect(names(here, false)).toEqual(['node', '--import', 'loader.mjs', basename(here)]);
  expect(names('/sdk/adapter.mjs', true)).toEqual(['node', '--import', 'preload.js', 'adapter.mjs']);
});

test('IPC for Node, HTTP for everything else, unless the target says', () => {
  const by = (program: string) => transportOf({ ...target('adapter.mjs'), command: [program] }, 'linux');
  expect(['/usr/bin/node', 'node.exe', process.execPath, 'python3', 'dotnet'].map(by)).toEqual([
    'ipc',
    'ipc',
    'ipc',
    'http',
    'http',
  ]);
  expect(transportOf(target('adapter.mjs'), 'win32')).toBe('http');
  expect(transportOf(target('adapter.mjs', {}, { transport: 'http' }))).toBe('http');
});

test('in real time, only who cannot go virtual is given the clock', () => {
  const plain = target('adapter.mjs');
  const preloaded = { ...plain, command: nodeCommand('/sdk/adapter.mjs', { clock: true }) };
  const python = { ...plain, command: ['python3', 'adapter.py'] };
  expect([plain, preloaded, python].map((target) => takesClock(target, 'real'))).toEqual([true, false, false]);
  expect([plain, preloaded, python].map((target) => takesClock(target, 'virtual'))).toEqual([true, true, true]);
  expect(takesClock({ ...python, clock: 'C' }, 'virtual')).toBe(false);
});
