// The reference SDK of each target that has a floor, as a command, and what a run may cost above it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const built = path('../conformance/csharp/build/floor');

const python = (variant) => ({
  command: (url, requests, clients) => [
    ...['python3', path('../conformance/python/launch.py'), '-m', 'python_floor'],
    ...[url, `${requests}`, `${clients}`, variant],
  ],
  env: { PYTHONPATH: path('floors') },
  above: { startMs: 2000, scenarioMs: 16 },
});

const floors = {
  typescript: {
    command: (url, requests, clients) => [process.execPath, path('floors/typescript.mjs'), url, requests, clients],
    env: {},
    above: { startMs: 1000, scenarioMs: 8 },
  },
  'python-sync': python('sync'),
  'python-async': python('async'),
  csharp: {
    command: (url, requests, clients) => ['dotnet', `${built}/bin/Floor/release/Floor.dll`, url, requests, clients],
    env: {},
    above: { startMs: 2000, scenarioMs: 16 },
    prepare: [
      'dotnet',
      'build',
      path('floors/csharp'),
      '-c',
      'Release',
      '--artifacts-path',
      built,
      '--nologo',
      '-v',
      'q',
    ],
  },
};

export const floorTargets = Object.keys(floors);

export function floorOf(target) {
  return floors[target];
}

/** Builds what a floor is run from. @throws Error where it cannot be built */
export function prepareFloor(target) {
  const [program, ...words] = floors[target].prepare ?? [];
  if (program === undefined) return;
  const { status, error } = spawnSync(program, words, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw error ?? new Error(`${program} ${words.join(' ')} ended with ${status}`);
}
