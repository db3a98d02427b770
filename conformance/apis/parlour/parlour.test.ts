import { expect, test } from 'vitest';
import { conformance } from '../command.js';

const folder = new URL('.', import.meta.url);

test('a sound SDK conforms', async () => {
  const { exit, said } = await conformance(folder, 'run', '--strict');
  expect({ exit, said: exit === 0 ? '' : said }).toEqual({ exit: 0, said: '' });
});

test('each mutant is caught by what it breaks', async () => {
  const { exit, said } = await conformance(folder, 'mutants', '--quick');
  expect({ exit, said: exit === 0 ? '' : said }).toEqual({ exit: 0, said: '' });
});
