import { className, type Spec } from '@sdk-conformance/model';
import { limitWords, scopeWords } from './limits.js';
import { markdownTable, markdownText } from './text/markdown.js';
import { fileText } from './text/wrap.js';

export function pagePath({ api }: Spec): string {
  return `docs/${api.id}-error-codes.md`;
}

/** The page that developers read: the status table, the error format, the exceptions of each SDK, the limits. */
export function referencePage(spec: Spec): string {
  const { api, errors } = spec;
  return fileText([
    '# Error Codes',
    '',
    `Complete reference of HTTP status codes, error response formats, and SDK exception mappings of the ${markdownText(api.name)} API.`,
    '',
    ...section(
      'Error Response Format',
      errors.body.example === null
        ? []
        : [
            'All error responses follow a consistent JSON format:',
            '',
            ...indented(JSON.stringify(errors.body.example, null, 2)),
          ],
    ),
    ...section('HTTP Status Codes', statusTable(spec)),
    ...section('SDK Exception Mapping', [
      'Each SDK maps HTTP status codes to typed exceptions:',
      '',
      ...mappingTable(spec),
    ]),
    ...(api.tip === null ? [] : [`> **Tip:** ${markdownText(api.tip)}`, '']),
    ...(spec.rateLimits.length === 0 ? [] : section('Rate Limits by Category', limitTable(spec))),
    'Generated from the spec of the API: change the spec, not this page.',
  ]);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, '', ...lines, ''];
}

/** A block of code by indentation, which no text inside can end. */
function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `    ${line}`);
}

function cell(text: string | null): string {
  return text === null || text === '' ? '—' : markdownText(text);
}

/** Statuses that the page explains; a row that only names a class stands in the mapping. */
function statusTable({ statuses }: Spec): readonly string[] {
  const rows = statuses
    .filter(({ meaning }) => meaning !== null)
    .map(({ key, meaning, causes, resolution }) => [key, cell(meaning), cell(causes.join(', ')), cell(resolution)]);
  return markdownTable(['Code', 'Meaning', 'Common Causes', 'Resolution'], rows);
}

function mappingTable(spec: Spec): readonly string[] {
  const raised = spec.errors.classes.filter(({ id }) => statusKeys(spec, id).length > 0);
  const languages = spec.languages.filter((language) => !spec.undocumented?.includes(language));
  return markdownTable(
    ['HTTP Code', ...languages.map((language) => markdownText(spec.languageTitles?.[language] ?? language))],
    raised.map(({ id }) => [
      statusKeys(spec, id).join(', '),
      ...languages.map((language) => markdownText(className(spec, id, language))),
    ]),
  );
}

/** Statuses that raise a class: `400`, `409, 422`, or `500+` where a range to the end of all statuses holds the others. */
function statusKeys({ statuses }: Spec, id: string): readonly string[] {
  const entries = statuses.filter(({ error, match }) => error === id && match.kind !== 'default');
  const open = entries.map(({ match }) => match).find((match) => match.kind === 'range' && match.to >= 599);
  const from = open?.kind === 'range' ? open.from : Number.POSITIVE_INFINITY;
  const below = entries.filter(
    ({ match }) => (match.kind === 'code' ? match.code : match.kind === 'range' ? match.from : 0) < from,
  );
  return [...below.map(({ key }) => key), ...(open === undefined ? [] : [`${from}+`])];
}

function limitTable({ rateLimits }: Spec): readonly string[] {
  return markdownTable(
    ['Category', 'Limit', 'Scope', 'Applies To'],
    rateLimits.map((category) => [
      cell(category.name),
      limitWords(category),
      scopeWords(category),
      cell(category.appliesTo),
    ]),
  );
}
