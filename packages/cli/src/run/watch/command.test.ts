import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exitCodeOf } from '../../main.js';
import { config, createProject, repository } from '../../testing/project.js';

const project = createProject();
afterAll(() => project.remove());

test('a change plays again what it touches, a mistake is told and waited out, and Ctrl-C ends', async () => {
  const fixture = readFileSync(join(repository, 'fixtures/foilengine/list-personas.http'), 'utf8');
  project.write('fixtures/foilengine/list-personas.http', fixture);
  project.write('conformance.config.yaml', config().replace(/fixtures: .*/, 'fixtures: fixtures'));
  let said = '';
  const hear = (text: string) => {
    said += text;
  };
  const args = ['run', '--watch', '--filter', 'status/200/{listPersonas,getSession}', '--reporter', 'terminal'];
  const ended = exitCodeOf(args, {
    out: hear,
    err: hear,
    cwd: project.folder,
    env: { PATH: process.env['PATH'] },
    outIsTerminal: false,
    errIsTerminal: false,
    command: 'pnpm conformance',
  });
  /** What is said from one wait for changes to the next. */
  const turn = async () => {
    await expect.poll(() => said, { timeout: 60_000 }).toContain('Ctrl-C ends\n');
    const text = said;
    said = '';
    return text;
  };
  expect(await turn()).toContain('2 scenarios: 2 passed');
  project.write('fixtures/foilengine/list-personas.http', `${fixture} `);
  const again = await turn();
  expect(again).toMatch(/^\nchanged: fixtures\/foilengine\/list-personas\.http\n/);
  expect(again).toContain('1 scenario: 1 passed');
  project.write('fixtures/foilengine/429.http', readFileSync(join(repository, 'fixtures/foilengine/429.http'), 'utf8'));
  expect(await turn()).toBe(
    [
      '\nchanged: fixtures/foilengine/429.http',
      'no scenario that is chosen serves it',
      'watches spec, recordings, adapters and SDK; Ctrl-C ends\n',
    ].join('\n'),
  );
  project.write('spec.yaml', 'specVersion: 2\n');
  expect(await turn()).toMatch(/^\nchanged: spec\.yaml\nspec\.yaml:1:1: the key \w+ is missing\n/);
  process.emit('SIGINT');
  expect(await ended).toBe(2);
});
