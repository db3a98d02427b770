import type { ErrorCode } from 'yaml';
import { closes, lexemes, unclosedBracket, unclosedQuote } from './brackets.js';
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
  for (const { offset, text: lexeme } of lexemes(text)) {
    if (lexeme === '[' || lexeme === '{') depth++;
    if (lexeme === ']' || lexeme === '}') depth--;
    if (lexeme === '-' || lexeme === '?') inLine++;
    if (lexeme.startsWith('\n')) inLine = 0;
    if (depth + inLine > deepest) return tooDeep({ from: offset, to: offset + 1 });
  }
  return null;
}

export function tooDeep(range: Range): Refusal {
  return { range, message: 'this is nested too deeply', expected: `at most ${deepest} levels` };
}

/** An error of the parser. */
export interface SyntaxError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly pos: readonly [number, number];
}

interface Words extends Omit<Refusal, 'range'> {
  /** Where the parser's place is not the best. */
  readonly range?: Range;
  /** True: every error behind it follows from it. */
  readonly last?: true;
}

/** Words for an error, by the text around it; null where another rule has better ones. */
type Rule = (error: SyntaxError, text: string) => Words | null;

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** A tab among the blanks that a line begins with. */
const tab: Rule = ({ code, pos }, text) => {
  const words = { message: 'a tab is used to indent', expected: 'spaces', got: 'a tab' };
  const start = text.lastIndexOf('\n', pos[0] - 1) + 1;
  const [blanks = ''] = /^[ \t]*/.exec(text.slice(start)) ?? [];
  const at = start + blanks.indexOf('\t');
  if (at < start || pos[0] > start + blanks.length) return code === 'TAB_AS_INDENT' ? words : null;
  const range = { from: at, to: at + 1 };
  return code === 'BAD_INDENT' ? { ...words, range, last: true } : { ...words, range };
};

const theEnd = 'the end of the file';

const unclosed: Rule = ({ code }, text) => {
  if (code !== 'BAD_INDENT') return null;
  const found = unclosedBracket(text);
  if (found === null) return null;
  const { opened, by, offset } = found;
  const range = { from: opened.offset, to: opened.offset + 1 };
  const expected = closes(opened.text);
  if (by === 'end') return { range, message: `this ${opened.text} is not closed`, expected, got: theEnd, last: true };
  if (by === 'bracket') {
    const got = `${text[offset] ?? ''} in line ${lineOf(text, offset)}`;
    return { range, message: `this ${opened.text} is not closed`, expected, got, last: true };
  }
  const message = `this line belongs to the ${opened.text} of line ${lineOf(text, opened.offset)}, and is not indented`;
  const expectedSpaces = 'more spaces than before its key';
  return { range: { from: offset, to: offset + 1 }, message, expected: expectedSpaces, last: true };
};

const unclosedText: Rule = ({ message }, text) => {
  const quote = /^Missing closing ["']/.test(message) ? unclosedQuote(text) : null;
  if (quote === null) return null;
  const range = { from: quote.offset, to: quote.offset + 1 };
  return { range, message: `this ${quote.text} is not closed`, expected: quote.text, got: theEnd, last: true };
};

const closesNothing: Rule = ({ message, pos }, text) => {
  if (!/^Unexpected flow-(map|seq)-end token/.test(message)) return null;
  const bracket = text[pos[0]] ?? '';
  const expected = `${bracket === '}' ? '{' : '['} before it, or quotes around the text`;
  return { message: `this ${bracket} closes nothing`, expected, last: true };
};

const behindValue: Rule = ({ message }) =>
  message === 'Unexpected scalar at node end'
    ? { message: 'this stands behind a value that has ended', expected: 'a key of its own, or quotes around the whole' }
    : null;

const unevenKeys: Rule = ({ message }) =>
  message === 'All mapping items must start at the same column'
    ? { message: 'this key is not indented like those beside it', expected: 'the same spaces before each of them' }
    : null;

/** A key below a value: the line of the value has no second colon. */
const keyBelowValue: Rule = ({ code, pos }, text) => {
  const line = text.slice(pos[0], text.indexOf('\n', pos[0]));
  if (code !== 'BLOCK_AS_IMPLICIT_KEY' || /:(\s|$)/.test(line)) return null;
  const expected = 'as many spaces before the key below as before this one';
  return { message: 'a key stands below this value, further to the right than its own', expected };
};

const sentences: Partial<Record<ErrorCode, readonly [message: string, expected: string]>> = {
  MULTIPLE_DOCS: ['a second document begins here', 'one document in a file'],
  BLOCK_AS_IMPLICIT_KEY: ['a second colon stands in this line', 'quotes around a text that holds a colon and a space'],
  BLOCK_IN_FLOW: ['two keys stand here without a comma between them', 'a comma'],
  BAD_SCALAR_START: ['a text cannot begin with this character', 'quotes around the text'],
  MULTILINE_IMPLICIT_KEY: ['this is no key with a value', 'a key, a colon and a space'],
};

const bySentence: Rule = ({ code }) => {
  const sentence = sentences[code];
  return sentence === undefined ? null : { message: sentence[0], expected: sentence[1] };
};

const rules: readonly Rule[] = [
  tab,
  unclosed,
  unclosedText,
  closesNothing,
  behindValue,
  unevenKeys,
  keyBelowValue,
  bySentence,
];

/** The parser's error in plain words. */
function wordsFor(error: SyntaxError, text: string): Words {
  if (error.code === 'RESOURCE_EXHAUSTION') return tooDeep({ from: error.pos[0], to: error.pos[0] + 1 });
  for (const rule of rules) {
    const words = rule(error, text);
    if (words !== null) return words;
  }
  const { message } = error;
  return { message: `this is not YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`, expected: null };
}

/** The parser's errors in plain words, without those that only follow from an earlier one. */
export function syntaxRefusals(text: string, errors: readonly SyntaxError[]): readonly Refusal[] {
  const lines = new Set<number>();
  const refusals: Refusal[] = [];
  for (const error of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const line = text.lastIndexOf('\n', error.pos[0] - 1);
    if (lines.has(line)) continue;
    lines.add(line);
    const { last, ...words } = wordsFor(error, text);
    refusals.push({ range: { from: error.pos[0], to: Math.max(error.pos[0] + 1, error.pos[1]) }, ...words });
    if (last === true) break;
  }
  return refusals;
}
