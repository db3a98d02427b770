import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProject, type Project } from './testing/project.js';

let project: Project;
beforeAll(() => {
  project = createProject();
  const targets = 'targets: {a: {language: typescript, command: [a]}}\n';
  project.write('conformance.config.yaml', `spec: spec.yaml\nfixtures: fixtures\n${targets}`);
});
afterAll(() => project.remove());

const fixture = 'fixtures/foilengine/list-personas.http';

test('a recorded success that decodes to nothing is refused', async () => {
  project.write(fixture, 'HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Encoding: gzip\n\n[]\n');
  expect(await project.conformance('check')).toMatchInlineSnapshot(`
    {
      "err": "fixtures/foilengine/list-personas.http:3:1: the success of listPersonas says that its body is compressed, and it is not
      expected: a gzip body, or no Content-Encoding: gzip
      got:      "[]"
        2 | Content-Type: application/json
      > 3 | Content-Encoding: gzip
          | ^
        4 |
    ",
      "exit": 2,
      "out": "",
    }
  `);
  expect((await project.conformance('list')).exit).toBe(2);
});

test('one that proves nothing is warned of', async () => {
  project.write(fixture, 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n[]\n');
  const { exit, out, err } = await project.conformance('check');
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out.split('\n').slice(2, 9).join('\n')).toMatchInlineSnapshot(`
    "warning: fixtures/foilengine/list-personas.http:4:1: an empty list proves nothing: an SDK that loses the value gives the same
      expected: a value of its type, such as the API gives
      got:      an empty list
        3 |
      > 4 | []
          | ^
        5 |"
  `);
});

test('what the spec leaves out is told with what it would have judged', async () => {
  const { out } = await project.conformance('check', 'spec.yaml');
  const lines = out.split('\n');
  expect(lines[1]).toBe('what the spec leaves out, and what is not judged for want of it:');
  expect(lines).toContain('  timeouts.totalMs         not judged at all  timeout.total');
  expect(lines.at(-2)).toMatch(/^rateLimits is not judged: the server keeps it\./);
});
