import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { filesOf } from './files.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const written = /^import \{([^}]+)\} from '(\.[^']+)';$/gm;

// Nobody runs the benchmark but by hand, so what it takes of the packages may be gone for long.
test('what the benchmark imports is there', async () => {
  const files = filesOf(root).filter((file) => /^bench\/.*\.mjs$/.test(file));
  expect(files).toContain('bench/play-target.mjs');
  const missing: string[] = [];
  for (const file of files) {
    for (const [, names = '', from = ''] of readFileSync(join(root, file), 'utf8').matchAll(written)) {
      const path = resolve(root, file, '..', from);
      // A script of the benchmark starts when it is imported; what it gives is looked at where it is written.
      const isOurs = path.startsWith(join(root, 'bench'));
      const text = isOurs && existsSync(path) ? readFileSync(path, 'utf8') : '';
      const given = isOurs || !existsSync(path) ? {} : await import(path);
      for (const name of names.split(',').map((one) => one.trim())) {
        const isThere = name in given || new RegExp(`^export .*\\b${name}\\b`, 'm').test(text);
        if (!isThere) missing.push(`${file}: ${name} of ${from}`);
      }
    }
  }
  expect(missing).toEqual([]);
});
