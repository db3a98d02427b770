import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readChangeset } from '@sdk-conformance/codegen';
import { git } from './git.js';

/** The commit that generated packages are compared with: where the branch left `main`, and on `main` itself (or in a clone without it) the last release. */
export function comparedWith(root: string): string | null {
  const [first] = manifestsIn(root);
  return first === undefined ? null : (branchPoint(root) ?? lastRelease(root, first));
}

/** What is said of generated packages that changed without a changeset; null where none is due. */
export function changesetDue(root: string): string | null {
  const base = comparedWith(root);
  if (base === null) return null;
  const asked = changedSince(root, base, ['.changeset'])
    .filter((path) => path.endsWith('.md') && existsSync(join(root, path)))
    .flatMap((path) => Object.keys(readChangeset(readFileSync(join(root, path), 'utf8'))));
  const changed = manifestsIn(root).flatMap((manifest) => {
    const text = readFileSync(join(root, manifest), 'utf8');
    const isReleased = versionOf(git(root, 'show', `${base}:${manifest}`) ?? '{}') !== versionOf(text);
    if (isReleased || asked.includes(nameOf(text))) return [];
    return changedSince(root, base, [dirname(manifest)]);
  });
  if (changed.length === 0) return null;
  return `changed since ${base.slice(0, 7)} without a changeset, to be written by \`pnpm changeset\`: ${changed.join(', ')}`;
}

/** Manifests of the generated packages. */
function manifestsIn(root: string): readonly string[] {
  const folders = readdirSync(join(root, 'packages'))
    .filter((name) => name.includes('-error-map-'))
    .map((name) => `packages/${name}`);
  return folders.map((folder) => `${folder}/package.json`).filter((file) => existsSync(join(root, file)));
}

/** Where the branch left `main`; null on `main` itself, and where there is none. */
function branchPoint(root: string): string | null {
  const head = git(root, 'rev-parse', 'HEAD');
  const points = ['main', 'origin/main'].map((main) => git(root, 'merge-base', 'HEAD', main));
  return points.find((point) => point !== null && point !== head) ?? null;
}

/** The commit that moved the version last; null outside git. */
function lastRelease(root: string, manifest: string): string | null {
  return git(root, 'log', '-1', '--format=%H', '-G"version":', '--', manifest) || null;
}

function changedSince(root: string, base: string, paths: readonly string[]): readonly string[] {
  const tracked = git(root, 'diff', '--name-only', base, '--', ...paths) ?? '';
  const untracked = git(root, 'ls-files', '--others', '--exclude-standard', '--', ...paths) ?? '';
  return `${tracked}\n${untracked}`.split('\n').filter((path) => path !== '');
}

function versionOf(manifest: string): string | null {
  const { version }: { readonly version?: string } = JSON.parse(manifest);
  return version ?? null;
}

function nameOf(manifest: string): string {
  const { name }: { readonly name: string } = JSON.parse(manifest);
  return name;
}
