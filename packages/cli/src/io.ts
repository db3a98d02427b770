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
