import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { createPlace } from './place.js';

// pytest itself runs the scenarios of an SDK that retries once too often, beside a test of its own.

const root = fileURLToPath(new URL('../../../', import.meta.url));
const sources = join(root, 'packages/adapter-python/src');
const place = createPlace(join(root, 'examples/python'));
afterAll(() => place.remove());

const python = ['python3', '/usr/bin/python3'].find(
  (each) => spawnSync(each, ['-c', 'import pytest'], { stdio: 'ignore' }).status === 0,
);
const missing = python === undefined ? ' (skipped: apt-get install -y python3-pytest)' : '';

function pytest(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const command = `${process.execPath} ${join(root, 'packages/cli/bin/conformance.mjs')}`;
  const { status, stdout, stderr } = spawnSync(
    python ?? '',
    [
      '-m',
      'pytest',
      '-p',
      'sdk_conformance.pytest_plugin',
      '-p',
      'no:cacheprovider',
      '-rs',
      '--conformance-command',
      command,
      ...args,
    ],
    {
      cwd: place.folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PYTHONPATH: sources },
    },
  );
  return { status, said: `${stdout}${stderr}` };
}

test.skipIf(python === undefined)(
  `a test for each scenario, of which -k chooses${missing}`,
  { timeout: 180_000 },
  () => {
    place.write('shop_sdk-1.2.3.dist-info/METADATA', 'Metadata-Version: 2.1\nName: shop-sdk\nVersion: 1.2.3\n');
    place.write('tests/test_own.py', 'def test_own() -> None:\n    pass\n');
    place.write(
      'shop.py',
      (place.read('shop.py') ?? '').replace('retry >= self._max_retries', 'retry > self._max_retries'),
    );
    const config = place.read('conformance.config.yaml') ?? '';
    place.write('conformance.config.yaml', `${config}    env: { PYTHONPATH: "${sources}:${place.folder}" }\n`);
    const { status, said } = pytest('--conformance', '-k', 'own or count/max-0/429 or after/empty/429', 'tests');
    expect(status, said).toBe(1);
    expect(said).toMatch(/^✗ behaves like an SDK that retries once more than maxRetries/m);
    expect(said).toContain(
      `    breaks    retry.count (must), conformance/spec.yaml:76
    expected  1 request at most: there are no retries
    seen      after 429, request 2 came 500 ms later
    rerun     pnpm conformance run --target python --filter retry/count/max-0/429/listItems
    explain   pnpm conformance explain retry/count/max-0/429/listItems
`,
    );
    expect(said).toMatch(/SKIPPED \[1\] .*: the spec leaves open what is right\n/);
  },
);

test.skipIf(python === undefined)(`without --conformance it stays away, and a mistake is told as one${missing}`, () => {
  place.write('tests/test_own.py', 'def test_own() -> None:\n    pass\n');
  expect(pytest('tests').said).toContain('1 passed');
  place.write('conformance.config.yaml', 'spec: conformance/spec.yaml\ntargets: { mine: {} }\n');
  const { status, said } = pytest('--conformance', 'tests');
  expect(status, said).not.toBe(0);
  expect(said).toContain('list ended with 2:\nconformance.config.yaml:2:');
});
