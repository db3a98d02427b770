import { resolve } from 'node:path';
import { compareWithDisk, type Difference, generate, generatedFolders } from '@sdk-conformance/codegen';
import { UsageError } from '@sdk-conformance/engine';
import { formatProblem } from '@sdk-conformance/model';
import { count } from '@sdk-conformance/reporters';
import { readConfig } from '../config/config.js';
import { findConfig } from '../config/find.js';
import { readSpec } from '../config/spec-files.js';
import type { Io } from '../io.js';
import { rootOf, textsOnDisk, versionsIn, writeDifferences } from './files.js';

export interface GenerateOptions {
  /** In place of the configuration's. */
  readonly spec?: string;
  /** Write nothing, and tell what differs. */
  readonly check: boolean;
}

export interface GenerateResult {
  readonly lines: readonly string[];
  /** What `--check` found. */
  readonly mistakes: readonly string[];
}

/**
 * The verb `generate`: writes error-map packages and reference page, or tells where those on disk differ.
 *
 * @throws UsageError for a spec that cannot be generated, with the lines that stand in the way
 */
export function generateCommand(options: GenerateOptions, { cwd, command }: Io): GenerateResult {
  const configFile = findConfig(cwd);
  const root = rootOf(configFile);
  const specFile = options.spec === undefined ? readConfig(configFile, cwd).spec : resolve(cwd, options.spec);
  const { spec } = readSpec(specFile, cwd);
  const folders = generatedFolders(spec);
  const generated = generate(spec, { versions: versionsIn(root, folders) });
  if (!generated.ok) throw new UsageError(generated.problems.map(formatProblem).join('\n\n'));
  const { files } = generated;
  const differences = compareWithDisk(files, textsOnDisk(root, files, folders));
  if (options.check) {
    if (differences.length === 0) return { lines: [`${count(files.length, 'file')} as generated`], mistakes: [] };
    const summary = `${count(differences.length, 'file')} not as ${spec.file} generates; to write: ${command} generate`;
    return { lines: differences.map(shown), mistakes: [summary] };
  }
  writeDifferences(root, files, differences);
  const written = differences.filter(({ kind }) => kind !== 'leftOver');
  const removed = differences.filter(({ kind }) => kind === 'leftOver');
  return {
    lines: [
      ...written.map(({ path }) => `wrote ${path}`),
      ...removed.map(({ path }) => `removed ${path}`),
      `${count(files.length, 'file')} generated, ${written.length} written, ${removed.length} removed`,
    ],
    mistakes: [],
  };
}

function shown(difference: Difference): string {
  switch (difference.kind) {
    case 'changed':
      return difference.diff.trimEnd();
    case 'missing':
      return `missing: ${difference.path}`;
    case 'leftOver':
      return `left over, nothing generates it: ${difference.path}`;
  }
}
