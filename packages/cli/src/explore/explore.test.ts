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
      "✗ typescript: retry.status (must), spec.yaml:221",
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
