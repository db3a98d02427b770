import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { filesOf } from './files.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = (file: string) => readFileSync(join(root, file), 'utf8');

test('every copy of the licence says the same', () => {
  const copies = filesOf(root).filter((file) => /(^|\/)LICENSE(\.md)?$/.test(file));
  expect(copies.filter((file) => text(file) !== text('LICENSE'))).toEqual([]);
});

test('every published package is under it', () => {
  const manifests = filesOf(root).filter((file) => /(^|\/)package\.json$/.test(file));
  expect(manifests.filter((file) => JSON.parse(text(file)).license !== 'MIT')).toEqual([]);
});

// pnpm puts the licence of the root into each package that has none of its own.
const pnpm = process.env['npm_execpath'];
test.skipIf(pnpm === undefined)('a package takes it along', () => {
  const folder = mkdtempSync(join(tmpdir(), 'license-'));
  try {
    execFileSync(process.execPath, [pnpm ?? '', 'pack', '--pack-destination', folder], {
      cwd: join(root, 'packages/model'),
      stdio: 'ignore',
    });
    const [tarball = ''] = readdirSync(folder);
    const files = execFileSync('tar', ['tzf', join(folder, tarball)], { encoding: 'utf8' }).split('\n');
    expect(files).toContain('package/LICENSE');
    expect(files.filter((file) => /\.test\.|tsbuildinfo/.test(file))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
