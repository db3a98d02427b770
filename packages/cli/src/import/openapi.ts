import { resolve } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import { type Draft, draftFromOpenapi, readOpenapi } from '@sdk-conformance/importers';
import { formatProblems } from '@sdk-conformance/model';
import { count, listed } from '@sdk-conformance/reporters';
import { loadSpec, nearestName, readYaml } from '@sdk-conformance/spec';
import { bytesOf } from '../config/bytes.js';
import { shownPath } from '../config/config.js';
import type { NewFile } from '../init/files.js';
import { type InitLanguage, initLanguages, languagesIn } from '../init/language.js';
import { refuseExisting, writeNew } from '../init/write.js';
import type { Io } from '../io.js';

export interface ImportOptions {
  readonly file: string;
  /** Folder that is written into. */
  readonly out: string;
  /** Without any: those that the folder's files tell, else all. */
  readonly language: readonly InitLanguage[];
  /** Without any: all. */
  readonly operation: readonly string[];
}

/** Files of a draft, relative to the folder of the spec. */
export function filesOfDraft(draft: Draft): readonly NewFile[] {
  return [
    { path: 'spec.yaml', text: draft.spec },
    ...draft.fixtures.map(({ path, text }) => ({ path: `fixtures/${path}`, text })),
  ];
}

/** What a document does not say, as lines; none where it says all. */
export function notesOf({ notes }: Draft): readonly string[] {
  if (notes.length === 0) return [];
  return ['', 'What the document does not say, or a spec cannot:', ...notes.map((note) => `  ${note}`)];
}

/**
 * The verb `import openapi`: drafts a spec and recorded answers. Gives the lines that it says.
 *
 * @throws UsageError for a document that cannot be read or has no such operation, and for files that exist
 */
export function importOpenapi(options: ImportOptions, io: Pick<Io, 'cwd' | 'command'>): readonly string[] {
  const draft = drafted(options, io.cwd);
  const folder = shownPath(resolve(io.cwd, options.out), io.cwd);
  const files = filesOfDraft(draft);
  refuseExisting(resolve(io.cwd, options.out), files);
  writeNew(resolve(io.cwd, options.out), files);
  const spec = `${folder}/spec.yaml`;
  return [
    `wrote ${spec}, ${count(draft.operations.length, 'operation')}: ${listed(draft.operations)}`,
    ...draft.fixtures.map(({ path }) => `wrote ${folder}/fixtures/${path}`),
    ...notesOf(draft),
    '',
    'Next:',
    `  1. edit ${spec}`,
    '       what is marked TO DO: names in your SDK, and the sentences of your documentation',
    `  2. ${io.command} check ${spec}`,
    '       says what it leaves open, and what is not judged for want of it',
    ...unsound(spec, draft),
  ];
}

/**
 * A draft of what an OpenAPI document describes.
 *
 * @throws UsageError for a document that cannot be read, has no such operation or none that can be described
 */
export function drafted({ file, language, operation }: Omit<ImportOptions, 'out'>, cwd: string): Draft {
  const shown = shownPath(resolve(cwd, file), cwd);
  const read = readYaml(shown, bytesOf(resolve(cwd, file), shown));
  if (!read.ok) throw new UsageError(formatProblems(read.problems));
  const document = readOpenapi(read.value);
  if (!document.ok) throw new UsageError(`${shown}: ${document.why}`);
  const found = languagesIn(cwd).map((each) => each.language);
  const languages = language.length > 0 ? language : found.length > 0 ? found : initLanguages;
  const draft = draftFromOpenapi(document.document, { languages, operations: operation });
  const [unknown] = draft.unknown;
  if (unknown !== undefined) {
    const nearest = nearestName(unknown, draft.known);
    throw new UsageError(
      [
        `--operation: ${shown} has no operation ${JSON.stringify(unknown)}`,
        ...(nearest === null ? [] : [`  did you mean: ${nearest}`]),
      ].join('\n'),
    );
  }
  if (draft.operations.length > 0) return draft;
  throw new UsageError(
    [`${shown}: no operation of it can be described`, ...draft.notes.map((note) => `  ${note}`)].join('\n'),
  );
}

/** What keeps the draft from being a spec: the document says what contradicts itself. */
export function unsound(spec: string, draft: Draft): readonly string[] {
  const loaded = loadSpec(spec, new TextEncoder().encode(draft.spec));
  if (loaded.ok) return [];
  return ['', `It is no good spec yet: ${count(loaded.problems.length, 'mistake')}`, formatProblems(loaded.problems)];
}
