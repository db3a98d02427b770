import { hex, replaceHidden } from './hidden.js';
import { indent, visibleWords, wrap } from './wrap.js';

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A text of Go is UTF-8, which has no half of a pair. */
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xd800 && code <= 0xdfff) return '\\ufffd';
  return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
}

/** A string literal of Go, in double quotes. */
export function goString(text: string): string {
  const quoted = text.replace(/[\\"]/g, '\\$&');
  return `"${replaceHidden(quoted, (character) => named[character] ?? escaped(character))}"`;
}

/** Texts of a slice; null is a nil one. */
export function goStrings(values: readonly string[] | null): string {
  return values === null ? 'nil' : `[]string{${values.map(goString).join(', ')}}`;
}

/** A doc comment of paragraphs, as gofmt leaves it. */
export function goDoc(paragraphs: readonly string[], by = ''): readonly string[] {
  const blocks = paragraphs.map((paragraph) => wrap(commentText(paragraph), 110 - by.length));
  const lines = blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]));
  return indent(
    lines.map((line) => (line === '' ? '//' : `// ${line}`)),
    by,
  );
}

/** gofmt makes typographic quotes of two that stand together, and takes a line that begins with +build for a constraint. */
function commentText(text: string): string {
  return visibleWords(text)
    .replace(/`(?=`)|'(?=')/g, '$& ')
    .replaceAll('+build', '+ build');
}

const units = [
  [1_000_000_000, 'Second'],
  [1_000_000, 'Millisecond'],
  [1000, 'Microsecond'],
  [1, 'Nanosecond'],
] as const;

/** A duration holds 292 years of nanoseconds; what is longer is that long. */
export function goDuration(ms: number): string {
  const ns = Math.round(ms * 1_000_000);
  if (ns >= 2 ** 63) return 'math.MaxInt64';
  if (ns === 0) return '0';
  const [size, unit] = units.find(([each]) => ns % each === 0) ?? units[3];
  return ns === size ? `time.${unit}` : `${BigInt(ns) / BigInt(size)} * time.${unit}`;
}
