import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ChangedPackage } from '@sdk-conformance/codegen';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { duePackages, isMissing } from './packages.js';

const changed: ChangedPackage = {
  language: 'python',
  folder: 'packages/tides-error-map-python',
  names: ['@tides/error-map-python', 'tides-error-map'],
  level: 'breaking',
  entries: ['`TideError` is called `EbbError`'],
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'changesets-'));
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'Tester');
  git('config', 'user.email', 'tester@example.com');
  write('.changeset/config.json', '{}');
  version('1.2.3');
  commit();
});
afterEach(() => rmSync(root, { recursive: true }));

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: root, stdio: 'ignore' });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function commit(): void {
  git('add', '.');
  git('commit', '--quiet', '-m', 'Change');
}

const version = (of: string) =>
  write(`${changed.folder}/package.json`, JSON.stringify({ name: '@tides/error-map-python', version: of }));
const changeset = (name: string, bump: string, file = 'new') =>
  write(`.changeset/${file}.md`, `---\n${name}: ${bump}\n---\n\nOf "@tides/error-map-python": major.\n`);

/** What is due and given since main, and whether it is missing. */
const asked = (since: string | null = 'main') =>
  duePackages([changed], root, since).map((one) => [one.due, one.given, isMissing(one)]);

test('a changeset of the package with the level counts, and no other', () => {
  expect(asked()).toEqual([['major', null, true]]);
  changeset("'@tides/error-map-typescript'", 'major');
  expect(asked()).toEqual([['major', null, true]]);
  changeset("'@tides/error-map-python'", 'minor');
  expect(asked()).toEqual([['major', 'minor', true]]);
  changeset('"@tides/error-map-python"', 'patch', 'another');
  expect(asked()).toEqual([['major', 'minor', true]]);
  changeset('"@tides/error-map-python"', 'major', 'another');
  expect(asked()).toEqual([['major', 'major', false]]);
});

test('a file that is no changeset asks for nothing', () => {
  write('.changeset/README.md', 'Write\n---\n"@tides/error-map-python": major\n---\n');
  write('.changeset/new.md', '---\n"@tides/error-map-python": huge\n---\n');
  expect(asked()).toEqual([['major', null, true]]);
});

test('one that was there before says nothing of what came after', () => {
  changeset("'@tides/error-map-python'", 'major', 'old');
  commit();
  expect(asked()).toEqual([['major', null, true]]);
  // Of a file nobody knows since when it is so.
  expect(asked(null)).toEqual([['major', 'major', false]]);
});

test('a version that has moved on so far needs none', () => {
  version('1.3.0');
  expect(asked()).toEqual([['major', 'minor', true]]);
  version('1.1.9');
  expect(asked()).toEqual([['major', null, true]]);
  version('2.0.0');
  expect(asked()).toEqual([['major', 'major', false]]);
});

test('before 1.0.0 the second number moves', () => {
  version('0.4.0');
  commit();
  changeset("'@tides/error-map-python'", 'patch');
  expect(asked()).toEqual([['minor', 'patch', true]]);
  changeset("'@tides/error-map-python'", 'minor');
  expect(asked()).toEqual([['minor', 'minor', false]]);
});

test('where the tool is not used, a package may be called as its own registry does', () => {
  changeset('tides-error-map', 'major');
  expect(asked()).toEqual([['major', null, true]]);
  rmSync(join(root, '.changeset/config.json'));
  expect(asked()).toEqual([['major', 'major', false]]);
});

test('a package that is not here is asked for nothing', () => {
  rmSync(join(root, changed.folder), { recursive: true });
  expect(asked()).toEqual([]);
});

test('a manifest that is no JSON is refused', () => {
  write(`${changed.folder}/package.json`, '{');
  expect(() => asked()).toThrow(
    'packages/tides-error-map-python/package.json: this is no JSON\n  expected: name and version of the package',
  );
});
