import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config, createProject, type Project } from '../testing/project.js';

// Scenarios that chance draws, played on the reference SDK and on what is wrong with it.

let project: Project;
beforeAll(() => {
  project = createProject();
  project.write(
    'conformance.config.yaml',
    config().replace(/^fixtures:.*\n/m, (line) => `${line}scenarios: mine\n`),
  );
  project.write('mine/plain.json', '{"steps":[{"operation":"listPersonas","script":[{"fixture":"foilengine/429"}]}]}');
});
afterAll(() => project.remove());

/** Which scenarios are drawn hangs on every recording there is. */
const counted = (text: string) =>
  text.replace(/\d+ scenarios? played, \d+ discarded( \([^)]*\))?/, 'N played, M discarded');

test('nothing is found in a sound SDK, and what is discarded is told', { timeout: 60_000 }, async () => {
  const told = await project.conformance('explore', '--runs', '60', '--seed', '1');
  expect({ ...told, out: counted(told.out) }).toMatchInlineSnapshot(`
    {
      "err": "",
      "exit": 0,
      "out": "typescript: N played, M discarded; nothing new found
    ",
    }
  `);
});

test('a defect is found, made simple, told with its rerun, and kept', { timeout: 180_000 }, async () => {
  const mutant = ['--env', 'CONFORMANCE_MUTANT=rate-limit-not-retried'];
  const told = await project.conformance('explore', ...mutant, '--runs', '60', '--seed', '1', '--save', 'mine');
  expect(told.exit).toBe(1);
  expect(
    counted(told.out)
      .split('\n')
      .filter((line) => !/ {2}(shown by|seen|rerun) /.test(line))
      .map((line) => line.replace(/-\d+\.json/, '-N.json')),
  ).toMatchInlineSnapshot(`
    [
      "✗ typescript: retry.status (must), spec.yaml:222",
      "  expected  429 is retried",
      "  scenario  mine/retry.status-N.json",
      "",
      "typescript: N played, M discarded; 1 kind of failure found",
      "",
    ]
  `);
  const [, file = ''] = / {2}scenario {2}(mine\/retry\.status\S+)/.exec(told.out) ?? [];
  const own = file.replace('mine/', 'own/').replace('.json', '');
  const kept = await project.conformance('run', ...mutant, '--filter', own);
  expect(kept.out).toContain('breaks    retry.status (must)');
});

const mutants = `mutants:
  - { name: rate-limit-not-retried, defect: 429 is not retried, breaks: retry.status }
  - { name: unheard-of, defect: the adapter has no such mutant, breaks: retry.count }
`;

test('after how many scenarios a mutant is found is told, and written to a page', { timeout: 120_000 }, async () => {
  project.write('mutants.yaml', mutants);
  project.write('with-mutants.yaml', config('    mutants: mutants.yaml\n'));
  const asked = ['--config', 'with-mutants.yaml', '--mutants', '--runs', '40', '--seed', '1', '--page', 'page.md'];
  const told = await project.conformance('explore', ...asked);
  const numbers = (text: string) => text.replace(/(?<=within )\d+|(?<=\| )\d+ +(?=\|)/g, 'N ');
  expect({ exit: told.exit, out: numbers(told.out), err: told.err.split(';')[0] }).toMatchInlineSnapshot(`
    {
      "err": "typescript: unheard-of: the warm-up call warm-up/listPersonas failed: createClient raised RangeError: no mutant unheard-of",
      "exit": 3,
      "out": "typescript: 1 of 2 mutants (50 %) found within N  scenarios that chance drew, half of these within N 
    ",
    }
  `);
  expect(numbers(readFileSync(join(project.folder, 'page.md'), 'utf8'))).toMatchInlineSnapshot(`
    "# What exploring finds of the mutants

    Written by \`pnpm conformance explore --mutants --target typescript --seed 1 --runs 40 --page FILE\`, without any scenario that was written by hand or derived.

    typescript: 1 of 2 mutants (50 %) found within N  scenarios that chance drew, half of these within N .

    | mutant                 | what it does                   | breaks       | found after | by           |
    | ---------------------- | ------------------------------ | ------------ | ----------- | ------------ |
    | rate-limit-not-retried | 429 is not retried             | retry.status | N | retry.status |
    | unheard-of             | the adapter has no such mutant | retry.count  | –           |              |
    "
  `);
});

test('what goes with mutants alone, and with a list of them', async () => {
  const told = await Promise.all([
    project.conformance('explore', '--page', 'page.md'),
    project.conformance('explore', '--mutants'),
    project.conformance('explore', '--mutants', '--save', 'mine'),
  ]);
  expect(told.map(({ exit, err }) => `${exit} ${err}`)).toMatchInlineSnapshot(`
    [
      "2 --page: it goes with --mutants, which is not given
    ",
      "2 --mutants: none of the targets has mutants
      expected: mutants: a file that lists them
    ",
      "2 error: option '--mutants' cannot be used with option '--save <folder>'
    add --help to see what there is
    ",
    ]
  `);
});
