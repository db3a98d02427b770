import type { Spec } from '@sdk-conformance/model';
import { markdownTable, markdownText } from '../text/markdown.js';
import { fileText } from '../text/wrap.js';
import { type Row, type Section, sectionsOf } from './sections.js';

export function markdownPage(spec: Spec): string {
  return fileText([
    '# Error Codes',
    '',
    `Complete reference of HTTP status codes, error response formats, and SDK exception mappings of the ${markdownText(spec.api.name)} API.`,
    '',
    ...sectionsOf(spec).flatMap(section),
    'Generated from the spec of the API: change the spec, not this page.',
  ]);
}

function section({ title, intro, code, table, tip }: Section): readonly string[] {
  return [
    `## ${title}`,
    '',
    ...(intro === null ? [] : [intro, '']),
    ...(code === null ? [] : [...indented(code), '']),
    ...(table === null ? [] : [...markdownTable(table.head.map(markdownText), table.rows.map(cells)), '']),
    ...(tip === null ? [] : [`> **Tip:** ${markdownText(tip)}`, '']),
  ];
}

/** A row has no name of its own in Markdown: an anchor stands in its first cell. */
function cells({ anchor, cells: said }: Row): readonly string[] {
  return said.map((cell, i) => {
    const text = cell === null || cell === '' ? '—' : markdownText(cell);
    return i === 0 && anchor !== null ? `<a id="${anchor}"></a>${text}` : text;
  });
}

/** A block of code by indentation, which no text inside can end. */
function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `    ${line}`);
}
