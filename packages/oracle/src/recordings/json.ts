/** The first character at which a text is no JSON, with what could stand there. */
export interface JsonMistake {
  readonly offset: number;
  readonly expected: string;
}

type Due = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

const scalar =
  /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const key = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const blanks = /[ \t\r\n]*/y;

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function words(due: Due, closing: string | undefined): string {
  switch (due) {
    case 'value':
      return 'a value';
    case 'valueOrEnd':
      return 'a value or ]';
    case 'key':
      return 'a key in double quotes';
    case 'keyOrEnd':
      return 'a key in double quotes or }';
    case 'colon':
      return 'a colon';
    case 'commaOrEnd':
      return `a comma or ${closing}`;
    case 'nothing':
      return 'nothing behind the value';
  }
}

/** Where a text stops being JSON (RFC 8259); null where it is JSON. */
export function jsonMistake(text: string): JsonMistake | null {
  const open: string[] = [];
  let due: Due = 'value';
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const ended = (): Due => (open.length === 0 ? 'nothing' : 'commaOrEnd');
  for (;;) {
    at += lengthOf(blanks, text, at);
    const char = text[at];
    if (char === undefined && due === 'nothing') return null;
    const closing = open.at(-1);
    if (
      char !== undefined &&
      char === closing &&
      (due === 'commaOrEnd' || due === 'valueOrEnd' || due === 'keyOrEnd')
    ) {
      open.pop();
      due = ended();
      at += 1;
      continue;
    }
    const taken = take(due, char, text, at);
    if (taken === null) return { offset: at, expected: words(due, closing) };
    if (taken.opens !== undefined) open.push(taken.opens);
    due = taken.due ?? (due === 'commaOrEnd' ? (closing === '}' ? 'key' : 'value') : ended());
    at += taken.length;
  }
}

interface Taken {
  readonly length: number;
  /** What closes the bracket that was taken. */
  readonly opens?: string;
  /** What is due behind it; where nothing is said, what is due behind a value or a comma. */
  readonly due?: Due;
}

/** What stands here, if it is what is due. */
function take(due: Due, char: string | undefined, text: string, at: number): Taken | null {
  switch (due) {
    case 'value':
    case 'valueOrEnd': {
      if (char === '{') return { length: 1, opens: '}', due: 'keyOrEnd' };
      if (char === '[') return { length: 1, opens: ']', due: 'valueOrEnd' };
      const length = lengthOf(scalar, text, at);
      return length === 0 ? null : { length };
    }
    case 'key':
    case 'keyOrEnd': {
      const length = lengthOf(key, text, at);
      return length === 0 ? null : { length, due: 'colon' };
    }
    case 'colon':
      return char === ':' ? { length: 1, due: 'value' } : null;
    case 'commaOrEnd':
      return char === ',' ? { length: 1 } : null;
    case 'nothing':
      return null;
  }
}
