import { createRequire } from 'node:module';
import { UsageError } from '@sdk-conformance/engine';
import { count } from '@sdk-conformance/reporters';
import { drafted, notesOf, unsound } from '../import/openapi.js';
import type { Io } from '../io.js';
import { fromDraft, fromTemplates } from './beginning.js';
import { filesFor, ignoredFor } from './files.js';
import { type InitLanguage, initLanguages, languagesIn } from './language.js';
import { nextSteps } from './next-steps.js';
import { repositoryAt } from './repository.js';
import { ignoredIn, refuseExisting, writeNew } from './write.js';

export interface InitOptions {
  /** Null: by the files of the folder. */
  readonly language: InitLanguage | null;
  /** An OpenAPI document that the spec is drafted from; null: the spec is the template's. */
  readonly openapi: string | null;
  /** Nothing is asked. */
  readonly yes: boolean;
}

/**
 * The verb `init`: writes what an SDK's repository needs for a first run. Resolves to the exit code.
 *
 * @throws UsageError where it is not plain which language is meant, and for a document that cannot be read, and for files that exist or cannot be written
 */
export async function initCommand(options: InitOptions, io: Io): Promise<number> {
  const ask = options.yes ? undefined : io.ask;
  const language = options.language ?? (await languageOf(io.cwd, options.yes, ask));
  const repository = repositoryAt(io.cwd, language);
  const version = ownVersion();
  const { openapi } = options;
  const draft = openapi === null ? null : drafted({ file: openapi, language: [language], operation: [] }, io.cwd);
  const beginning = draft === null ? fromTemplates(language) : fromDraft(language, draft);
  const files = filesFor(language, repository, version, beginning);
  refuseExisting(io.cwd, files);
  const ignored = ignoredIn(io.cwd, ignoredFor(language));
  if (ask !== undefined) {
    const names = files.map(({ path }) => `  ${path}\n`).join('');
    const answer = await ask(`These files are written, and lines are added to .gitignore:\n${names}Go on? [Y/n] `);
    if (!/^\s*(y|yes)?\s*$/i.test(answer)) {
      io.out('nothing is written\n');
      return 0;
    }
  }
  writeNew(io.cwd, files);
  ignored.write();
  const lines = [
    ...files.map(({ path }) => `wrote ${path}`),
    ...(ignored.added === 0 ? [] : [`added ${count(ignored.added, 'line')} to .gitignore`]),
    ...(draft === null ? [] : notesOf(draft)),
    '',
    ...nextSteps(language, repository, version, beginning),
    ...(draft === null ? [] : unsound('conformance/spec.yaml', draft)),
  ];
  io.out(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

async function languageOf(folder: string, yes: boolean, ask: Io['ask']): Promise<InitLanguage> {
  const found = languagesIn(folder);
  const [first, second] = found;
  if (first !== undefined && (second === undefined || yes)) return first.language;
  const choices = first === undefined ? initLanguages : found.map(({ language }) => language);
  if (ask !== undefined && !yes) {
    const [usual] = choices;
    const answer = (await ask(`Which language has the SDK: ${choices.join(', ')}? [${usual}] `)).trim().toLowerCase();
    const chosen = answer === '' ? usual : initLanguages.find((language) => language === answer);
    if (chosen !== undefined) return chosen;
    throw new UsageError(`the language: expected one of ${initLanguages.join(', ')}\n  got:      ${answer}`);
  }
  const why =
    first === undefined
      ? 'this folder has no package.json, pyproject.toml, setup.py or *.csproj, which would tell the language of an SDK'
      : `this folder has ${found.map(({ file }) => file).join(' and ')}, so that it is not plain which language is meant`;
  throw new UsageError(`${why}\n  expected: ${choices.map((language) => `--language ${language}`).join(' or ')}`);
}

function ownVersion(): string {
  const { version }: { version: string } = createRequire(import.meta.url)('../../package.json');
  return version;
}
