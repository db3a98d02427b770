import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Copy, copyOf } from './tasks.js';

// A cached result stands for its inputs. One that misses a file that its suite reads is green when it should be red.

let copy: Copy;
beforeAll(() => {
  copy = copyOf(fileURLToPath(new URL('../..', import.meta.url)));
});
afterAll(() => copy.remove());

/**
 * The packages whose suites run again after a change in a file, without the scope of this repository; `vendor-*` where every
 * vendor's does.
 */
function suitesAfterChange(file: string): readonly string[] {
  const again = new Set(copy.tasksAfterChange(file));
  const suites = copy.tasks.flatMap(({ taskId, command }) => {
    const [, name] = /^(?:@sdk-conformance\/)?(.*)#test:unit$/.exec(taskId) ?? [];
    return name === undefined || command === '<NONEXISTENT>' ? [] : [{ name, isAgain: again.has(taskId) }];
  });
  const isVendor = ({ name }: { readonly name: string }) => name.startsWith('vendor-');
  const isEvery = suites.filter(isVendor).every(({ isAgain }) => isAgain);
  const named = suites.filter((suite) => suite.isAgain && !(isEvery && isVendor(suite))).map(({ name }) => name);
  return isEvery ? [...named, 'vendor-*'] : named;
}

test('a spec', () => {
  expect(suitesAfterChange('spec/foilengine.yaml')).toMatchInlineSnapshot(`
    [
      "cli",
      "codegen",
      "diagnosis",
      "engine",
      "explore",
      "judge",
      "learn",
      "oracle",
      "scenarios",
      "spec",
    ]
  `);
});

test('a recording', () => {
  expect(suitesAfterChange('fixtures/http/body/null.http')).toMatchInlineSnapshot(`
    [
      "cli",
      "diagnosis",
      "engine",
      "explore",
      "handlers",
      "judge",
      "learn",
      "mock-server",
      "oracle",
      "reference-python",
      "runner",
      "scenarios",
      "test-apis",
      "vitest",
      "vendor-*",
    ]
  `);
});

test('an SDK that other suites play', () => {
  expect(suitesAfterChange('conformance/typescript/src/attempt.ts')).toMatchInlineSnapshot(`
    [
      "cli",
      "reference-typescript",
      "runner",
    ]
  `);
});

test.each<[file: string, suites: readonly string[]]>([
  ['conformance/python/foilengine/retry.py', ['reference-python']],
  [
    'packages/adapter-python/src/sdk_conformance/adapter.py',
    ['adapter-python', 'cli', 'reference-python', 'test-apis', 'vendor-pygithub'],
  ],
  ['packages/foilengine-error-map-python/src/foilengine_error_map/errors.py', ['cli', 'reference-python']],
  ['conformance/csharp/sdk/FoilEngineClient.cs', ['reference-csharp']],
  ['packages/adapter-csharp/src/Adapter.cs', ['adapter-csharp', 'reference-csharp', 'vendor-openai-dotnet']],
  ['packages/foilengine-error-map-csharp/Runtime/Errors.cs', ['cli', 'reference-csharp']],
])('what is not TypeScript: %s', (file, suites) => {
  expect(suitesAfterChange(file)).toEqual(suites);
});

test('a vendor’s spec', () => {
  expect(suitesAfterChange('conformance/vendors/openai/openai.yaml')).toMatchInlineSnapshot(`
    [
      "oracle",
      "vendor-openai",
    ]
  `);
});

test('the configuration', () => {
  expect(suitesAfterChange('conformance/conformance.config.yaml')).toMatchInlineSnapshot(`
    [
      "cli",
    ]
  `);
});

test('a page that is generated', () => {
  expect(suitesAfterChange('docs/foilengine-error-codes.md')).toMatchInlineSnapshot(`
    [
      "cli",
    ]
  `);
});

test('a source: its own suite and those of what depends on it', () => {
  expect(suitesAfterChange('packages/judge/src/walk.ts')).toMatchInlineSnapshot(`
    [
      "cli",
      "diagnosis",
      "engine",
      "judge",
      "learn",
      "reference-python",
      "test-apis",
      "vitest",
      "vendor-*",
    ]
  `);
});

test('a test: its own suite only', () => {
  expect(suitesAfterChange('packages/judge/src/walk.test.ts')).toMatchInlineSnapshot(`
    [
      "judge",
    ]
  `);
});

test('a README: no suite', () => {
  expect(suitesAfterChange('packages/judge/README.md')).toMatchInlineSnapshot(`[]`);
});

test('any file: what looks at the whole repository', () => {
  const again = copy.tasksAfterChange('README.md').filter((task) => task.startsWith('//#'));
  expect(again).toMatchInlineSnapshot(`
    [
      "//#check:history",
      "//#check:repository",
      "//#check:unused",
      "//#lint",
    ]
  `);
});

test('every package with tests runs them, and every package in TypeScript is checked', () => {
  const packages = new Set(copy.tasks.map(({ directory }) => directory));
  const commands = new Map(copy.tasks.map(({ directory, task, command }) => [`${directory} ${task}`, command]));
  const tested = copy.files.filter((file) => file.endsWith('.test.ts')).map((file) => packageOf(file, packages));
  const compiled = copy.files.filter((file) => file.endsWith('/tsconfig.json')).map(dirname);
  const missing = [
    ...tested.filter((folder) => folder !== 'checks').map((folder) => `${folder} test:unit`),
    // What `pnpm adopt` copies is the repository of somebody else.
    ...compiled
      .filter((folder) => !/error-map|^(checks\/adopt|examples)\//.test(folder))
      .map((folder) => `${folder} check`),
  ].filter((task) => [undefined, '<NONEXISTENT>'].includes(commands.get(task)));
  expect([...new Set(missing)]).toEqual([]);
});

function packageOf(file: string, packages: ReadonlySet<string>): string {
  let folder = dirname(file);
  while (folder !== '.' && !packages.has(folder)) folder = dirname(folder);
  return folder;
}
