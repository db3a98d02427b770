/**
 * Characters that do not show or that reorder what surrounds them: controls, spaces other than U+0020, format and
 * bidirectional marks, lone surrogates, non-characters. Spelled as ranges, since Unicode classes change with the runtime.
 */
const hidden = new RegExp(
  [
    '[\\u{0}-\\u{1F}\\u{7F}-\\u{A0}\\u{AD}\\u{34F}\\u{61C}\\u{115F}\\u{1160}\\u{1680}\\u{17B4}\\u{17B5}\\u{180B}-\\u{180F}',
    '\\u{2000}-\\u{200F}\\u{2028}-\\u{202F}\\u{205F}-\\u{206F}\\u{3000}\\u{3164}\\u{D800}-\\u{DFFF}\\u{FEFF}\\u{FFA0}',
    '\\u{FFF0}-\\u{FFFB}\\u{FFFE}\\u{FFFF}\\u{1BCA0}-\\u{1BCA3}\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E0FFF}]',
  ].join(''),
  'gu',
);

/** Puts something that shows in the place of each hidden character. */
export function replaceHidden(text: string, shown: (character: string) => string): string {
  return text.replace(hidden, shown);
}

/** A string literal's escape, one `\uXXXX` for each UTF-16 unit: the same in TypeScript and C#. */
export function unicodeEscape(character: string): string {
  return Array.from({ length: character.length }, (_, i) => `\\u${hex(character.charCodeAt(i), 4)}`).join('');
}

/** `U+202E`, for text that is read and not compiled. */
export function codePointName(character: string): string {
  return `U+${hex(character.codePointAt(0) ?? 0, 4).toUpperCase()}`;
}

export function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
