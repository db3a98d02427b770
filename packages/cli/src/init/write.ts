import { existsSync, lstatSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import { whyUnreadable, whyUnwritable } from '../config/why.js';
import type { NewFile } from './files.js';

/**
 * Refuses to begin where a file stands in the way: nothing is overwritten.
 *
 * @throws UsageError that names all of them
 */
export function refuseExisting(folder: string, files: readonly NewFile[]): void {
  const there = [...new Set(files.flatMap(({ path }) => inTheWay(folder, path) ?? []))];
  if (there.length === 0) return;
  const names = there.map((path) => `    ${path}`).join('\n');
  const [what, them] = there.length === 1 ? ['this file exists', 'it'] : ['these files exist', 'them'];
  throw new UsageError(
    `nothing is written, for ${what}:\n${names}\n  expected: a folder without ${them}; init overwrites nothing, so move or remove what is not wanted`,
  );
}

/** What stands at a path, or in the place of a folder above it; null where nothing does. */
function inTheWay(folder: string, path: string): string | null {
  const names = path.split('/');
  for (const n of names.keys()) {
    const at = names.slice(0, n + 1).join('/');
    const found = statSync(join(folder, at), { throwIfNoEntry: false });
    // A link that leads nowhere is a file, too.
    if (found === undefined) return lstatSync(join(folder, at), { throwIfNoEntry: false }) === undefined ? null : at;
    if (!found.isDirectory()) return at;
  }
  return path;
}

/**
 * Writes files that are not there.
 *
 * @throws UsageError for the first that cannot be written
 */
export function writeNew(folder: string, files: readonly NewFile[]): void {
  for (const { path, text } of files) {
    try {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      // Whatever has come there meanwhile stays as it is.
      writeFileSync(join(folder, path), text, { flag: 'wx' });
    } catch (error) {
      throw new UsageError(`${path}: it cannot be written: ${whyUnwritable(error)}`);
    }
  }
}

/**
 * Adds the lines that a .gitignore has not. Gives how many were added.
 *
 * @throws UsageError where it cannot be read or written
 */
export function addIgnored(folder: string, lines: readonly string[]): number {
  const path = join(folder, '.gitignore');
  const before = existsSync(path) ? textOf(path) : '';
  const has = new Set(before.split(/\r?\n/).map((line) => line.trim()));
  const missing = lines.filter((line) => !has.has(line));
  if (missing.length === 0) return 0;
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before === '' ? '' : before.endsWith('\n') ? end : end + end;
  try {
    writeFileSync(path, before + gap + missing.map((line) => `${line}${end}`).join(''));
  } catch (error) {
    throw new UsageError(`.gitignore: it cannot be written: ${whyUnwritable(error)}`);
  }
  return missing.length;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`.gitignore: ${whyUnreadable(error)}`);
  }
}
