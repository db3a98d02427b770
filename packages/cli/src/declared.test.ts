import { afterEach, beforeEach, expect, test } from 'vitest';
import { config, createProject, type Project } from './testing/project.js';

// An SDK that has some operations alone: every verb takes what is played on it.

let project: Project;
beforeEach(() => {
  project = createProject();
  project.write(
    'conformance.config.yaml',
    `${config()}  small:
    language: python
    command: [python3]
    only: { operations: [sendMessage], reason: chat alone }
`,
  );
});
afterEach(() => project.remove());

async function lines(...args: readonly string[]): Promise<readonly string[]> {
  const { out, err } = await project.conformance(...args);
  expect(err).toBe('');
  return out.trimEnd().split('\n');
}

test('list shows what is played on the target', async () => {
  const small = await lines('list', '--target', 'small', '--filter', 'retry/after/seconds-1/*/*');
  expect(small).toEqual(['retry/after/seconds-1/429/sendMessage', 'retry/after/seconds-1/503/sendMessage']);
  const whole = await lines('list', '--target', 'typescript', '--filter', 'retry/after/seconds-1/*/*');
  expect(whole).toEqual(['retry/after/seconds-1/429/initSession', 'retry/after/seconds-1/503/initSession']);
  expect(await lines('list', '--filter', 'retry/after/seconds-1/*/*')).toEqual([...whole, ...small]);
});

test('explain tells what is expected of the targets that the scenario is played on', async () => {
  const told = await lines('explain', 'retry/after/seconds-1/429/sendMessage');
  expect(told.filter((line) => line.startsWith('expected of'))).toEqual(['expected of python']);
  expect((await project.conformance('explain', '--target', 'typescript', told[0] ?? '')).exit).toBe(2);
});
