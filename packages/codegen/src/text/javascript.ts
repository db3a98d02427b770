import { replaceHidden, unicodeEscape } from './hidden.js';
import { indent, visibleWords, wrap } from './wrap.js';

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A string literal of TypeScript, in single quotes. */
export function jsString(text: string): string {
  const quoted = text.replace(/[\\']/g, '\\$&');
  return `'${replaceHidden(quoted, (character) => named[character] ?? unicodeEscape(character))}'`;
}

export function jsValue(value: string | number | boolean | null): string {
  return typeof value === 'string' ? jsString(value) : String(value);
}

export function jsArray(values: readonly (string | number)[]): string {
  return `[${values.map(jsValue).join(', ')}]`;
}

/** A key of an object literal. */
export function jsKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : jsString(name);
}

/** A doc comment of paragraphs; `tags` are lines of its own kind, such as `@deprecated`. */
export function jsDoc(paragraphs: readonly string[], tags: readonly string[] = [], by = ''): readonly string[] {
  const blocks = paragraphs.map((paragraph) => wrap(commentText(paragraph), 110 - by.length));
  const lines = blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]));
  const all = tags.length === 0 ? lines : [...lines, '', ...tags];
  const comment =
    all.length === 1 ? [`/** ${all[0]} */`] : ['/**', ...all.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'];
  return indent(comment, by);
}

/** Ends no comment and makes no tag of its own (`@deprecated`, `{@link}`). */
function commentText(text: string): string {
  return visibleWords(text)
    .replaceAll('*/', '*\\/')
    .replace(/(^|[\s{*])@/g, '$1\\@');
}
