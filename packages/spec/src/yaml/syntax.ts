import { type ErrorCode, Lexer } from 'yaml';
import type { Range, Refusal } from './ranges.js';

const deepest = 100;

/** What is refused before the text is parsed: directives, which change its meaning, and nesting that would exhaust the parser. */
export function refusedText(text: string): Refusal | null {
  const directive = /^\uFEFF?(?:[ \t]*(?:#.*)?\r?\n)*(%\S*)/.exec(text);
  const word = directive?.[1];
  if (directive !== null && word !== undefined) {
    const from = directive[0].length - word.length;
    return {
      range: { from, to: from + word.length },
      message: `the directive ${word} is refused`,
      expected: 'YAML 1.2 without directives',
    };
  }
  let depth = 0;
  let inLine = 0;
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') depth++;
    if (lexeme === ']' || lexeme === '}') depth--;
    if (lexeme === '-' || lexeme === '?') inLine++;
    if (lexeme.startsWith('\n')) inLine = 0;
    if (depth + inLine > deepest) return tooDeep({ from: offset, to: offset + 1 });
    if (!marks.has(lexeme)) offset += lexeme.length;
  }
  return null;
}

/** Lexemes that stand for no text: start of document, start of a flow error, start of a scalar. */
const marks = new Set(['\u0002', '\u0018', '\u001F']);

export function tooDeep(range: Range): Refusal {
  return { range, message: 'this is nested too deeply', expected: `at most ${deepest} levels` };
}

interface SyntaxError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly pos: readonly [number, number];
}

const sentences: Partial<Record<ErrorCode, readonly [message: string, expected: string | null]>> = {
  TAB_AS_INDENT: ['a tab is used to indent', 'spaces'],
  MULTIPLE_DOCS: ['a second document begins here', 'one document in a file'],
  BLOCK_AS_IMPLICIT_KEY: ['a second colon stands in this line', 'quotes around a text that holds a colon and a space'],
  BAD_SCALAR_START: ['a text cannot begin with this character', 'quotes around the text'],
  MULTILINE_IMPLICIT_KEY: ['a key must stand in one line', null],
};

/** The parser's error in plain words. */
export function syntaxRefusal({ code, message, pos }: SyntaxError): Refusal {
  const range = { from: pos[0], to: Math.max(pos[0] + 1, pos[1]) };
  if (code === 'RESOURCE_EXHAUSTION') return tooDeep(range);
  const [said, expected] = sentences[code] ?? [
    `this is not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    null,
  ];
  return { range, message: said, expected };
}

/** Errors without those that only follow from an earlier one in the same line. */
export function firstOfEachLine(text: string, errors: readonly SyntaxError[]): readonly SyntaxError[] {
  const seen = new Set<number>();
  return [...errors]
    .sort((a, b) => a.pos[0] - b.pos[0])
    .filter(({ pos }) => {
      const line = text.lastIndexOf('\n', pos[0] - 1);
      return seen.has(line) ? false : seen.add(line);
    });
}
