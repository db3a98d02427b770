import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { repository } from '../../testing/project.js';
import { createScratch, type Scratch } from '../../testing/scratch.js';
import { checkTypes } from './types.js';

let scratch: Scratch;
afterEach(() => scratch.remove());

/** What is said of an adapter in a repository whose SDK has a mistake of its own. */
async function told(adapter: string, file = 'conformance/adapter.mts') {
  scratch = createScratch({
    'tsconfig.json':
      '{ "compilerOptions": { "module": "nodenext", "strict": true, "rootDir": "src" }, "include": ["src"] }',
    'src/client.mts': 'export class Client {\n  readonly key: string = 7;\n}\n',
    [file]: adapter,
  });
  const modules = join(scratch.folder, 'node_modules');
  mkdirSync(modules);
  symlinkSync(join(repository, 'node_modules', 'typescript'), join(modules, 'typescript'));
  const target = { name: 'shop', language: 'typescript', env: {}, start: { adapter: join(scratch.folder, file) } };
  return checkTypes(target, scratch.folder, { path: process.env['PATH'], signal: new AbortController().signal });
}

test('an adapter whose types hold, though those of its SDK do not', async () => {
  const adapter = "import { Client } from '../src/client.mjs';\nexport const client: Client = new Client();\n";
  expect(await told(adapter)).toEqual([{ state: 'ok', text: 'shop: its types check', mend: null }]);
});

test('an adapter whose types do not hold: where and why', async () => {
  const adapter = "import { Client } from '../src/client.mjs';\nexport const client: number = new Client();\n";
  expect(await told(adapter)).toEqual([
    {
      state: 'wrong',
      text: "shop: its types do not check\nconformance/adapter.mts(2,14): error TS2322: Type 'Client' is not assignable to type 'number'.",
      mend: null,
    },
  ]);
});

test('of an adapter without types nothing is said', async () => {
  expect(await told('export {};\n', 'conformance/adapter.mjs')).toEqual([]);
});
