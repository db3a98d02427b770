import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { config, createProject } from '../testing/project.js';
import { readConfig } from './config.js';

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
