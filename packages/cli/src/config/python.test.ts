import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { config, createProject } from '../testing/project.js';
import { readConfig, shownPath } from './config.js';
import { pythonFor } from './python.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-python-'));
  writeFileSync(
    join(folder, 'conformance.config.yaml'),
    'spec: spec.yaml\ntargets:\n  sdk:\n    language: python\n    python: [adapter.py, --variant, sync]\n',
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

function interpreter(environment: string): string {
  const file = join(environment, 'bin', 'python');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  return file;
}

test.skipIf(process.platform === 'win32')(
  'python: .venv beside the configuration, else the one switched on, else python3',
  () => {
    const active = join(folder, 'elsewhere');
    const target = () => {
      const [first] = readConfig(join(folder, 'conformance.config.yaml'), folder, { VIRTUAL_ENV: active }).targets;
      return { start: first?.start, requires: first?.requires?.command };
    };
    const started = (python: string) => ({
      start: { command: [python, 'adapter.py', '--variant', 'sync'] },
      requires: python,
    });
    expect(target()).toEqual(started('python3'));
    const switchedOn = interpreter(active);
    expect(target()).toEqual(started(switchedOn));
    const beside = interpreter(join(folder, '.venv'));
    expect(target()).toEqual(started(beside));
  },
);

test('on Windows it stands elsewhere, and has another name', () => {
  expect(pythonFor(folder, {}, 'win32')).toBe('python');
  const file = join(folder, '.venv', 'Scripts', 'python.exe');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  expect(pythonFor(folder, {}, 'win32')).toBe(file);
  expect(pythonFor(folder, {}, 'darwin')).toBe('python3');
});

test('a path is shown with slashes on any system', () => {
  expect(shownPath('C:\\sdk\\spec\\api.yaml', 'C:\\sdk', win32.relative)).toBe('spec/api.yaml');
  expect(shownPath('C:\\a.yaml', 'C:\\one\\two\\three', win32.relative)).toBe('C:\\a.yaml');
  expect(shownPath('D:\\a.yaml', 'C:\\one', win32.relative)).toBe('D:/a.yaml');
  expect(shownPath('/sdk/spec/api.yaml', '/sdk', posix.relative)).toBe('spec/api.yaml');
});

test('a target is started in one way', async () => {
  const project = createProject();
  try {
    project.write('conformance.config.yaml', config('    python: [adapter.py]\n'));
    const { err } = await project.conformance('check');
    expect(err).toContain('target typescript has both adapter and python');
    expect(err).toContain('or python: a script and its arguments');
  } finally {
    project.remove();
  }
});
