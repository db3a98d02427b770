import { hex, replaceHidden } from './hidden.js';
import { indent, visibleWords, wrap } from './wrap.js';

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

/** A string literal of Python, in double quotes. */
export function pyString(text: string): string {
  const quoted = text.replace(/[\\"]/g, '\\$&');
  return `"${replaceHidden(quoted, (character) => named[character] ?? escaped(character))}"`;
}

export function pyValue(value: string | number | boolean | null): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? pyString(value) : String(value);
}

export function pyTuple(values: readonly string[]): string {
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;
}

/** A docstring of paragraphs. */
export function pyDoc(paragraphs: readonly string[], by: string): readonly string[] {
  const blocks = paragraphs.map((paragraph) => wrap(docText(paragraph), 100 - by.length));
  const lines = blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]));
  if (lines.length === 1 && (lines[0] ?? '').length + by.length <= 94) return [`${by}"""${lines[0]}"""`];
  return indent(['"""', ...lines, '"""'], by);
}

/** Text inside triple quotes: a quote is escaped before another one or at an end of line, so that three never stand together. */
function docText(text: string): string {
  return visibleWords(text)
    .replaceAll('\\', '\\\\')
    .replace(/"(?="|$)/g, '\\"');
}
