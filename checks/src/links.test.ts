import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { filesOf } from './files.js';
import { deadLinks } from './links.js';

const folder = mkdtempSync(join(tmpdir(), 'links-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('every link of the pages leads to a file, and to a heading in it', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const pages = filesOf(root).filter((file) => file.endsWith('.md') && !file.startsWith('.changeset/'));
  expect(pages).toContain('ARCHITECTURE.md');
  expect(deadLinks(root, pages)).toEqual([]);
});

test('a file and a heading that are not there', () => {
  mkdirSync(join(folder, 'docs'));
  writeFileSync(join(folder, 'README.md'), '# A page, with `code`\n');
  const page = [
    '[page](../README.md) [heading](../README.md#a-page-with-code) [site](https://example.com/x)',
    '[gone](gone.md) and [no heading](../README.md#gone), `[code](no.md)`',
    '```',
    '[code](no.md)',
    '```',
    '[own](#own)',
    '## Own',
  ];
  writeFileSync(join(folder, 'docs', 'page.md'), page.join('\n'));
  expect(deadLinks(folder, ['docs/page.md'])).toEqual([
    { page: 'docs/page.md', line: 2, target: 'gone.md' },
    { page: 'docs/page.md', line: 2, target: '../README.md#gone' },
  ]);
});
