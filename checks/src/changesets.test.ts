import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changesetDue } from './changesets.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changesets-'));
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'Tester');
  git('config', 'user.email', 'tester@example.com');
  write('.changeset/config.json', '{}');
  write('packages/tides-error-map-typescript/package.json', manifest('0.0.0'));
  write('packages/tides-error-map-typescript/src/index.mts', '');
  write('packages/model/package.json', '{}');
  commit();
});
afterEach(() => rmSync(folder, { recursive: true }));

const manifest = (version: string) => `{\n  "name": "@tides/error-map",\n  "version": "${version}"\n}\n`;

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function commit(): void {
  git('add', '.');
  git('commit', '--quiet', '-m', 'Change');
}

const changed = 'packages/tides-error-map-typescript/src/index.mts';
const due = new RegExp(`^changed since \\w{7} without a changeset, to be written by \`pnpm changeset\`: ${changed}$`);

test('a change on a branch, committed or not, asks for a changeset', () => {
  git('switch', '--quiet', '-c', 'change');
  write('packages/model/package.json', '{ }');
  expect(changesetDue(folder)).toBe(null);
  write(changed, 'export {};\n');
  expect(changesetDue(folder)).toMatch(due);
  commit();
  expect(changesetDue(folder)).toMatch(due);
  write('.changeset/other.md', "---\n'@tides/model': minor\n---\n\nWords.\n");
  expect(changesetDue(folder)).toMatch(due);
  // One that only mentions the package is another's.
  write('.changeset/mention.md', "---\n'@tides/model': minor\n---\n\nAs '@tides/error-map': major.\n");
  expect(changesetDue(folder)).toMatch(due);
  write('.changeset/new.md', "---\n'@tides/error-map': minor\n---\n\nWords.\n");
  expect(changesetDue(folder)).toBe(null);
  commit();
  git('branch', '--force', 'main');
  expect(changesetDue(folder)).toBe(null);
});

test('on main a change since the last release asks for one, and a release takes it away', () => {
  write(changed, 'export {};\n');
  commit();
  expect(changesetDue(folder)).toMatch(due);
  write('packages/tides-error-map-typescript/package.json', manifest('0.1.0'));
  expect(changesetDue(folder)).toBe(null);
  commit();
  expect(changesetDue(folder)).toBe(null);
});

test('a repository without generated packages, and a folder without git, ask for none', () => {
  git('rm', '--quiet', '-r', 'packages/tides-error-map-typescript');
  expect(changesetDue(folder)).toBe(null);
  rmSync(join(folder, '.git'), { recursive: true });
  write('packages/tides-error-map-typescript/package.json', manifest('0.0.0'));
  expect(changesetDue(folder)).toBe(null);
});
