import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const launch = at('../launch.py');
const hasHttpx = spawnSync('python3', [launch, '--check']).status === 0;

test.skipIf(!hasHttpx)('a sound SDK that closes what it gave up when it has waited for the retry conforms', () => {
  const given = ['run', '--config', at('closes-late.yaml'), '--filter', 'transport/timeout-2000/**'];
  const { status, stdout } = spawnSync(process.execPath, [at('../../../packages/cli/bin/conformance.mjs'), ...given]);
  expect([status, String(stdout)]).toEqual([0, expect.stringContaining('16 passed')]);
});
