import { codePointName, replaceHidden } from './hidden.js';

/** Text as words that a comment can hold: runs of white space become one blank, hidden characters are named. */
export function visibleWords(text: string): string {
  return replaceHidden(text.replace(/[ \t\r\n]+/g, ' ').trim(), codePointName);
}

/** Breaks text at blanks into lines of at most `width` characters, where its words allow. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Indents every line that is not empty. */
export function indent(lines: readonly string[], by: string): readonly string[] {
  return lines.map((line) => (line === '' ? '' : by + line));
}

/** A file's text: lines joined, with an end of line at the end. */
export function fileText(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
