import { readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';

/** A row of a table in ARCHITECTURE.md: a package or room, and what it may import. */
export interface Row {
  readonly name: string;
  readonly imports: readonly string[];
}

/** The rows of the table whose first column has a title. @throws Error where the page has no such table */
export function tableOf(page: string, title: string): readonly Row[] {
  const lines = page.split('\n');
  const head = lines.findIndex((line) => new RegExp(`^\\| ${title} +\\| may import +\\|`).test(line));
  if (head < 0) throw new Error(`the page has no table "| ${title} | may import |"`);
  const end = lines.findIndex((line, n) => n > head && !line.startsWith('|'));
  return lines.slice(head + 2, end < 0 ? undefined : end).map((line) => {
    const [, name = '', imports = ''] = line.split('|');
    return { name: codesIn(name)[0] ?? '', imports: codesIn(imports) };
  });
}

function codesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

/** What a source imports, as it is written there. */
export function importsIn(root: string, file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const written = /^(?:import|export)\b[^'";]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(written)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '');
}

/** True for what is shipped or run, and no test or help of one. */
export function isSource(file: string): boolean {
  return (
    /\.[cm]?ts$/.test(file) && !/\.test\.|\.test\.kit\.|\/testing\//.test(file) && basename(file) !== 'vitest.config.ts'
  );
}

/** The file below a folder that a relative import means, without its ending; null for a package. */
export function meant(file: string, specifier: string): string | null {
  return specifier.startsWith('.') ? normalize(join(dirname(file), specifier)).replace(/\.js$/, '') : null;
}
