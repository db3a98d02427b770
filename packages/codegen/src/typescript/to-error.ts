import { ruleDocs } from '../rules.js';
import { jsArray, jsDoc, jsString, jsValue } from '../text/javascript.js';
import { statusPhrases } from '../text/phrases.js';
import { fileText } from '../text/wrap.js';
import type { FieldView, View } from '../view.js';

/** The error of an answer, and that of a fault. */
export function toErrorFile(view: View, extension: string): string {
  const { base, answers, waits, fields, faults, unread, noStatus, words } = view;
  const byAnswer = answers !== null;
  const asksHint = fields.some(({ kind }) => kind === 'retryAfter') && waits?.hints != null;
  const status = fields.find(({ kind }) => kind === 'status');
  const given = fields.filter(({ kind }) => kind !== 'message' && kind !== 'cause');
  const parts = given.flatMap((field) => {
    const value = partOf(field, asksHint);
    return value === null ? [] : [`    ${field.name}: ${value},`];
  });
  const none = status === undefined || noStatus === null ? '' : `${status.name}: ${noStatus}, `;
  return fileText([
    ...(byAnswer ? [`import { errorForAnswer } from './answers.${extension}';`] : []),
    ...(!byAnswer || unread.length > 0 ? [`import { errorForStatus } from './error-for-status.${extension}';`] : []),
    `import * as errors from './errors.${extension}';`,
    `import { type Answer, type ReadAnswer, read } from './reader.${extension}';`,
    `import type { FaultKind } from './rules.${extension}';`,
    `import { STATUSES } from './statuses.${extension}';`,
    ...(asksHint ? [`import { retryAfterSeconds } from './waits.${extension}';`] : []),
    '',
    ...jsDoc(['What an error is made with beside its answer.']),
    'export interface ToErrorOptions {',
    ...jsDoc([ruleDocs.secrets], [], '  '),
    '  readonly secrets?: readonly string[] | undefined;',
    ...jsDoc(['Epoch ms of the moment at which the answer came; now without.'], [], '  '),
    '  readonly nowMs?: number | undefined;',
    ...jsDoc(['The error behind this one.'], [], '  '),
    '  readonly cause?: unknown;',
    '}',
    '',
    ...jsDoc([ruleDocs.toError]),
    `export function toError(answer: Answer, options: ToErrorOptions = {}): errors.${base.name} | null {`,
    '  const reader = read(answer);',
    '  const ErrorClass = classOf(reader);',
    '  if (ErrorClass === null) return null;',
    '  const clean = cleaner(options.secrets ?? []);',
    '  return new ErrorClass(bounded(clean(wordsOf(reader)) as string), {',
    ...parts,
    '    cause: options.cause,',
    '  });',
    '}',
    '',
    ...jsDoc([
      'What each fault raises, in which words; a class that is null is none of this package: raise what is behind it as it is.',
    ]),
    'export const FAULTS: Readonly<Record<FaultKind, { readonly error: errors.ErrorClass | null; readonly words: string }>> = {',
    ...faults.map(
      ({ kind, error, words: said }) =>
        `  ${kind}: { error: ${error === null ? 'null' : `errors.${error}`}, words: ${jsString(said)} },`,
    ),
    '};',
    '',
    ...jsDoc([ruleDocs.errorForFault]),
    `export function errorForFault(kind: FaultKind, cause?: unknown, words?: string): errors.${base.name} {`,
    '  const fault = FAULTS[kind];',
    `  const ErrorClass = fault.error ?? errors.${base.name};`,
    `  return new ErrorClass(words ?? fault.words, { ${none}cause });`,
    '}',
    '',
    'function classOf(reader: ReadAnswer): errors.ErrorClass | null {',
    ...unreadLines(view),
    `  return ${byAnswer ? 'errorForAnswer(reader)' : 'errorForStatus(reader.status)'};`,
    '}',
    '',
    `const MESSAGE_POINTERS: readonly string[] = ${jsArray(words.pointers)};`,
    '',
    ...phraseLines,
    'function wordsOf(reader: ReadAnswer): string {',
    '  for (const pointer of MESSAGE_POINTERS) {',
    '    const said = reader.body(pointer);',
    "    if (typeof said === 'string' && said !== '') return said;",
    '  }',
    ...fallbackLines(view),
    '}',
    '',
    ...boundLines(words.maxBytes),
    ...cleanerText.split('\n'),
    ...(fields.some(({ headers, from }) => headers !== undefined || from?.in === 'header')
      ? ['', ...firstText.split('\n')]
      : []),
  ]);
}

