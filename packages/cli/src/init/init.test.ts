import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { conformanceIn } from '../testing/project.js';
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

const npm = { 'package.json': '{ "name": "shop-sdk", "version": "1.2.3" }\n' };
const python = { 'pyproject.toml': '[project]\nname = "shop-sdk"\nversion = "1.2.3"\n' };

test('an SDK of TypeScript: what is written, and what is next', async () => {
  const repository = scratch({ ...npm, 'tsconfig.json': '{}', 'pnpm-lock.yaml': '', '.gitignore': 'dist/' });
  const { exit, out, err } = await repository.conformance(['init']);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatchInlineSnapshot(`
    "wrote conformance.config.yaml
    wrote conformance/spec.yaml
    wrote conformance/fixtures/api/list-items.http
    wrote conformance/adapter.mts
    wrote .github/workflows/conformance.yml
    added 3 lines to .gitignore

    Next:
      1. pnpm add --save-dev @sdk-conformance/cli @sdk-conformance/adapter-typescript
           the command, and what the adapter imports
      2. pnpm conformance run
           plays what the adapter has: nothing so far, so it ends with 3 and says what is to do
      3. edit conformance/adapter.mts
           your client and one operation first: see TO DO
      4. edit conformance.config.yaml
           take what the adapter has out of unsupported, and run again: this is your first verdict
      5. pnpm conformance learn --target typescript --out conformance/learnt.yaml
           finds out what the SDK does already, line by line with what was seen: take from it what is meant
      6. edit conformance/spec.yaml
           your API's sentences in place of the examples, section by section: see TO DO
    "
  `);
  expect(repository.read('.gitignore')).toBe('dist/\n\n# conformance\n/repro/\nconformance-junit.xml\n');
  expect(repository.read('.github/workflows/conformance.yml')).toContain(
    '      - run: npx --yes pnpm@10 install --frozen-lockfile\n',
  );
});

test('an SDK of JavaScript has an adapter of JavaScript', async () => {
  const repository = scratch(npm);
  await repository.conformance(['init']);
  expect(repository.files()).toEqual([
    '.github/workflows/conformance.yml',
    '.gitignore',
    'conformance.config.yaml',
    'conformance/adapter.mjs',
    'conformance/fixtures/api/list-items.http',
    'conformance/spec.yaml',
    'package.json',
  ]);
  expect(repository.read('conformance.config.yaml')).toContain('adapter: conformance/adapter.mjs\n');
  // No other language is spoken of.
  expect(repository.read('conformance/spec.yaml')).not.toMatch(/python|csharp/);
});

test('an SDK of Python', async () => {
  const repository = scratch(python);
  const { exit, out, err } = await repository.conformance(['init']);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatchInlineSnapshot(`
    "wrote conformance.config.yaml
    wrote conformance/spec.yaml
    wrote conformance/fixtures/api/list-items.http
    wrote conformance/adapter.py
    wrote .github/workflows/conformance.yml
    added 4 lines to .gitignore

    Next:
      1. pip install sdk-conformance==0.0.0
           what the adapter imports, beside shop-sdk in the same environment
      2. npx @sdk-conformance/cli run
           plays what the adapter has: nothing so far, so it ends with 3 and says what is to do
      3. edit conformance/adapter.py
           your client and one operation first: see TO DO
      4. edit conformance.config.yaml
           take what the adapter has out of unsupported, and run again: this is your first verdict
      5. npx @sdk-conformance/cli learn --target python --out conformance/learnt.yaml
           finds out what the SDK does already, line by line with what was seen: take from it what is meant
      6. edit conformance/spec.yaml
           your API's sentences in place of the examples, section by section: see TO DO
    "
  `);
  expect(repository.read('conformance/adapter.py')).toContain('Adapter("shop-sdk", "0.0.0", mode="sync")');
});

