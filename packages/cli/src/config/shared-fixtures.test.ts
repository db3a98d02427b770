import { afterAll, beforeAll, expect, test } from 'vitest';
import { config, createProject, type Project } from '../testing/project.js';

let project: Project;
beforeAll(() => {
  project = createProject();
  project.write('own.config.yaml', config().replace(/^fixtures:.*\n/m, ''));
  project.write('replaced.config.yaml', config().replace(/^fixtures:.*/m, 'fixtures: recorded'));
});
afterAll(() => project.remove());

test('a repository without recordings plays what any server can send', async () => {
  const { exit, out } = await project.conformance('list', '--config', 'own.config.yaml');
  expect(exit).toBe(0);
  const played = ['body/html/400/initSession', 'body/gzip/400/initSession', 'success/html/initSession'];
  expect(played.filter((id) => !out.split('\n').includes(id))).toEqual([]);
});

test('its own recording of the same name is played instead', async () => {
  project.write('recorded/http/body/html.http', 'HTTP/1.1 400 Ours\r\nContent-Type: text/html\r\n\r\n<p>ours</p>');
  const explained = await project.conformance(
    'explain',
    'body/html/400/initSession',
    '--config',
    'replaced.config.yaml',
  );
  expect(explained.out).toContain('request 1 and every later one: 400 Ours (http/body/html, status replaced)');
});