function partOf({ kind, headers, from }: FieldView, asksHint: boolean): string | null {
  switch (kind) {
    case 'status':
      return 'reader.status';
    case 'retryAfter':
      return asksHint ? 'retryAfterSeconds(reader, options.nowMs)' : null;
    case 'requestId':
      return headers === undefined ? null : `clean(first(reader, ${jsArray(headers)})) as string | null`;
    case 'headers':
      return 'clean(reader.headers()) as Readonly<Record<string, string>>';
    case 'free':
      if (from?.in === 'header') return `clean(first(reader, ${jsArray(from.names)}))`;
      if (from?.in === 'body') return `clean(reader.body(${jsString(from.name)}))`;
      return 'clean(reader.text)';
    case 'message':
    case 'cause':
      return null;
  }
}

function unreadLines({ unread }: View): readonly string[] {
  if (unread.length === 0) return [];
  return [
    '  if (errorForStatus(reader.status) !== null) {',
    ...unread.map(({ kind, error }) => `    if (reader.unread === ${jsString(kind)}) return errors.${error};`),
    '  }',
  ];
}

const phraseLines = [
  ...jsDoc(['Phrases of statuses for answers that come without one.']),
  'const PHRASES: Readonly<Record<number, string>> = {',
  ...Object.entries(statusPhrases).map(([status, phrase]) => `  ${status}: ${jsString(phrase)},`),
  '};',
  '',
];

function fallbackLines({ words: { fallback } }: View): readonly string[] {
  if (typeof fallback === 'object') {
    return [`  return ${jsValue(fallback.is)}.split('{status}').join(String(reader.status));`];
  }
  return [
    ...(fallback === 'body'
      ? [
          "  const whole = reader.unread === 'cut' || reader.text === null ? '' : reader.text.trim();",
          "  if (whole !== '') return whole;",
        ]
      : []),
    "  if (reader.statusText !== '') return reader.statusText;",
    '  const row = (STATUSES as Readonly<Record<number, { readonly meaning: string | null }>>)[reader.status];',
    "  return row?.meaning ?? PHRASES[reader.status] ?? 'Status ' + String(reader.status);",
  ];
}

function boundLines(maxBytes: number | null): readonly string[] {
  if (maxBytes === null) return ['function bounded(text: string): string {', '  return text;', '}', ''];
  return [
    ...jsDoc([`The first ${maxBytes} bytes of a text in UTF-8, cut between characters.`]),
    'function bounded(text: string): string {',
    '  let bytes = 0;',
    '  let end = 0;',
    '  for (const character of text) {',
    '    const point = character.codePointAt(0) ?? 0;',
    '    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;',
    `    if (bytes > ${maxBytes}) return text.slice(0, end);`,
    '    end += character.length;',
    '  }',
    '  return text;',
    '}',
    '',
  ];
}

const cleanerText = `/** Takes secrets out of whatever JSON can say. */
function cleaner(secrets: readonly string[]): (value: unknown) => unknown {
  const known = secrets.filter((secret) => secret !== '');
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return known.reduce((text, secret) => text.split(secret).join('[redacted]'), value);
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [clean(name), clean(inner)]));
  };
  return known.length === 0 ? (value) => value : clean;
}`;

const firstText = `function first(reader: ReadAnswer, names: readonly string[]): string | null {
  for (const name of names) {
    const value = reader.header(name);
    if (value !== null) return value.trim();
  }
  return null;
}`;
