import { existsSync, lstatSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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
  for (const [n, { path, text }] of files.entries()) {
    try {
      mkdirSync(dirname(resolve(folder, path)), { recursive: true });
      // Whatever has come there meanwhile stays as it is.
      writeFileSync(resolve(folder, path), text, { flag: 'wx' });
    } catch (error) {
      const written = files.slice(0, n).map((file) => `    ${file.path}\n`);
      const so =
        n === 0
          ? '  nothing is written'
          : `  written before it, to be removed before you try again:\n${written.join('')}`;
      throw new UsageError(`${path}: it cannot be written: ${whyUnwritable(error)}\n${so.trimEnd()}`);
    }
  }
}

/** Lines that are to be added to a .gitignore. */
export interface Ignored {
  /** How many. */
  readonly added: number;
  /** @throws UsageError where the file cannot be written */
  readonly write: () => void;
}

/**
 * The lines that a .gitignore has not.
 *
 * @throws UsageError where it cannot be read
 */
export function ignoredIn(folder: string, lines: readonly string[]): Ignored {
  const path = join(folder, '.gitignore');
  const before = existsSync(path) ? textOf(path) : '';
  const has = new Set(before.split(/\r?\n/).map((line) => line.trim()));
  const missing = lines.filter((line) => !has.has(line));
  if (missing.length === 0) return { added: 0, write: () => {} };
  const end = before.includes('\r\n') ? '\r\n' : '\n';
  const gap = before === '' ? '' : before.endsWith('\n') ? end : end + end;
  const text = before + gap + missing.map((line) => `${line}${end}`).join('');
  const write = () => {
    try {
      writeFileSync(path, text);
    } catch (error) {
      const own = missing.filter((line) => line !== '').map((line) => `\n    ${line}`);
      throw new UsageError(
        `.gitignore: it cannot be written: ${whyUnwritable(error)}\n  the other files are written; what is to be added:${own.join('')}`,
      );
    }
  };
  return { added: missing.length, write };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`.gitignore: ${whyUnreadable(error)}\n  nothing is written`);
  }
}
