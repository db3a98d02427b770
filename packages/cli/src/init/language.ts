import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const initLanguages = ['typescript', 'python', 'csharp'] as const;
export type InitLanguage = (typeof initLanguages)[number];

/** A language that a folder's files tell of. */
export interface Sign {
  readonly language: InitLanguage;
  /** The file, relative to the folder. */
  readonly file: string;
}

const signs: Readonly<Record<InitLanguage, (folder: string) => string | null>> = {
  typescript: (folder) => there(folder, 'package.json'),
  python: (folder) => there(folder, 'pyproject.toml', 'setup.py', 'setup.cfg'),
  csharp: (folder) => projectFiles(folder)[0] ?? null,
};

/** The languages that an SDK in this folder may have, by the files that its tools need. */
export function languagesIn(folder: string): readonly Sign[] {
  return initLanguages.flatMap((language) => {
    const file = signs[language](folder);
    return file === null ? [] : [{ language, file }];
  });
}

/** Project files of C# that may be the SDK's, not those of its tests and samples: in the folder, or at most two below it. */
export function projectFiles(folder: string): readonly string[] {
  return below(folder, '', 2)
    .filter((file) => !/(^|[./_-])(tests?|testing|samples?|examples?|benchmarks?|conformance)([./_-]|$)/i.test(file))
    .sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
}

const noSources = new Set(['node_modules', 'bin', 'obj']);

function below(folder: string, path: string, depth: number): readonly string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const name = `${path}${entry.name}`;
    if (entry.isFile()) return entry.name.endsWith('.csproj') ? [name] : [];
    const looked = entry.isDirectory() && depth > 0 && !entry.name.startsWith('.') && !noSources.has(entry.name);
    return looked ? below(folder, `${name}/`, depth - 1) : [];
  });
}

function there(folder: string, ...names: readonly string[]): string | null {
  return names.find((name) => existsSync(join(folder, name))) ?? null;
}
