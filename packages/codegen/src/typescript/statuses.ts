import type { Range } from '../answers.js';
import { jsArray, jsDoc, jsValue } from '../text/javascript.js';
import { fileText } from '../text/wrap.js';
import type { StatusView, View } from '../view.js';

export function statusesFile(view: View, extension: string): string {
  return fileText([
    `import type { ErrorName } from './errors.${extension}';`,
    '',
    ...jsDoc(['A row of the status table.']),
    'export interface StatusInfo {',
    '  readonly meaning: string | null;',
    '  readonly causes: readonly string[];',
    '  readonly resolution: string | null;',
    ...jsDoc(['The name of the class that the status raises; null for a success.'], [], '  '),
    '  readonly error: ErrorName | null;',
    ...jsDoc(['Null: the API leaves it open.'], [], '  '),
    '  readonly retryable: boolean | null;',
    '}',
    '',
    'const table = {',
    ...view.statuses.flatMap((status) => [...jsDoc(status.doc, [], '  '), ...row(status)]),
    '} as const;',
    '',
    ...jsDoc(['The status table: rows by their codes, and undefined for whatever other status a response may have.']),
    'export type StatusTable = typeof table & { readonly [status: number]: StatusInfo | undefined };',
    '',
    ...jsDoc(['The status table, by code.']),
    'export const STATUSES: StatusTable = table;',
    '',
    ...jsDoc(['Ranges of the status table, for codes that have no row of their own; the first that fits counts.']),
    'export const STATUS_RANGES = [',
    ...view.ranges.map(({ from, to, error }) => `  { from: ${from}, to: ${to}, error: ${jsValue(error)} },`),
    '] as const;',
    '',
    ...jsDoc(['Codes of the status table.']),
    'export type StatusCode = keyof typeof table;',
  ]);
}

function row({ code, meaning, causes, resolution, error, retryable }: StatusView): readonly string[] {
  return [
    `  ${code}: {`,
    `    meaning: ${jsValue(meaning)},`,
    `    causes: ${jsArray(causes)},`,
    `    resolution: ${jsValue(resolution)},`,
    `    error: ${jsValue(error)},`,
    `    retryable: ${jsValue(retryable)},`,
    '  },',
  ];
}

export function errorForStatusFile(view: View, extension: string): string {
  const raised = [...view.statuses, ...view.ranges].map(({ error }) => error);
  const used = [...new Set([view.base.name, ...raised, view.otherwise])].filter((name) => name !== null).sort();
  return fileText([
    `import { type ErrorClass, ${used.join(', ')} } from './errors.${extension}';`,
    `import type { StatusCode } from './statuses.${extension}';`,
    '',
    'const byCode = {',
    ...view.statuses.map(({ code, error }) => `  ${code}: ${error},`),
    '} as const;',
    '',
    ...jsDoc(['The class that a status of the table raises; null where it is a success.']),
    'export type ErrorForStatus<S extends StatusCode> = (typeof byCode)[S];',
    '',
    ...jsDoc(['The class that a status raises; null where it is a success.']),
    'export function errorForStatus<S extends StatusCode>(status: S): ErrorForStatus<S>;',
    'export function errorForStatus(status: number): ErrorClass | null;',
    'export function errorForStatus(status: number): ErrorClass | null {',
    // Whoever has no types may ask with anything: `constructor` is no status.
    `  if (typeof status !== 'number') return ${view.base.name};`,
    '  const named = (byCode as Readonly<Record<number, ErrorClass | null>>)[status];',
    '  if (named !== undefined) return named;',
    ...(view.successes ?? []).map((range) => `  if (${within(range)}) return null;`),
    ...view.ranges.map((range) => `  if (${within(range)}) return ${range.error};`),
    ...(view.otherwise === null || view.successes !== null
      ? []
      : ['  if (200 <= status && status <= 299) return null;']),
    `  return ${view.otherwise};`,
    '}',
  ]);
}

/** A condition on `status`. */
export function within({ from, to }: Range): string {
  return from === to ? `status === ${from}` : `${from} <= status && status <= ${to}`;
}
