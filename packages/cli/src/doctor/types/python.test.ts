import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { repository } from '../../testing/project.js';
import { createScratch, type Scratch } from '../../testing/scratch.js';
import { checkTypes } from './types.js';

let scratch: Scratch;
afterEach(() => scratch.remove());

const sound = 'from shop import Client\n\nclient: Client = Client()\n';
const wrong = 'from shop import Client\n\nclient: int = Client()\n';

/** A repository whose SDK has a mistake of its own, and a virtual environment with these programs. */
function environment(adapter: string, programs: Readonly<Record<string, string>> = {}): void {
  scratch = createScratch({ 'shop.py': 'class Client:\n    key: str = 7\n', 'conformance/adapter.py': adapter });
  for (const [name, text] of Object.entries({ python: '', ...programs })) {
    scratch.write(`.venv/bin/${name}`, `#!/bin/sh\n${text}`);
    chmodSync(join(scratch.folder, '.venv/bin', name), 0o755);
  }
}

function told(...path: readonly string[]) {
  const start = { command: [join(scratch.folder, '.venv/bin/python'), 'conformance/adapter.py'] };
  const where = { path: path.join(delimiter), signal: new AbortController().signal };
  return checkTypes({ name: 'shop', language: 'python', env: {}, start }, scratch.folder, where);
}

// The one that this repository has.
const withPyright = [join(repository, 'packages/adapter-python/node_modules/.bin'), process.env['PATH'] ?? ''];

test('pyright on the PATH: what it says of the adapter, and not of the SDK', async () => {
  environment(sound);
  expect(await told(...withPyright)).toEqual([{ state: 'ok', text: 'shop: its types check, by pyright', mend: null }]);
  scratch.write('conformance/adapter.py', wrong);
  const [check] = await told(...withPyright);
  expect(check).toMatchObject({ state: 'wrong', mend: null });
  expect(check?.text.split('\n').slice(0, 2)).toEqual([
    'shop: its types do not check, by pyright',
    'conformance/adapter.py:3:15 - error: Type "Client" is not assignable to declared type "int"',
  ]);
});

const line = (file: string, text: string) => `echo '${file}:3: error: ${text}  [assignment]'\n`;

test('mypy in its environment goes before', async () => {
  const own = line('conformance/adapter.py', 'Incompatible types');
  environment(wrong, { mypy: `${line('shop.py', 'Incompatible types')}${own}exit 1\n`, pyright: 'exit 1\n' });
  expect(await told()).toEqual([
    {
      state: 'wrong',
      text: 'shop: its types do not check, by mypy\nconformance/adapter.py:3: error: Incompatible types  [assignment]',
      mend: null,
    },
  ]);
  environment(sound, { mypy: `${line('shop.py', 'Incompatible types')}exit 1\n` });
  expect(await told()).toEqual([{ state: 'ok', text: 'shop: its types check, by mypy', mend: null }]);
});

test('a checker that comes to nothing, and none at all, are no faults', async () => {
  environment(sound, { mypy: 'echo "mypy.ini: no such option: strikt"\nexit 2\n' });
  expect(await told()).toEqual([
    {
      state: 'note',
      text: 'shop: types are not checked: mypy ended with code 2\nmypy.ini: no such option: strikt',
      mend: null,
    },
  ]);
  environment(sound);
  const text =
    'shop: it compiles; types are not checked: neither mypy nor pyright is in its environment or on the PATH';
  expect(await told()).toEqual([{ state: 'note', text, mend: null }]);
});

test('of C# its build has checked the types, and of what has none nothing is said', async () => {
  environment(sound);
  const where = { path: '', signal: new AbortController().signal };
  const start = { command: ['dotnet', 'Conformance.dll'] };
  const checked = (language: string) => checkTypes({ name: 'shop', language, env: {}, start }, scratch.folder, where);
  expect(await checked('csharp')).toEqual([{ state: 'ok', text: 'shop: its types check, by its build', mend: null }]);
  expect(await checked('perl')).toEqual([]);
});
