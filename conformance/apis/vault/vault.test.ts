import { expect, test } from 'vitest';
import { mutants } from '../command.js';

const folder = new URL('.', import.meta.url);

test('the SDK is sound, and each mutant is caught by what it breaks', async () => {
  const { exit, said } = await mutants(folder, 'vault');
  expect({ exit, said: exit === 0 ? '' : said }).toEqual({ exit: 0, said: '' });
});
