import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import type { Spec } from '@sdk-conformance/model';
import { readSpec, specOf } from '../config/spec-files.js';
import { git, gitText } from './git.js';

/** A spec as it stands, or as it stood. */
export interface SpecVersion {
  readonly spec: Spec;
  /** The commit that it is of; null: the file as it stands. */
  readonly commit: string | null;
}

/**
 * Reads a spec by what a user calls it: a file, `REVISION:PATH` as git has it, or a revision of the spec that the configuration names.
 *
 * @throws UsageError where there is no such file and no such revision, or no spec in it
 */
export function readVersion(named: string, ownSpec: () => string, cwd: string): SpecVersion {
  const path = resolve(cwd, named);
  if (existsSync(path)) return { spec: readSpec(path, cwd).spec, commit: null };
  const colon = named.indexOf(':');
  const revision = colon === -1 ? named : named.slice(0, colon);
  const commit = gitText(cwd, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  if (commit === null) {
    throw new UsageError(
      `${named}: there is no such file, and git knows no revision ${JSON.stringify(revision)} here\n  expected: a file, or a file at a revision like main:spec/api.yaml`,
    );
  }
  const [folder, file] = colon === -1 ? besides(ownSpec()) : [cwd, named.slice(colon + 1)];
  const bytes = git(folder, 'cat-file', 'blob', `${commit}:${file}`);
  if (bytes === null) throw new UsageError(`${named}: the revision ${revision} has no file ${file}`);
  return { spec: specOf(colon === -1 ? `${revision}:${basename(file)}` : named, bytes).spec, commit };
}

/** A file as git finds it from its folder. */
function besides(path: string): readonly [folder: string, file: string] {
  return [dirname(path), `./${basename(path)}`];
}
