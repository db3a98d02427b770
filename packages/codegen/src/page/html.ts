import type { Spec } from '@sdk-conformance/model';
import { xmlText } from '../text/csharp.js';
import { fileText } from '../text/wrap.js';
import { type Row, type Section, sectionsOf } from './sections.js';

/** One file without scripts, fonts or pictures of elsewhere; rows have ids, and so have sections. */
export function htmlPage(spec: Spec): string {
  const name = xmlText(spec.api.name);
  return fileText([
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Error codes of the ${name} API</title>`,
    '<style>',
    ...styles,
    '</style>',
    '</head>',
    '<body>',
    '<h1>Error Codes</h1>',
    `<p>Complete reference of HTTP status codes, error response formats, and SDK exception mappings of the ${name} API.</p>`,
    ...sectionsOf(spec).flatMap(section),
    '<footer>Generated from the spec of the API: change the spec, not this page.</footer>',
    '</body>',
    '</html>',
  ]);
}

const styles = [
  ':root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }',
  'body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }',
  '.wide { overflow-x: auto; }',
  'table { border-collapse: collapse; width: 100%; }',
  'th, td { border: 1px solid #8888; padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; }',
  'tr:target { outline: 2px solid; }',
  'pre, .tip { padding: 0.8rem 1rem; border: 1px solid #8888; overflow-x: auto; }',
];

function section({ title, intro, code, table, tip }: Section): readonly string[] {
  return [
    `<h2 id="${title.toLowerCase().replaceAll(' ', '-')}">${xmlText(title)}</h2>`,
    ...(intro === null ? [] : [`<p>${xmlText(intro)}</p>`]),
    ...(code === null ? [] : [`<pre><code>${asItStands(code)}</code></pre>`]),
    ...(table === null
      ? []
      : [
          '<div class="wide">',
          '<table>',
          `<thead><tr>${table.head.map((cell) => `<th scope="col">${xmlText(cell)}</th>`).join('')}</tr></thead>`,
          '<tbody>',
          ...table.rows.map(row),
          '</tbody>',
          '</table>',
          '</div>',
        ]),
    ...(tip === null ? [] : [`<p class="tip"><strong>Tip:</strong> ${xmlText(tip)}</p>`]),
  ];
}

/** Lines and what they begin with are kept. */
function asItStands(code: string): string {
  const lines = code.split('\n').map((line) => `${/^ */.exec(line)?.[0]}${xmlText(line)}`);
  return lines.join('\n');
}

function row({ anchor, cells }: Row): string {
  const text = cells.map((cell) => `<td>${cell === null || cell === '' ? '—' : xmlText(cell)}</td>`);
  return `<tr${anchor === null ? '' : ` id="${xmlText(anchor)}"`}>${text.join('')}</tr>`;
}
