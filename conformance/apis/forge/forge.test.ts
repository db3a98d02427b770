import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { mutants } from '../command.js';

const folder = new URL('.', import.meta.url);

test('the SDK is sound, and each mutant is caught by what it breaks', async () => {
  const { exit, said } = await mutants(folder, 'forge');
  expect({ exit, said: exit === 0 ? '' : said }).toEqual({ exit: 0, said: '' });
});

/** In CI Python is due, so that it is not passed over unseen. */
function hasPython(): boolean {
  if (process.env['CI'] !== undefined) return true;
  try {
    execFileSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 10)'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.runIf(hasPython())('so is the one for Python, which inLanguages has rules of its own for', async () => {
  const { exit, said } = await mutants(folder, 'forge-python', 'python/mutants.yaml');
  expect({ exit, said: exit === 0 ? '' : said }).toEqual({ exit: 0, said: '' });
});
