import { hex, replaceHidden } from './hidden.js';
import { indent, visibleWords, wrap } from './wrap.js';

/**
 * A string literal of Java. `\u000a` is an end of line to its compiler wherever it stands, so that what Latin-1 has is written in octal, and of other
 * alphabets all is escaped: a compiler reads files in the machine's own coding.
 */
export function javaString(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/[^ -~]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return code < 0x100 ? `\\${code.toString(8).padStart(3, '0')}` : `\\u${hex(code, 4)}`;
  });
  return `"${escaped}"`;
}

export function javaStringOrNull(text: string | null): string {
  return text === null ? 'null' : javaString(text);
}

/** Words of a doc comment: no tag, no end of the comment, and no escape, which the compiler would read in a comment too. */
export function javadocText(text: string): string {
  return replaceHidden(visibleWords(text), () => '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
    .replaceAll('\\', '&#92;')
    .replaceAll('*/', '*&#47;');
}

/** A doc comment: the first paragraph is the summary; tags stand at the end. */
export function javaDoc(
  paragraphs: readonly string[],
  by: string,
  tags: Readonly<Record<string, string>> = {},
): readonly string[] {
  const [summary = '', ...more] = paragraphs;
  const lines = [
    ...wrap(javadocText(summary), 110),
    ...more.flatMap((text) => ['', ...wrap(`<p>${javadocText(text)}`, 110)]),
    ...Object.entries(tags).flatMap(([tag, text], i) => [
      ...(i === 0 ? [''] : []),
      ...wrap(`@${tag} ${javadocText(text)}`, 110),
    ]),
  ];
  if (lines.length === 1) return [`${by}/** ${lines[0]} */`];
  return indent(['/**', ...lines.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'], by);
}

export function javaDuration(ms: number): string {
  if (Number.isSafeInteger(ms)) return `Duration.ofMillis(${ms}L)`;
  const seconds = Math.floor(ms / 1000);
  return `Duration.ofSeconds(${BigInt(seconds)}L, ${Math.round((ms - seconds * 1000) * 1e6)}L)`;
}

export function javaDouble(value: number): string {
  return `${value}D`;
}
