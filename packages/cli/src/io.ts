import { printable } from '@sdk-conformance/model';

/** Where a verb writes and what it knows of its surroundings. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Characters in a line of standard error's terminal, as it is now; undefined where there is none. */
  readonly errColumns?: () => number | undefined;
  /** Asks whoever sits there; undefined where nobody does. */
  readonly ask?: (question: string) => Promise<string>;
  /** How the user called the command: `pnpm conformance`. */
  readonly command: string;
}

/** Sequences of our own: colours, and the line that is drawn anew. */
const own = /\u001b\[(?:0|[1-9]\d?)m|\r\u001b\[2K/g;

/** A text that a terminal shows and does not obey, wherever it came from; what we ourselves say to a terminal stays. */
export function harmless(text: string): string {
  let from = 0;
  let out = '';
  for (const { index, 0: sequence } of text.matchAll(own)) {
    out += printable(text.slice(from, index)) + sequence;
    from = index + sequence.length;
  }
  return out + printable(text.slice(from));
}

/** JSON to read and to keep: what a terminal would obey is escaped, so that {@link harmless} finds nothing to take away. */
export function plainJson(value: unknown): string {
  const escaped = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, 2).replace(/[^\n -~]/g, (sign) =>
    printable(sign) === sign ? sign : escaped(sign),
  );
}

/** NO_COLOR (no-color.org) and FORCE_COLOR beat what the stream is. */
export function wantsColour(env: Io['env'], isTerminal: boolean): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}

/** True on a build server, where what is not run must not pass for green. */
export function inCi(env: Io['env']): boolean {
  const ci = env['CI'];
  return ci !== undefined && ci !== '' && ci !== 'false' && ci !== '0';
}
