import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { git } from './git.js';

/**
 * What is said of generated packages that changed without a changeset; null where none is due.
 *
 * Compared is with `main`, and on `main` itself (or in a clone without it) with the last release.
 */
export function changesetDue(root: string): string | null {
  const folders = readdirSync(join(root, 'packages'))
    .filter((name) => name.includes('-error-map-'))
    .map((name) => `packages/${name}`);
  const manifests = folders.map((folder) => `${folder}/package.json`).filter((file) => existsSync(join(root, file)));
  const [first] = manifests;
  if (first === undefined) return null;
  const base = branchPoint(root) ?? lastRelease(root, first);
  if (base === null) return null;
  const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
  const isReleased = versionOf(git(root, 'show', `${base}:${first}`) ?? '{}') !== versionOf(textOf(first));
  if (isReleased) return null;
  const changed = changedSince(root, base, folders);
  const names = manifests.map((file) => nameOf(textOf(file)));
  const isAsked = changedSince(root, base, ['.changeset'])
    .filter((path) => path.endsWith('.md') && existsSync(join(root, path)))
    .some((path) => names.some((name) => textOf(path).includes(name)));
  if (changed.length === 0 || isAsked) return null;
  return `changed since ${base.slice(0, 7)} without a changeset, to be written by \`pnpm changeset\`: ${changed.join(', ')}`;
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
