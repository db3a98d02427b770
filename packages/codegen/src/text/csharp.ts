import { replaceHidden, unicodeEscape } from './hidden.js';
import { indent, visibleWords, wrap } from './wrap.js';

/** A string literal of C#. */
export function csString(text: string): string {
  return `"${replaceHidden(text.replace(/[\\"]/g, '\\$&'), unicodeEscape)}"`;
}

export function csStringOrNull(text: string | null): string {
  return text === null ? 'null' : csString(text);
}

/** Text of XML documentation, and of the XML of a project. */
export function xmlText(text: string): string {
  return visibleWords(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** An XML doc comment: the first paragraph is the summary, others are remarks. */
export function csDoc(paragraphs: readonly string[], by: string): readonly string[] {
  const [summary = '', ...remarks] = paragraphs;
  const lines = [
    ...element('summary', wrap(xmlText(summary), 110)),
    ...(remarks.length === 0 ? [] : element('remarks', remarks.flatMap(paragraph))),
  ];
  return indent(
    lines.map((line) => `/// ${line}`),
    by,
  );
}

function paragraph(text: string): readonly string[] {
  return element('para', wrap(xmlText(text), 110));
}

function element(name: string, lines: readonly string[]): readonly string[] {
  return lines.length === 1 ? [`<${name}>${lines[0]}</${name}>`] : [`<${name}>`, ...lines, `</${name}>`];
}

/** Ticks of 100 ns, as `TimeSpan` counts. */
export function csTimeSpan(ms: number): string {
  return `global::System.TimeSpan.FromTicks(${Math.round(ms * 10_000)}L)`;
}

export function csDouble(value: number): string {
  return `${value}D`;
}
