import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { differencesOf } from '@sdk-conformance/vendor-findings';
import { expect, test } from 'vitest';

const missing =
  spawnSync('/usr/bin/python3', ['-c', 'import github']).status === 0
    ? ''
    : ' (skipped: /usr/bin/python3 has no github)';

test.skipIf(missing !== '')(
  `what the suite finds is what findings.yaml records${missing}`,
  { timeout: 300_000 },
  async () => {
    expect((await differencesOf(fileURLToPath(new URL('.', import.meta.url)))).join('\n\n')).toBe('');
  },
);
