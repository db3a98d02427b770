import type { GeneratedFile } from '../files.js';
import { publicNames } from '../generate.js';
import { type Seen, seen } from './change.js';
import { listed } from './fields.js';
import type { Versions } from './heirs.js';

/** What code imports of a package beside its error classes: a policy that a spec has no more takes its functions along. */
export function nameChanges(
  { old, new: now }: Versions,
  oldFiles: readonly GeneratedFile[],
  newFiles: readonly GeneratedFile[],
): readonly Seen[] {
  const classes = new Set([old, now].flatMap((view) => view.classes.map(({ name }) => name)));
  const namesIn = (files: readonly GeneratedFile[]) =>
    new Set(files.flatMap((file) => publicNames(now.language, file)).filter((name) => !classes.has(name)));
  const [was, is] = [namesIn(oldFiles), namesIn(newFiles)];
  const gone = [...was].filter((name) => !is.has(name));
  const fresh = [...is].filter((name) => !was.has(name));
  return [
    ...(gone.length === 0 ? [] : [seen('breaking', '', `the package has no ${listed(gone)} any more`, { gone: true })]),
    ...(fresh.length === 0 ? [] : [seen('additive', '', `the package has ${listed(fresh)}`)]),
  ];
}
