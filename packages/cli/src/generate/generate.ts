import { resolve } from 'node:path';
import { compareWithDisk, type Difference, generate, generatedFolders } from '@sdk-conformance/codegen';
import { UsageError } from '@sdk-conformance/engine';
import { formatProblems } from '@sdk-conformance/model';
import { count } from '@sdk-conformance/reporters';
import { readConfig } from '../config/config.js';
import { findConfig } from '../config/find.js';
import { readSpec } from '../config/spec-files.js';
import type { Io } from '../io.js';
import { foreign, rootOf, textsOnDisk, versionsIn, writeDifferences } from './files.js';

export interface GenerateOptions {
  /** In place of the nearest. */
  readonly config?: string;
  /** In place of the configuration's. */
  readonly spec?: string;
  /** Write nothing, and tell what differs. */
  readonly check: boolean;
  /** Remove and overwrite also what the generator did not make. */
  readonly prune: boolean;
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
  const configFile = options.config === undefined ? findConfig(cwd) : resolve(cwd, options.config);
  const root = rootOf(configFile);
  const config = readConfig(configFile, cwd);
  const { publishing } = config;
  const { spec } = readSpec(options.spec === undefined ? config.spec : resolve(cwd, options.spec), cwd);
  const folders = generatedFolders(spec, publishing);
  const generated = generate(spec, { versions: versionsIn(root, folders), publishing });
  if (!generated.ok) throw new UsageError(formatProblems(generated.problems));
  const { files } = generated;
  const differences = compareWithDisk(files, textsOnDisk(root, files, folders));
  if (options.check) {
    if (differences.length === 0) return { lines: [`${count(files.length, 'file')} as generated`], mistakes: [] };
    const summary = `${count(differences.length, 'file')} not as ${spec.file} generates; to write: ${command} generate`;
    return { lines: differences.map(shown), mistakes: [summary] };
  }
  const others = options.prune ? [] : foreign(root, folders, differences);
  if (others.length > 0) throw new UsageError(refusal(others));
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

const mostNamed = 20;

function refusal(others: readonly string[]): string {
  const more = others.length - mostNamed;
  return [
    `${count(others.length, 'file')} would be lost that generate did not make; nothing was written:`,
    ...others.slice(0, mostNamed).map((path) => `  ${path}`),
    ...(more > 0 ? [`  … ${more} more`] : []),
    'move them elsewhere, or give --prune to have them removed or overwritten',
  ].join('\n');
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
