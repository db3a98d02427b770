import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
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

async function refused(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> {
  const repository = scratch(files);
  const before = repository.files();
  const { exit, out, err } = await repository.conformance(['init', ...args]);
  expect({ exit, out, files: repository.files() }).toEqual({ exit: 2, out: '', files: before });
  return err;
}

test('2: files that exist are named, and nothing is written', async () => {
  expect(await refused({ ...npm, 'conformance/spec.yaml': 'mine' })).toMatchInlineSnapshot(`
    "nothing is written, for this file exists:
        conformance/spec.yaml
      expected: a folder without it; init overwrites nothing, so move or remove what is not wanted
    "
  `);
  expect(
    await refused({ ...npm, 'conformance/spec.yaml': 'mine', 'conformance.config.yaml': 'mine' }),
  ).toMatchInlineSnapshot(`
    "nothing is written, for these files exist:
        conformance.config.yaml
        conformance/spec.yaml
      expected: a folder without them; init overwrites nothing, so move or remove what is not wanted
    "
  `);
});

test('2: a language that is not plain', async () => {
  expect(await refused({})).toMatchInlineSnapshot(`
    "this folder has no package.json, pyproject.toml, setup.py or *.csproj, which would tell the language of an SDK
      expected: --language typescript or --language python or --language csharp
    "
  `);
  expect(await refused({}, '--yes')).toBe(await refused({}));
  expect(await refused({ ...npm, ...python })).toMatchInlineSnapshot(`
    "this folder has package.json and pyproject.toml, so that it is not plain which language is meant
      expected: --language typescript or --language python
    "
  `);
  expect(await refused(npm, '--language', 'ruby')).toMatchInlineSnapshot(`
    "error: option '--language <name>' argument 'ruby' is invalid. Allowed choices are typescript, python, csharp.
    add --help to see what there is
    "
  `);
  const repository = scratch({});
  const { exit, err } = await repository.conformance(['init'], ['ruby']);
  expect({ exit, err }).toMatchInlineSnapshot(`
    {
      "err": "the language: expected one of typescript, python, csharp
      got:      ruby
    ",
      "exit": 2,
    }
  `);
});

test('2: a package.json that is none', async () => {
  expect(await refused({ 'package.json': '{' })).toMatchInlineSnapshot(`
    "package.json: a JSON object is expected, as npm writes it
    "
  `);
  expect(await refused({ 'package.json': '[]' })).toBe(await refused({ 'package.json': '{' }));
});

test('2: an SDK of TypeScript without a package.json', async () => {
  expect(await refused({}, '--language', 'typescript')).toMatchInlineSnapshot(`
    "there is no package.json in this folder
      expected: that of the SDK, which has its name and version
    "
  `);
});

test('2: a file in the place of a folder', async () => {
  expect(await refused({ ...npm, conformance: 'a file' })).toMatchInlineSnapshot(`
    "nothing is written, for this file exists:
        conformance
      expected: a folder without it; init overwrites nothing, so move or remove what is not wanted
    "
  `);
});

test('2: a .gitignore that is none', async () => {
  expect(await refused({ ...npm, '.gitignore/file': '' })).toMatchInlineSnapshot(`
    ".gitignore: this is a folder, a file is expected
      nothing is written
    "
  `);
});

test('2: a package.json that is a folder', async () => {
  expect(await refused({ 'package.json/file': '' })).toMatchInlineSnapshot(`
    "package.json: this is a folder, a file is expected
    "
  `);
});

test('2: a language that asks for an argument, and an option that there is none of', async () => {
  expect(await refused(npm, '--language')).toMatchInlineSnapshot(`
    "error: option '--language <name>' argument missing
    add --help to see what there is
    "
  `);
  expect(await refused(npm, '--lang', 'python')).toMatchInlineSnapshot(`
    "error: unknown option '--lang'
    add --help to see what there is
    "
  `);
});

test.runIf(process.platform === 'linux')('2: a folder in which nothing can be written', async () => {
  const repository = scratch(npm);
  symlinkSync('/proc', join(repository.folder, 'conformance'));
  const { exit, out, err } = await repository.conformance(['init']);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toMatchInlineSnapshot(`
    "conformance/spec.yaml: it cannot be written: no file can be made there
      written before it, to be removed before you try again:
        conformance.config.yaml
    "
  `);
});

test.runIf(process.platform === 'linux')('2: a .gitignore that cannot be written', async () => {
  const repository = scratch(npm);
  symlinkSync('/proc/version', join(repository.folder, '.gitignore'));
  const { exit, out, err } = await repository.conformance(['init']);
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  expect(err).toMatchInlineSnapshot(`
    ".gitignore: it cannot be written: EIO: i/o error, write
      the other files are written; what is to be added:
        # conformance
        /repro/
        conformance-junit.xml
    "
  `);
});
