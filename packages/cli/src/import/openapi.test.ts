import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { repository } from '../testing/project.js';
import { createScratch, type Scratch } from '../testing/scratch.js';

const scratches: Scratch[] = [];
afterEach(() => {
  for (const { remove } of scratches.splice(0)) remove();
});

function withDocument(name: string): Scratch {
  const text = readFileSync(join(repository, 'packages/importers/test-data', `${name}.yaml`), 'utf8');
  const made = createScratch({ 'pyproject.toml': '', 'openapi.yaml': text });
  scratches.push(made);
  return made;
}

test('a document becomes a spec and recorded answers, and what it does not say is told', async () => {
  const scratch = withDocument('uspto');
  const { exit, out, err } = await scratch.conformance(['import', 'openapi', 'openapi.yaml']);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatchInlineSnapshot(`
    "wrote conformance/spec.yaml, 3 operations: listDataSets, listSearchableFields and performSearch
    wrote conformance/fixtures/uspto-data-set-api/list-data-sets.http

    What the document does not say, or a spec cannot:
      errors.body: no error response tells where its message stands
      retry, backoff: the document does not say what is retried
      hints: no response has a Retry-After

    Next:
      1. edit conformance/spec.yaml
           what is marked TO DO: names in your SDK, and the sentences of your documentation
      2. pnpm conformance check conformance/spec.yaml
           says what it leaves open, and what is not judged for want of it
    "
  `);
  expect(scratch.files()).toEqual([
    'conformance/fixtures/uspto-data-set-api/list-data-sets.http',
    'conformance/spec.yaml',
    'openapi.yaml',
    'pyproject.toml',
  ]);
  // Of the folder's own language alone.
  expect(scratch.read('conformance/spec.yaml')).not.toMatch(/typescript|csharp/);
  expect((await scratch.conformance(['check', 'conformance/spec.yaml'])).exit).toBe(0);
  const again = await scratch.conformance(['import', 'openapi', 'openapi.yaml']);
  expect(again.exit).toBe(2);
  expect(again.err).toContain('nothing is written, for these files exist:\n    spec.yaml\n');
});

test('some operations, other languages, another folder', async () => {
  const scratch = withDocument('shop');
  const chosen = ['--operation', 'getItem', '--language', 'csharp', '--language', 'typescript', '--out', 'api'];
  const { out } = await scratch.conformance(['import', 'openapi', 'openapi.yaml', ...chosen]);
  expect(out).toContain('wrote api/spec.yaml, 1 operation: getItem\nwrote api/fixtures/shop/429.http\n');
  expect(scratch.read('api/spec.yaml')).toContain('languages:\n  csharp: C#\n  typescript: TypeScript\n');
});

test('mistakes', async () => {
  const scratch = withDocument('shop');
  const refused = async (...args: readonly string[]) => {
    const { exit, out, err } = await scratch.conformance(['import', 'openapi', ...args]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    return err;
  };
  expect(await refused('gone.yaml')).toBe('gone.yaml: there is no such file\n');
  expect(await refused('openapi.yaml', '--operation', 'getItems')).toBe(
    '--operation: openapi.yaml has no operation "getItems"\n  did you mean: getItem\n',
  );
  expect(await refused('openapi.yaml', '--language', 'perl')).toBe(
    '--language: expected one of typescript, python, csharp\n  got:      perl\n',
  );
  expect(await refused('openapi.yaml', '--operation', 'watch')).toMatchInlineSnapshot(`
    "openapi.yaml: no operation of it can be described
      operation watch is left out: its success is an event stream, and no document says how one ends; see stream in the keys of a spec
      retry.maxRetries: x-speakeasy-retries ends retries by maxElapsedTime (3600000 ms), not by a number
      errors.body: no error response tells where its message stands
      backoff.jitter: the document does not say how delays are spread
      hints: no response has a Retry-After
    "
  `);
  scratch.write('swagger.yaml', 'swagger: "2.0"\npaths: {}\n');
  expect(await refused('swagger.yaml')).toBe(
    'swagger.yaml: this is no document of OpenAPI 3\n  expected: OpenAPI 3, got Swagger 2.0: npx swagger2openapi FILE makes one of it\n',
  );
  scratch.write('broken.yaml', 'openapi: [3\n');
  expect(await refused('broken.yaml')).toMatchInlineSnapshot(`
    "broken.yaml:1:10: this [ is not closed
      expected: ]
      got:      the end of the file
      > 1 | openapi: [3
          |          ^
        2 |
    "
  `);
});
