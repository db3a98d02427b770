import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const packages = fileURLToPath(new URL('../../packages/', import.meta.url));

/** Sources of a package, tests left out. */
function sourcesOf(name: string): readonly string[] {
  const folder = join(packages, name, 'src');
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => join(name, 'src', file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

test('no source compares the kind of a fault: a switch over all kinds or effectOf would not compile without a new one', () => {
  const sources = readdirSync(packages).flatMap(sourcesOf);
  expect(sources.length).toBeGreaterThan(100);
  const comparing = sources.flatMap((file) =>
    readFileSync(join(packages, file), 'utf8')
      .split('\n')
      .flatMap((line, n) => (/\bfault\??\.kind\s*[!=]==/.test(line) ? [`${file}:${n + 1} ${line.trim()}`] : [])),
  );
  expect(comparing).toEqual([]);
});
