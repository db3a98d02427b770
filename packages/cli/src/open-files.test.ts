import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from './testing/project.js';

const bin = join(repository, 'packages/cli/bin/conformance.mjs');

function limited(most: number, ...args: readonly string[]) {
  const typed = ['-c', `ulimit -n ${most}; exec node "$0" "$@"`, bin, ...args];
  return spawnSync('sh', typed, { cwd: repository, encoding: 'utf8' });
}

test.runIf(process.platform === 'linux').each([40, 255])('too few files to load a verb with: %i', (most) => {
  const { status, stdout, stderr } = limited(most, 'check', 'spec/foilengine.yaml');
  expect([status, stdout, stderr]).toEqual([
    3,
    '',
    `conformance: this process may have ${most} files open at once, at least 256 are expected\n  mend: ulimit -n 1024\n`,
  ]);
});

test.runIf(process.platform === 'linux')('enough of them', () => {
  expect(limited(256, 'list', '--filter', 'retry/count/max-0/429/initSession').status).toBe(0);
});
