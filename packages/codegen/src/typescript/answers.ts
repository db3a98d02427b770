import type { Condition } from '@sdk-conformance/model';
import { type AnswersView, answerDocs, type CodeView, type PlaceView } from '../answers.js';
import { jsDoc, jsKey, jsString, jsValue } from '../text/javascript.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';
import { within } from './statuses.js';

/** What hangs on the headers or the body of an answer; a spec whose statuses decide alone has no such file. */
export function answersFile(view: View, answers: AnswersView, extension: string): string {
  const { places, codes, cases, failure, unknown, retriedWhen } = answers;
  const { retried } = view;
  const conditions = cases.length + retriedWhen.length > 0 || failure !== null;
  return fileText([
    `import { errorForStatus } from './error-for-status.${extension}';`,
    `import * as errors from './errors.${extension}';`,
    ...(retried === null ? [] : [`import { isRetryable } from './retry.${extension}';`]),
    '',
    ...jsDoc(['An answer, as far as it is asked.']),
    'export interface AnswerReader {',
    '  readonly status: number;',
    ...jsDoc([answerDocs.header], [], '  '),
    '  readonly header: (name: string) => string | null | undefined;',
    ...jsDoc([answerDocs.body], [], '  '),
    '  readonly body: (pointer: string) => unknown;',
    '}',
    '',
    'interface CodePlace {',
    "  readonly in: 'body' | 'header';",
    '  readonly name: string;',
    '  readonly after: string | null;',
    '  readonly until: string | null;',
    '  readonly error: errors.ErrorClass | null;',
    '}',
    '',
    ...jsDoc([answerDocs.places]),
    'export const CODE_PLACES: readonly CodePlace[] = [',
    ...places.map((place) => `  ${placeText(place)},`),
    '];',
    '',
    ...jsDoc([answerDocs.codes]),
    'export const ERROR_CODES = {',
    ...codes.map(codeText),
    '} as const;',
    '',
    'interface ErrorCode {',
    '  readonly error: errors.ErrorClass | null;',
    '  readonly retryable: boolean | null;',
    '  readonly throttle: boolean | null;',
    '  readonly statuses: readonly { readonly from: number; readonly to: number }[] | null;',
    '}',
    '',
    'interface FoundCode {',
    '  readonly code: string;',
    '  readonly place: CodePlace;',
    '  /** What the table says of it; null where it does not have it. */',
    '  readonly entry: ErrorCode | null;',
    '  /** Whether the table has it with this status. */',
    '  readonly counts: boolean;',
    '}',
    '',
    'function codeAt(place: CodePlace, answer: AnswerReader): string | null {',
    "  const value = place.in === 'header' ? answer.header(place.name) : answer.body(place.name);",
    "  if (typeof value !== 'string' && typeof value !== 'number') return null;",
    '  let text = String(value);',
    '  if (place.after !== null && text.includes(place.after)) {',
    '    text = text.slice(text.lastIndexOf(place.after) + place.after.length);',
    '  }',
    '  if (place.until !== null && text.includes(place.until)) text = text.slice(0, text.indexOf(place.until));',
    '  text = text.trim();',
    "  return text === '' ? null : text;",
    '}',
    '',
    'function found(answer: AnswerReader): FoundCode | null {',
    // The words of a success tell of no failure.
    ...(failure === null
      ? ['  if (errorForStatus(answer.status) === null) return null;']
      : [
          '  const inSuccess = failed(answer);',
          '  if (errorForStatus(answer.status) === null && !inSuccess) return null;',
        ]),
    ...(failure?.place == null
      ? ['  const places: readonly CodePlace[] = CODE_PLACES;']
      : [
          `  const places: readonly CodePlace[] = inSuccess ? [${placeText(failure.place)}, ...CODE_PLACES] : CODE_PLACES;`,
        ]),
    '  for (const place of places) {',
    '    const code = codeAt(place, answer);',
    '    if (code === null) continue;',
    '    const codes: Readonly<Record<string, ErrorCode>> = ERROR_CODES;',
    '    const entry = Object.prototype.hasOwnProperty.call(codes, code) ? (codes[code] ?? null) : null;',
    '    const { status } = answer;',
    '    const counts =',
    '      entry !== null && (entry.statuses === null || entry.statuses.some(({ from, to }) => from <= status && status <= to));',
    '    return { code, place, entry, counts };',
    '  }',
    '  return null;',
    '}',
    '',
    ...(conditions ? holds : []),
    ...(failure === null
      ? []
      : [
          'function failed(answer: AnswerReader): boolean {',
          `  return errorForStatus(answer.status) === null && ${condition(failure.when)};`,
          '}',
          '',
        ]),
    ...jsDoc([answerDocs.codeOf]),
    'export function codeOf(answer: AnswerReader): string | null {',
    '  return found(answer)?.code ?? null;',
    '}',
    '',
    ...jsDoc([answerDocs.errorFor]),
    'export function errorForAnswer(answer: AnswerReader): errors.ErrorClass | null {',
    '  const { status } = answer;',
    '  const byStatus = errorForStatus(status);',
    ...(failure === null
      ? ['  if (byStatus === null) return null;']
      : ['  const inSuccess = failed(answer);', '  if (byStatus === null && !inSuccess) return null;']),
    '  const code = found(answer);',
    '  if (code !== null && code.entry !== null) {',
    '    if (code.counts && code.entry.error !== null) return code.entry.error;',
    '  } else if (code !== null && code.place.error !== null) {',
    '    return code.place.error;',
    ...(unknown === null
      ? ['  }']
      : [failure === null ? '  } else {' : '  } else if (!inSuccess) {', `    return ${className(unknown)};`, '  }']),
    ...cases.map((one) => `  if (${within(one)} && ${condition(one.when)}) return ${className(one.error)};`),
    failure === null ? '  return byStatus;' : `  return inSuccess ? ${className(failure.error)} : byStatus;`,
    '}',
    ...(retried === null
      ? []
      : [
          '',
          ...jsDoc([answerDocs.retryable]),
          'export function isRetryableAnswer(answer: AnswerReader): boolean {',
          '  const { status } = answer;',
          '  const code = found(answer);',
          '  if (code !== null && code.counts && code.entry !== null && code.entry.retryable !== null) return code.entry.retryable;',
          ...retriedWhen.map((one) => `  if (${within(one)} && ${condition(one.when)}) return true;`),
          '  return isRetryable(status);',
          '}',
        ]),
  ]);
}

function className(name: string | null): string {
  return name === null ? 'null' : `errors.${name}`;
}

function placeText({ in: where, name, after, until, error }: PlaceView): string {
  return `{ in: ${jsString(where)}, name: ${jsString(name)}, after: ${jsValue(after)}, until: ${jsValue(until)}, error: ${className(error)} }`;
}

function codeText({ code, error, retryable, throttle, statuses }: CodeView): string {
  const ranges = statuses?.map(({ from, to }) => `{ from: ${from}, to: ${to} }`).join(', ');
  const key = code === '__proto__' ? `['__proto__']` : jsKey(code);
  return `  ${key}: { error: ${className(error)}, retryable: ${retryable}, throttle: ${throttle}, statuses: ${ranges === undefined ? 'null' : `[${ranges}]`} },`;
}

const holds = [
  'function holds(value: unknown, equals: unknown): boolean {',
  '  return value !== undefined && value !== null && (equals === null || value === equals);',
  '}',
  '',
];

function condition({ in: where, name, equals }: Condition): string {
  if (where === 'body') return `holds(answer.body(${jsString(name)}), ${jsValue(equals)})`;
  return `holds(answer.header(${jsString(name)}), ${jsValue(equals === null ? null : String(equals))})`;
}
