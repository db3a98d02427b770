import { Lexer } from 'yaml';

/** A bracket or quote at its offset in the text. */
export interface Opened {
  readonly offset: number;
  readonly text: string;
}

/** Why brackets do not end: the text ends, another bracket closes, or a line is not indented as far as they need it. */
export interface Unclosed {
  readonly opened: Opened;
  readonly by: 'end' | 'bracket' | 'indentation';
  /** Where it shows. */
  readonly offset: number;
}

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '"': '"', "'": "'" };

/** What closes a bracket or a quote. */
export function closes(opened: string): string {
  return closing[opened] ?? opened;
}

/** Lexemes that stand for no text: start of document, start of a flow error, start of a scalar. */
const marks = new Set(['\u0002', '\u0018', '\u001F']);
const flowError = '\u0018';

/** Every lexeme of a text with its offset. */
export function* lexemes(text: string): Generator<Opened> {
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    yield { offset, text: lexeme };
    if (!marks.has(lexeme)) offset += lexeme.length;
  }
}

/** The first bracket that does not end as it should; null where all do. */
export function unclosedBracket(text: string): Unclosed | null {
  const open: Opened[] = [];
  for (const lexeme of lexemes(text)) {
    const opened = open.at(-1);
    if (lexeme.text === '[' || lexeme.text === '{') open.push(lexeme);
    if (opened === undefined) continue;
    if (lexeme.text === flowError) {
      const by = endsBelow(text, open, lexeme.offset) ? 'indentation' : 'end';
      return { opened, by, offset: lexeme.offset };
    }
    if (lexeme.text !== ']' && lexeme.text !== '}') continue;
    if (lexeme.text !== closes(opened.text)) return { opened, by: 'bracket', offset: lexeme.offset };
    open.pop();
  }
  const opened = open.at(-1);
  return opened === undefined ? null : { opened, by: 'end', offset: text.length };
}

/** Whether the open brackets end, each by its own, if what follows were indented. */
function endsBelow(text: string, open: readonly Opened[], offset: number): boolean {
  const wanted = open.map((opened) => closes(opened.text));
  const rest = text.slice(offset).replaceAll('\n', '\n ');
  for (const lexeme of lexemes(`${open.map((opened) => opened.text).join('')} ${rest}`)) {
    if (lexeme.offset < open.length) continue;
    if (lexeme.text === '[' || lexeme.text === '{') wanted.push(closes(lexeme.text));
    if ((lexeme.text === ']' || lexeme.text === '}') && wanted.pop() !== lexeme.text) return false;
    if (wanted.length === 0) return true;
  }
  return false;
}

/** The quote that does not end: it takes in all of the text behind it. */
export function unclosedQuote(text: string): Opened | null {
  let last: Opened | null = null;
  for (const { offset, text: lexeme } of lexemes(text)) {
    if (lexeme.startsWith('"') || lexeme.startsWith("'")) last = { offset, text: lexeme.slice(0, 1) };
  }
  return last;
}
