import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from './testing/project.js';

const bin = join(repository, 'packages/cli/bin/conformance.mjs');

test.runIf(process.platform === 'linux').each([40, 100])('too few files to load the command with: %i', (most) => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `ulimit -n ${most}; exec node "$0" --help`, bin], {
    encoding: 'utf8',
  });
  expect([status, stdout, stderr]).toEqual([
    3,
    '',
    `conformance: this process may have ${most} files open at once, at least 256 are expected\n  mend: ulimit -n 1024\n`,
  ]);
});
