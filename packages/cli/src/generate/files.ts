import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  type Difference,
  type GeneratedFile,
  isMadeByTools,
  manifestName,
  saysGenerated,
  type Versions,
} from '@sdk-conformance/codegen';

/** The folder that generated packages and pages are written below: the one that a configuration is looked for in. */
export function rootOf(configFile: string): string {
  const folder = dirname(configFile);
  return basename(folder) === 'conformance' ? dirname(folder) : folder;
}

/** Versions as changesets left them, by folder. */
export function versionsIn(root: string, folders: readonly string[]): Versions {
  return Object.fromEntries(
    folders.flatMap((folder) => {
      const file = join(root, folder, 'package.json');
      if (!existsSync(file)) return [];
      const { version }: { version?: unknown } = JSON.parse(readFileSync(file, 'utf8'));
      return typeof version === 'string' ? [[folder, version]] : [];
    }),
  );
}

/** Texts of the generated files that are there; what else stands in the generated folders is named, and not read. */
export function textsOnDisk(
  root: string,
  files: readonly GeneratedFile[],
  folders: readonly string[],
): ReadonlyMap<string, string> {
  const others = folders.flatMap((folder) => filesIn(root, folder, ''));
  const generated = files.map(({ path }) => path).filter((path) => existsSync(join(root, path)));
  return new Map([
    ...others.map((path) => [path, ''] as const),
    ...generated.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const),
  ]);
}

/** Paths of the files in a folder, but for those that the package's own tools make. */
function filesIn(root: string, folder: string, below: string): readonly string[] {
  const path = join(root, folder, below);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inFolder = below === '' ? entry.name : `${below}/${entry.name}`;
    if (isMadeByTools(inFolder)) return [];
    return entry.isDirectory() ? filesIn(root, folder, inFolder) : [`${folder}/${inFolder}`];
  });
}

/** Paths of differences whose files the generator did not make: it neither removes nor overwrites them unasked. */
export function foreign(
  root: string,
  folders: readonly string[],
  differences: readonly Difference[],
): readonly string[] {
  const textOf = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '');
  const made = new Set(folders.flatMap((folder) => namedIn(folder, textOf(`${folder}/${manifestName}`))));
  const isOurs = ({ kind, path }: Difference) => {
    if (kind === 'missing' || made.has(path)) return true;
    const folder = folders.find((each) => path.startsWith(`${each}/`));
    // A folder of before there was a manifest.
    return kind === 'changed' && saysGenerated(textOf(folder === undefined ? path : `${folder}/README.md`));
  };
  return differences.filter((difference) => !isOurs(difference)).map(({ path }) => path);
}

function namedIn(folder: string, manifest: string): readonly string[] {
  const names = manifest.split(/\r?\n/).filter((name) => name !== '');
  return [manifestName, ...names].map((name) => `${folder}/${name}`);
}

/** Makes the disk equal to what is generated. */
export function writeDifferences(
  root: string,
  files: readonly GeneratedFile[],
  differences: readonly Difference[],
): void {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  for (const { path } of differences) {
    const text = texts.get(path);
    if (text === undefined) {
      rmSync(join(root, path));
    } else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
}