test('an SDK of C#, whose project is found', async () => {
  const repository = scratch({
    'src/Shop/Shop.csproj': '<Project/>',
    'tests/Shop.Tests/Shop.Tests.csproj': '<Project/>',
    'src/Shop/obj/Old.csproj': '<Project/>',
  });
  const { exit, out, err } = await repository.conformance(['init']);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toMatchInlineSnapshot(`
    "wrote conformance.config.yaml
    wrote conformance/spec.yaml
    wrote conformance/fixtures/api/list-items.http
    wrote conformance/adapter/Conformance.csproj
    wrote conformance/adapter/Program.cs
    wrote .github/workflows/conformance.yml
    added 6 lines to .gitignore

    Next:
      1. npx @sdk-conformance/cli run
           plays what the adapter has: nothing so far, so it ends with 3 and says what is to do
      2. edit conformance/adapter/Program.cs
           your client and one operation first: see TO DO
      3. edit conformance.config.yaml
           take what the adapter has out of unsupported, and run again: this is your first verdict
      4. npx @sdk-conformance/cli learn --target csharp --out conformance/learnt.yaml
           finds out what the SDK does already, line by line with what was seen: take from it what is meant
      5. edit conformance/spec.yaml
           your API's sentences in place of the examples, section by section: see TO DO
    "
  `);
  const project = repository.read('conformance/adapter/Conformance.csproj');
  expect(project).toContain('<ProjectReference Include="../../src/Shop/Shop.csproj" />');
});

test('a project of C# above the adapter has to leave it out, and one that is not found has to be named', async () => {
  const above = await scratch({ 'Shop.csproj': '' }).conformance(['init']);
  expect(above.out.split('\n').slice(9, 12)).toMatchInlineSnapshot(`
    [
      "  1. edit Shop.csproj: <ItemGroup><Compile Remove="conformance/**" /></ItemGroup>",
      "       it stands above the adapter, and would compile it as a part of the SDK",
      "  2. npx @sdk-conformance/cli run",
    ]
  `);
  const none = await scratch({}).conformance(['init', '--language', 'csharp']);
  expect(none.out.split('\n').slice(9, 12)).toMatchInlineSnapshot(`
    [
      "  1. edit conformance/adapter/Conformance.csproj",
      "       the path of the SDK in place of src/MySdk.csproj",
      "  2. npx @sdk-conformance/cli run",
    ]
  `);
});

test('in a folder of a larger checkout the workflow stands at its root', async () => {
  const repository = scratch({ 'packages/shop/package.json': npm['package.json'], 'package-lock.json': '{}' });
  const { exit, out } = await conformanceIn(join(repository.folder, 'packages', 'shop'), ['init']);
  expect(exit).toBe(0);
  expect(out).toContain('wrote ../../.github/workflows/conformance.yml\n');
  const workflow = repository.read('.github/workflows/conformance.yml');
  expect(workflow).toContain('        working-directory: "packages/shop"\n');
  expect(workflow).toContain('      - run: npm ci\n');
});

test('on a terminal the language and the files are asked for', async () => {
  const repository = scratch({ ...npm, ...python });
  const { exit, out, asked } = await repository.conformance(['init'], ['python', 'y']);
  expect(exit).toBe(0);
  expect(asked).toMatchInlineSnapshot(`
    [
      "Which language has the SDK: typescript, python? [typescript] ",
      "These files are written, and lines are added to .gitignore:
      conformance.config.yaml
      conformance/spec.yaml
      conformance/fixtures/api/list-items.http
      conformance/adapter.py
      .github/workflows/conformance.yml
    Go on? [Y/n] ",
    ]
  `);
  expect(out).toContain('wrote conformance/adapter.py\n');
  const usual = scratch({ ...npm, ...python });
  expect((await usual.conformance(['init'], ['', ''])).out).toContain('wrote conformance/adapter.mjs\n');
  const declined = scratch(npm);
  expect(await declined.conformance(['init'], ['n'])).toMatchObject({ exit: 0, out: 'nothing is written\n', err: '' });
  expect(declined.files()).toEqual(['package.json']);
});

test('--yes asks nothing', async () => {
  const repository = scratch({ ...npm, ...python });
  const { exit, asked, out } = await repository.conformance(['init', '--yes'], []);
  expect({ exit, asked }).toEqual({ exit: 0, asked: [] });
  expect(out).toContain('wrote conformance/adapter.mjs\n');
});

test('lines of .gitignore are added once, with its own line ends', async () => {
  const repository = scratch({ ...npm, '.gitignore': 'dist/\r\n/repro/\r\n' });
  const { out } = await repository.conformance(['init']);
  expect(out).toContain('added 2 lines to .gitignore\n');
  expect(repository.read('.gitignore')).toBe('dist/\r\n/repro/\r\n\r\n# conformance\r\nconformance-junit.xml\r\n');
});
