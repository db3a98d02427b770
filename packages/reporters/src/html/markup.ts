const made: unique symbol = Symbol('markup');

/** HTML that is safe to stand in a page; only {@link html} makes it, and nothing that a log holds can be taken for it. */
export interface Markup {
  readonly [made]: string;
}

/** What a template takes: texts and numbers become text, markup stays what it is. */
export type Part = Markup | string | number | null | readonly Part[];

/**
 * Markup of a template: whatever is put into it is text, in an element or in an attribute, which has to stand in double quotes.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const text = template.reduce((before, piece, i) => before + textOf(parts[i - 1] ?? null) + piece);
  return { [made]: text };
}

/** The page's text. */
export function written(markup: Markup): string {
  return markup[made];
}

function textOf(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return Number.isFinite(part) ? String(Math.round(part * 100) / 100) : '0';
  return made in part ? part[made] : part.map(textOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  // A parser makes a line's end of it.
  '\r': '&#13;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"'`\r]/g, (found) => entities[found] ?? found);
}
