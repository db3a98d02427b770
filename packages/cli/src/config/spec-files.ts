import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '@sdk-conformance/engine';
import { parseFixture } from '@sdk-conformance/handlers';
import { type Fixture, type Fixtures, formatProblems, type Problem, type Spec } from '@sdk-conformance/model';
import { checkRecordings } from '@sdk-conformance/oracle';
import { statusFixture } from '@sdk-conformance/scenarios';
import { loadSpec } from '@sdk-conformance/spec';
import { bytesOf } from './bytes.js';
import { shownPath } from './config.js';
import { whyUnreadable } from './why.js';

export interface LoadedSpec {
  readonly spec: Spec;
  readonly warnings: readonly Problem[];
}

/**
 * Reads a spec.
 *
 * @throws UsageError that shows every problem with its place
 */
export function readSpec(path: string, cwd: string): LoadedSpec {
  const file = shownPath(path, cwd);
  return specOf(file, bytesOf(path, file));
}

/** The spec in a file's bytes, wherever they came from. @throws UsageError as {@link readSpec} does */
export function specOf(file: string, bytes: Uint8Array): LoadedSpec {
  const loaded = loadSpec(file, bytes);
  if (!loaded.ok) throw new UsageError(formatProblems(loaded.problems));
  return { spec: loaded.spec, warnings: loaded.warnings };
}

/**
 * Reads every `.http` file below a folder; a fixture's id is its path without the ending, behind a prefix.
 *
 * @throws UsageError that shows every problem with its place
 */
export function readFixtures(folder: string, cwd: string, prefix = ''): Fixtures {
  const fixtures = new Map<string, Fixture>();
  const problems: Problem[] = [];
  for (const path of httpFiles(folder, cwd)) {
    const name = relative(folder, path).replaceAll('\\', '/');
    const id = `${prefix}${name.replace(/\.http$/, '')}`;
    const file = shownPath(path, cwd);
    const parsed = parseFixture(id, file, bytesOf(path, file));
    if (parsed.ok) fixtures.set(id, parsed.fixture);
    else problems.push(...parsed.problems);
  }
  if (problems.length > 0) throw new UsageError(formatProblems(problems));
  return fixtures;
}

/** What any server or proxy can send, as it comes with the command: `http/…`. A configuration's own may replace them. */
export function sharedFixtures(cwd: string): Fixtures {
  const folder = dirname(fileURLToPath(import.meta.resolve('@sdk-conformance/fixtures/package.json')));
  return readFixtures(join(folder, 'http'), cwd, 'http/');
}

/**
 * Refuses recordings that would turn a test round; what they leave unproven comes back as warnings.
 *
 * @throws UsageError that shows all of them
 */
export function checkFixtures(spec: Spec, recorded: Fixtures): readonly Problem[] {
  const { problems, warnings } = checkRecordings(spec, recorded);
  const all = [...mislabelled(spec, recorded), ...problems];
  if (all.length > 0) throw new UsageError(formatProblems(all));
  return warnings;
}

/** A recording that answers another status than it stands for would have another scenario played under this one's name. */
function mislabelled(spec: Spec, recorded: Fixtures): readonly Problem[] {
  const due = new Map(
    spec.operations.map(({ id, success }) => [
      success.fixture,
      { status: success.status, what: `the success of ${id}` },
    ]),
  );
  for (const { match } of spec.statuses) {
    if (match.kind === 'code') {
      due.set(statusFixture(spec, match.code), { status: match.code, what: `the status ${match.code}` });
    }
  }
  return [...due].flatMap(([id, { status, what }]): Problem[] => {
    const fixture = recorded.get(id);
    if (fixture === undefined || fixture.status === status) return [];
    const message = `the fixture stands for ${what}, and answers another status`;
    const got = String(fixture.status);
    return [
      { file: fixture.file, line: 1, column: 1, message, expected: String(status), got, nearest: null, frame: '' },
    ];
  });
}

function httpFiles(folder: string, cwd: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.http') && !name.includes('node_modules'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    throw new UsageError(`${shownPath(folder, cwd)}: the folder of fixtures cannot be read: ${whyUnreadable(error)}`);
  }
}
