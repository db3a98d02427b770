import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type Bump,
  bumpBetween,
  bumpFor,
  bumps,
  type ChangedPackage,
  changesetText,
  isEnough,
  readChangeset,
} from '@sdk-conformance/codegen';
import { UsageError } from '@sdk-conformance/engine';
import { gitText } from './git.js';

/** A package that is not as it was, and what is said of it. */
export interface DuePackage extends ChangedPackage {
  /** What changesets call it. */
  readonly name: string;
  /** How far its version has to move. */
  readonly due: Bump;
  /** The furthest that its changesets, or its version itself, move it; null: they do not. */
  readonly given: Bump | null;
}

/** The packages that stand in a repository, each with what is due. `commit`: the one that the old spec is of. */
export function duePackages(
  packages: readonly ChangedPackage[],
  root: string,
  commit: string | null,
): readonly DuePackage[] {
  const changesets = newChangesets(changesetFolder(root), commit);
  return packages.flatMap((changed): readonly DuePackage[] => {
    const { folder, names, level } = changed;
    const manifest = manifestIn(readIfThere(join(root, folder, 'package.json')), `${folder}/package.json`);
    if (manifest === null) return [];
    const name = manifest.name ?? names[0] ?? folder;
    // The tool refuses a changeset that names a package which it does not know.
    const known = existsSync(join(changesetFolder(root), 'config.json')) ? [name] : [name, ...names];
    const asked = changesets.flatMap((bumpOf) => known.flatMap((each) => bumpOf[each] ?? []));
    const before = commit === null ? null : gitText(join(root, folder), 'cat-file', 'blob', `${commit}:./package.json`);
    const old = manifestIn(before, `${commit}:${folder}/package.json`);
    const moved = old === null ? null : bumpBetween(old.version, manifest.version);
    const given = bumps.find((bump) => bump === moved || asked.includes(bump)) ?? null;
    return [{ ...changed, name, due: bumpFor(level, old?.version ?? manifest.version), given }];
  });
}

export function isMissing({ given, due }: DuePackage): boolean {
  return !isEnough(given, due);
}

/** The nearest folder of changesets from the generated packages upward; where there is none, the one that would be made. */
function changesetFolder(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    const found = join(folder, '.changeset');
    if (existsSync(found)) return found;
    if (folder === dirname(folder)) return join(root, '.changeset');
  }
}

/** What the changesets ask for; of a commit's own, what was there already says nothing of what came after. */
function newChangesets(folder: string, commit: string | null): readonly Readonly<Record<string, Bump>>[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  const changed = commit === null ? null : changedSince(folder, commit);
  return names
    .filter((name) => changed === null || changed.has(name))
    .map((name) => readChangeset(readFileSync(join(folder, name), 'utf8')));
}

function changedSince(folder: string, commit: string): ReadonlySet<string> {
  const tracked = gitText(folder, 'diff', '--name-only', '--relative', commit, '--', '.') ?? '';
  const untracked = gitText(folder, 'ls-files', '--others', '--', '.') ?? '';
  return new Set(`${tracked}\n${untracked}`.split('\n'));
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

interface Manifest {
  readonly name: string | null;
  readonly version: string;
}

function manifestIn(text: string | null, shown: string): Manifest | null {
  if (text === null) return null;
  try {
    const { name, version }: { readonly name?: unknown; readonly version?: unknown } = JSON.parse(text);
    return {
      name: typeof name === 'string' ? name : null,
      version: typeof version === 'string' ? version : '0.0.0',
    };
  } catch {
    throw new UsageError(`${shown}: this is no JSON\n  expected: name and version of the package`);
  }
}

/** Writes the changesets that are missing, one for packages of which the same is to be said. Gives their paths. */
export function writeChangesets(packages: readonly DuePackage[], root: string): readonly string[] {
  const groups = new Map<string, DuePackage[]>();
  for (const one of packages.filter(isMissing)) {
    const key = one.entries.join('\n');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const text = changesetText(Object.fromEntries(group.map(({ name, due }) => [name, due])), group[0]?.entries ?? []);
    const id = createHash('sha256').update(text).digest('hex').slice(0, 8);
    const path = join(changesetFolder(root), `spec-${id}.md`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  });
}
