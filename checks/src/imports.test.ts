import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { filesOf } from './files.js';
import { importsIn, isSource, meant, type Row, tableOf } from './imports.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
const sources = filesOf(root).filter(isSource);
const packages = tableOf(page, 'package');
const rooms = tableOf(page, 'room');

/** What sources of a folder import of this repository's packages, each with the file. */
function packageImports(folder: string): readonly { readonly file: string; readonly name: string }[] {
  return sources
    .filter((file) => file.startsWith(folder))
    .flatMap((file) =>
      importsIn(root, file).flatMap((specifier) => {
        const name = /^@sdk-conformance\/([^/]+)/.exec(specifier)?.[1];
        return name === undefined ? [] : [{ file, name }];
      }),
    );
}

function rowOf(table: readonly Row[], name: string): Row {
  const row = table.find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`ARCHITECTURE.md has no row for ${name}`);
  return row;
}

test('the page names every package in TypeScript that is not generated', () => {
  const folders = filesOf(root).flatMap((file) => /^packages\/([^/]+)\/tsconfig\.json$/.exec(file)?.[1] ?? []);
  const written = folders.filter((name) => !name.includes('error-map'));
  expect(packages.map(({ name }) => name).sort()).toEqual(written.sort());
});

test.each(packages)('a package imports only what stands above it: $name', ({ name, imports }) => {
  const above = packages.slice(0, packages.indexOf(rowOf(packages, name))).map((row) => row.name);
  expect(imports.filter((other) => !above.includes(other))).toEqual([]);
});

test.each(packages)('$name imports what the page allows, and nothing else', ({ name, imports }) => {
  const found = packageImports(`packages/${name}/src/`).filter((found) => found.name !== name);
  expect(found.filter((one) => !imports.includes(one.name))).toEqual([]);
  expect(imports.filter((allowed) => !found.some((one) => one.name === allowed))).toEqual([]);
});

test.each(packages)('$name has in its package.json what it imports', ({ name, imports }) => {
  const manifest: { readonly dependencies?: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'),
  );
  const own = Object.keys(manifest.dependencies ?? {}).flatMap((key) => /^@sdk-conformance\/(.+)/.exec(key)?.[1] ?? []);
  // The recordings that come with the command are data, and imported by nothing.
  expect(own.filter((key) => key !== 'fixtures').sort()).toEqual([...imports].sort());
});

test('an SDK imports its adapter package and its error map, and nothing else of the kit', () => {
  const sdks = /^conformance\/(?:typescript|vendors\/)/;
  const found = packageImports('conformance/').filter(({ file }) => sdks.test(file));
  expect(found.length).toBeGreaterThan(5);
  const wrong = found.filter(({ name }) => name !== 'adapter-typescript' && !name.includes('error-map'));
  expect(wrong).toEqual([]);
});

const runner = 'packages/runner/src/';
const roomOf = (path: string) => /^packages\/runner\/src\/([^/]+\/)/.exec(path)?.[1] ?? null;

test('the page names every room of runner', () => {
  const found = sources.flatMap((file) => (file.startsWith(runner) ? (roomOf(file) ?? []) : []));
  expect([...new Set(found)].sort()).toEqual(rooms.map(({ name }) => name).sort());
});

test('a room of runner enters only the rooms that the page allows, by their doors', () => {
  const wrong = sources
    .filter((file) => file.startsWith(runner))
    .flatMap((file) =>
      importsIn(root, file).flatMap((specifier) => {
        const target = meant(file, specifier);
        if (target === null) return [];
        const [from, to] = [roomOf(file), roomOf(target)];
        if (to === null || to === from) return [];
        const isAllowed = from === null || rowOf(rooms, from).imports.includes(to);
        return isAllowed && target === `${runner}${to}index` ? [] : [`${file} imports ${specifier}`];
      }),
    );
  expect(wrong).toEqual([]);
});

test('a table that is not there', () => {
  expect(() => tableOf('| other | may import |\n', 'room')).toThrow('the page has no table "| room | may import |"');
});

test('imports over several lines, of types, bare and at run time', () => {
  expect(importsIn(root, 'checks/testing/imports.ts.txt')).toEqual(['a', 'b', './c.js', 'd', './e.js']);
});
