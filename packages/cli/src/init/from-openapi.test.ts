import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { repository as kit } from '../testing/project.js';
import { createScratch, type Scratch } from '../testing/scratch.js';

const scratches: Scratch[] = [];
afterEach(() => {
  for (const { remove } of scratches.splice(0)) remove();
});
function scratch(files: Readonly<Record<string, string>>): Scratch {
  const made = createScratch(files);
  scratches.push(made);
  return made;
}

async function refused(files: Readonly<Record<string, string>>): Promise<string> {
  const repository = scratch(files);
  const before = repository.files();
  const { exit, out, err } = await repository.conformance(['init', '--openapi', 'api.yaml']);
  expect({ exit, out, files: repository.files() }).toEqual({ exit: 2, out: '', files: before });
  return err;
}

test('an OpenAPI document gives the spec, recorded answers, and the operations that are to do', async () => {
  const text = readFileSync(join(kit, 'packages/importers/test-data/shop.yaml'), 'utf8');
  const repository = scratch({ 'pyproject.toml': '', 'openapi.yaml': text.replaceAll('api_key', 'shop_token') });
  const { exit, out, err } = await repository.conformance(['init', '--openapi', 'openapi.yaml']);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toContain('wrote conformance/fixtures/shop/429.http\n');
  expect(out).toContain('\nWhat the document does not say, or a spec cannot:\n  operation putPicture is left out');
  expect(out).toContain('\n       what is marked TO DO: names in your SDK, and the sentences of your documentation\n');
  expect(repository.read('conformance.config.yaml')).toContain(
    '    unsupported:\n      getItem: to do\n      deleteItem: to do\n      postUploads: to do\n',
  );
  const adapter = repository.read('conformance/adapter.py');
  expect(adapter).toContain('"api_key": credentials["shopToken"]}');
  expect(adapter.slice(adapter.indexOf('\n\n# @adapter'))).toMatchInlineSnapshot(`
    "

    # @adapter.operation("getItem")
    # def get_item(client: MyClient, **arguments: Any) -> Any:
    #     return client.get_item(**arguments)

    # @adapter.operation("deleteItem")
    # def delete_item(client: MyClient, **arguments: Any) -> Any:
    #     return client.delete_item(**arguments)

    # @adapter.operation("postUploads")
    # def post_uploads(client: MyClient, **arguments: Any) -> Any:
    #     return client.post_uploads(**arguments)

    adapter.run()
    "
  `);
  expect((await repository.conformance(['check'])).exit).toBe(0);
});

test('an OpenAPI document that cannot be read leaves nothing behind', async () => {
  expect(await refused({ 'pyproject.toml': '' })).toBe('api.yaml: there is no such file\n');
  expect(await refused({ 'pyproject.toml': '', 'api.yaml': 'a: 1' })).toMatchInlineSnapshot(`
    "api.yaml: this is no document of OpenAPI 3
      expected: the key openapi with a version 3.x
    "
  `);
  expect(await refused({ 'pyproject.toml': '', 'api.yaml': 'openapi: [3\n' })).toMatchInlineSnapshot(`
    "api.yaml:1:10: this [ is not closed
      expected: ]
      got:      the end of the file
      > 1 | openapi: [3
          |          ^
        2 |
    "
  `);
  expect(await refused({ 'pyproject.toml': '', 'api.yaml/file': '' })).toMatchInlineSnapshot(`
    "api.yaml: this is a folder, a file is expected
    "
  `);
  const empty = 'openapi: 3.1.0\ninfo: { title: Shop, version: "1" }\npaths: {}\n';
  expect(await refused({ 'pyproject.toml': '', 'api.yaml': empty })).toMatchInlineSnapshot(`
    "api.yaml: no operation of it can be described
      api.baseUrl: the document names no server
      errors.body: no error response tells where its message stands
      retry, backoff: the document does not say what is retried
      hints: no response has a Retry-After
    "
  `);
});
