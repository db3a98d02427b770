import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Commit, commitsIn, mistakesIn } from './commits.js';

const commit: Commit = { hash: 'abc', parents: ['def'], subject: 'Say what', body: 'Because of this.\n' };

test.each<[string, Partial<Commit>, readonly string[]]>([
  ['a subject of 72 characters and a body', { subject: 'é'.repeat(72) }, []],
  ['73 characters', { subject: 'x'.repeat(73) }, ['the subject has 73 characters, expected at most 72']],
  ['no body', { body: '\n' }, ['the body is empty, expected the reason for the change, after a blank line']],
  ['a merge', { parents: ['a', 'b'], subject: 'Merge '.repeat(20), body: '' }, []],
])('%s', (_, change, mistakes) => {
  expect(mistakesIn({ ...commit, ...change })).toEqual(mistakes);
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'commits-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

test('the commits after the last one before the rules; in a shallow clone, which may lack it, all', () => {
  expect(commitsIn(folder)).toBe(null);
  const [original, shallow] = [join(folder, 'original'), join(folder, 'shallow')];
  git(folder, 'init', '--quiet', original);
  git(original, 'config', 'user.name', 'Tester');
  git(original, 'config', 'user.email', 'tester@example.com');
  const committed = (...messages: readonly string[]) => {
    git(original, 'commit', '--quiet', '--allow-empty', ...messages.flatMap((message) => ['-m', message]));
    return git(original, 'rev-parse', 'HEAD');
  };
  const old = committed('Old');
  committed('First', 'One line.\nAnother.\n\nA paragraph.');
  committed('Second');
  git(folder, 'clone', '--quiet', '--depth', '2', `file://${original}`, shallow);
  for (const clone of [original, shallow]) {
    expect(commitsIn(clone, old)?.map(({ subject, body, parents }) => [subject, body, parents.length])).toEqual([
      ['Second', '', 1],
      ['First', 'One line.\nAnother.\n\nA paragraph.\n', clone === shallow ? 0 : 1],
    ]);
  }
  expect(() => commitsIn(original, 'f'.repeat(40))).toThrow(`git log ${'f'.repeat(40)}..HEAD fails in ${original}`);
});
