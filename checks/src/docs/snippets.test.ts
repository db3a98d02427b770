import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { blocksOf } from './blocks.js';

// A snippet in a package's README compiles, but for the names that it leaves to its reader.

const root = fileURLToPath(new URL('../../../', import.meta.url));
const packages = readdirSync(join(root, 'packages'));

/** A name that is not declared, as a word, as a property's short form, as the reader's own SDK. */
const leftToTheReader = /error TS(2304|2552|18004):|error TS2307: Cannot find module '(?!@sdk-conformance)/;

/** What the compiler says of files, in a folder where every package of the kit is installed. */
function complaints(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
  try {
    mkdirSync(join(folder, 'node_modules/@sdk-conformance'), { recursive: true });
    for (const name of packages) {
      symlinkSync(join(root, 'packages', name), join(folder, 'node_modules/@sdk-conformance', name));
    }
    symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const compilerOptions = { module: 'nodenext', target: 'es2022', types: ['node'], strict: true, noEmit: true };
    const lenient = { noImplicitAny: false, skipLibCheck: true };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { ...compilerOptions, ...lenient }, include: ['*.ts'] }),
    );
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), ['--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return stdout.split('\n').filter((line) => line !== '' && !leftToTheReader.test(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('they compile', { timeout: 60_000 }, () => {
  const snippets = packages.flatMap((name) =>
    blocksOf(readFileSync(join(root, 'packages', name, 'README.md'), 'utf8')).flatMap(({ language, line, text }) =>
      language === 'ts' ? [[`${name}-README-${line}.ts`, text]] : [],
    ),
  );
  expect(snippets.length).toBeGreaterThan(12);
  expect(complaints(Object.fromEntries(snippets))).toEqual([]);
});

test('a name that a package has not is found', { timeout: 60_000 }, () => {
  expect(complaints({ 'mine.ts': "import { judged } from '@sdk-conformance/judge';\n" })).toEqual([
    expect.stringMatching(/^mine\.ts\(1,10\): error TS\d+: .* has no exported member/),
  ]);
});
