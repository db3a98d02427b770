import { fileURLToPath } from 'node:url';
import { differencesOf } from '@sdk-conformance/vendor-findings';
import { expect, test } from 'vitest';

test('what the suite finds is what findings.yaml records', { timeout: 300_000 }, async () => {
  expect((await differencesOf(fileURLToPath(new URL('.', import.meta.url)))).join('\n\n')).toBe('');
});
