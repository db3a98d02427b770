import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { differencesOf } from '@sdk-conformance/vendor-findings';
import { expect, test } from 'vitest';

const missing = spawnSync('dotnet', ['--version']).error === undefined ? '' : ' (skipped: dotnet is not on the PATH)';

test.skipIf(missing !== '')(
  `what the suite finds is what findings.yaml records${missing}`,
  { timeout: 300_000 },
  async () => {
    expect((await differencesOf(fileURLToPath(new URL('.', import.meta.url)))).join('\n\n')).toBe('');
  },
);
