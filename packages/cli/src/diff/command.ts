import { resolve } from 'node:path';
import { compareSpecs, usualPublishing } from '@sdk-conformance/codegen';
import { readConfig, shownPath } from '../config/config.js';
import { configIn, findConfig } from '../config/find.js';
import { rootOf } from '../generate/files.js';
import { type Io, plainJson } from '../io.js';
import { changeLines, changelog, missingLine, packageLines, summary } from './lines.js';
import { duePackages, isMissing, writeChangesets } from './packages.js';
import { readVersion } from './versions.js';

export interface DiffOptions {
  readonly old: string;
  /** Null: the configuration's spec as it stands. */
  readonly now: string | null;
  /** In place of the nearest. */
  readonly config?: string;
  readonly form: 'text' | 'json' | 'markdown';
  readonly requireChangeset: boolean;
  readonly writeChangeset: boolean;
}

export interface DiffResult {
  readonly lines: readonly string[];
  /** Changesets that are missing, where they are required. */
  readonly mistakes: readonly string[];
}

/**
 * The verb `diff`. Packages are those of the repository that the configuration stands in.
 *
 * @throws UsageError for what is no spec, and where a configuration is needed that is not there
 */
export function diffCommand(options: DiffOptions, { cwd, command }: Io): DiffResult {
  const configFile = () => (options.config === undefined ? findConfig(cwd) : resolve(cwd, options.config));
  const ownSpec = () => readConfig(configFile(), cwd).spec;
  const old = readVersion(options.old, ownSpec, cwd);
  const now = readVersion(options.now ?? ownSpec(), ownSpec, cwd);
  const near = options.config === undefined ? configIn(cwd) : configFile();
  const { changes, packages } = compareSpecs(
    old.spec,
    now.spec,
    near === null ? usualPublishing : readConfig(near, cwd).publishing,
  );
  const isAsked = options.requireChangeset || options.writeChangeset;
  const root = isAsked || options.config !== undefined ? rootOf(configFile()) : rootIn(cwd);
  const dueNow = () => (root === null ? [] : duePackages(packages, root, old.commit));
  const written = options.writeChangeset && root !== null ? writeChangesets(dueNow(), root) : [];
  const due = dueNow();
  const mistakes = options.requireChangeset
    ? [
        ...due.filter(isMissing).map(missingLine),
        ...(due.some(isMissing) ? [`to write them: ${command} diff ${options.old} --write-changeset`] : []),
      ]
    : [];
  switch (options.form) {
    case 'json':
      return { lines: [plainJson({ changes, packages: due })], mistakes };
    case 'markdown':
      return { lines: changelog(due), mistakes };
    case 'text':
      return {
        lines: [
          ...changeLines(changes),
          ...packageLines(due),
          summary(changes),
          ...written.map((path) => `wrote ${shownPath(path, cwd)}`),
        ],
        mistakes,
      };
  }
}

/** Two specs can be compared where there is no configuration; then no packages stand beside them. */
function rootIn(cwd: string): string | null {
  const file = configIn(cwd);
  return file === null ? null : rootOf(file);
}
