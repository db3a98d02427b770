import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { config, createProject, type Project } from '../testing/project.js';

// No family is silently missing: what the spec leaves no scenario for is told, with the key that would bring it.

let project: Project;
beforeEach(() => {
  project = createProject();
  // Nothing has to be played for it.
  project.write('conformance.config.yaml', config('    requires: { command: no-such-program }\n'));
});
afterEach(() => project.remove());

async function told(without: readonly (readonly string[])[], ...args: readonly string[]): Promise<readonly string[]> {
  const path = join(project.folder, 'spec.yaml');
  const document = parseDocument(readFileSync(path, 'utf8'));
  for (const keys of without) expect(document.deleteIn(keys), keys.join('.')).toBe(true);
  project.write('spec.yaml', document.toString());
  const { err } = await project.conformance('run', ...args);
  return err.trimEnd().split('\n');
}

test('a spec that says all leaves nothing out', async () => {
  expect(await told([])).toEqual(['']);
});

test('each family that is missing is told with its key', async () => {
  expect(await told([['abort'], ['hints'], ['timeouts'], ['options', 'timeoutMs']])).toMatchInlineSnapshot(`
    [
      "no scenario of retry/after: hints.headers is not in the spec",
      "18 scenarios of transport not played: options.timeoutMs is not in the spec",
      "4 scenarios of stream not played: options.timeoutMs is not in the spec",
      "no scenario of abort/before: abort is not in the spec",
      "no scenario of abort/reason: abort is not in the spec",
      "no scenario of abort: abort is not in the spec",
      "no scenario of abort/backoff: abort is not in the spec",
      "no scenario of abort/retry-after: abort and hints.headers are not in the spec",
      "1 scenario of connections not played: options.timeoutMs is not in the spec",
    ]
  `);
});

test('a filter leaves out more, and says so itself', async () => {
  expect(await told([['abort']], '--filter', 'status/**')).toEqual(['']);
});
