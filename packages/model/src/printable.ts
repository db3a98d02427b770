/**
 * A text that a terminal shows as it stands: control characters, which could move its cursor or colour what follows, and marks
 * that turn the direction of writing become U+FFFD. Line ends and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** A name or a value as one line of at most so many characters: a line break in it must not begin a line that we seem to say. */
export function printableLine(text: string, most = 300): string {
  const line = printable(text.slice(0, most + 1)).replace(/[\r\n]/g, '\ufffd');
  return line.length > most ? `${line.slice(0, most)}…` : line;
}

// Whoever wrote the SDK looks for neither Node's frames nor ours.
const foreign = /node:|\/(clock|adapter-typescript)\/dist\//;

// Of V8 and of native code.
const frame = /^\s*(at .+|\d+: 0x[\da-f]+ .*)$/;

/** Lines of a program's last words without what only its author's debugger reads: stack frames, blank lines, Node's version. */
export function lastWords(lines: readonly string[], most: number): readonly string[] {
  return lines.filter((line) => line.trim() !== '' && !frame.test(line) && !/^Node\.js v\d/.test(line)).slice(-most);
}

/** An error's text in one line: what it says, and where it was raised. */
export function inOneLine(text: string): string {
  const lines = text.split('\n');
  const at = lines.find((line) => frame.test(line) && !foreign.test(line));
  const said = lines.filter((line) => line.trim() !== '' && !frame.test(line)).map((line) => line.trim());
  return [said.join(' '), ...(at === undefined ? [] : [at.trim()])].join(', ');
}
