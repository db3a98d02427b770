import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createVitest, type Vitest } from 'vitest/node';
import { filesOf } from './files.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

let vitest: Vitest;
beforeAll(async () => {
  vitest = await createVitest('test', { root, config: `${root}vitest.config.ts`, watch: false, globalSetup: [] });
});
afterAll(() => vitest.close());

test('every suite has a minute for a test and a hook, and does not try again what failed', () => {
  const wrong = vitest.projects
    .map(({ name, config: { testTimeout, hookTimeout, retry } }) => ({ name, testTimeout, hookTimeout, retry }))
    .filter(
      ({ testTimeout, hookTimeout, retry }) => testTimeout < 60_000 || hookTimeout < 60_000 || (retry ?? 0) !== 0,
    );
  expect(wrong).toEqual([]);
});

test('every folder with tests is a suite', () => {
  const tests = filesOf(root).filter((file) => file.endsWith('.test.ts'));
  const suites = vitest.projects.map(({ config }) => relative(root, config.root));
  const isInSuite = (file: string) => suites.some((suite) => file.startsWith(`${suite}/`));
  expect(tests.filter((file) => !isInSuite(file)).map(dirname)).toEqual([]);
});
