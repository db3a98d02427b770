import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';

// What differs between systems, as decisions that know the system by their argument alone.

/** Variables that programs are found and started with. */
export function inheritedNames(platform: NodeJS.Platform): readonly string[] {
  if (platform !== 'win32') return ['PATH', 'HOME', 'TMPDIR'];
  return [
    ...['PATH', 'PATHEXT', 'SystemRoot', 'SystemDrive', 'ComSpec', 'TEMP', 'TMP', 'USERPROFILE', 'APPDATA'],
    ...['LOCALAPPDATA', 'ProgramData', 'ProgramFiles'],
  ];
}

/** Files that a command may be, in the order in which they are looked for. */
export function filesOf(command: string, path: string | undefined, platform: NodeJS.Platform): readonly string[] {
  const windows = platform === 'win32';
  const { join, delimiter } = windows ? win32 : posix;
  // Beside npm.cmd stands npm, which is for other shells.
  const endings = !windows || /\.(exe|com|cmd|bat)$/i.test(command) ? [''] : ['.com', '.exe', '.cmd', '.bat'];
  const isPath = command.includes('/') || (windows && command.includes('\\'));
  const folders = isPath ? [''] : (path ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => endings.map((ending) => join(folder, `${command}${ending}`)));
}

/** The file that a command is; null where there is none. */
export function whereOnPath(
  command: string,
  path: string | undefined,
  platform: NodeJS.Platform = process.platform,
): string | null {
  return filesOf(command, path, platform).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Why the adapter package of a language can have no clock of its own on a system; null where it can. */
export function whyNoClock(language: string, platform: NodeJS.Platform): string | null {
  if (language !== 'python' || platform !== 'win32') return null;
  return 'played in real time, for Python has no select.poll on Windows, by which its virtual clock waits';
}

/** What a system is given to start a command. */
export interface Start {
  readonly program: string;
  readonly args: readonly string[];
  /** The arguments are one line as they stand, on Windows alone. */
  readonly verbatim: boolean;
}

/**
 * How a command is started. Windows runs a .cmd or .bat, such as npm and npx, by cmd.exe alone, and Node leaves the quoting to its caller
 * (CVE-2024-27980). Each argument is put between quotes in which cmd.exe finds nothing to obey.
 *
 * @param found the file that the command is, as `whereOnPath` gives it
 * @throws Error for an argument that no batch file can take
 */
export function startOf(command: readonly string[], found: string | null, platform: NodeJS.Platform): Start {
  const [program = '', ...args] = command;
  const file = found ?? program;
  if (platform !== 'win32' || !/\.(cmd|bat)$/i.test(file)) return { program, args, verbatim: false };
  const line = [`"${file}"`, ...args.map(batchArgument)].join(' ');
  return { program: 'cmd.exe', args: ['/e:ON', '/v:OFF', '/d', '/s', '/c', `"${line}"`], verbatim: true };
}

/** How a command is started here. */
export function startHere(command: readonly string[], path: string | undefined): Start {
  const { platform } = process;
  return startOf(command, platform === 'win32' ? whereOnPath(command[0] ?? '', path) : null, platform);
}

function batchArgument(text: string): string {
  if (/[\r\n\0]/.test(text)) {
    throw new Error(`the argument ${JSON.stringify(text)} has a line break, which a batch file cannot take`);
  }
  if (text !== '' && !text.endsWith('\\') && /^[\w#$*+\-./:?@\\]*$/.test(text)) return text;
  const quoted = text
    .replace(/(\\*)"/g, '$1$1""')
    .replace(/\\+$/, (slashes) => slashes + slashes)
    // An empty piece of %cd% parts the name of what would be put in its place.
    .replaceAll('%', '%%cd:~,%');
  return `"${quoted}"`;
}

/** How a process is ended, or asked for where the signal is 0, with all that it has started. */
export type Ending =
  | { readonly to: number; readonly signal: NodeJS.Signals | 0 }
  | { readonly command: readonly [string, ...string[]] };

/** Windows has neither groups nor signals: a process is ended with what stands below it, at once, and asked for alone. */
export function endingOf(pid: number, signal: NodeJS.Signals | 0, platform: NodeJS.Platform): Ending {
  if (platform !== 'win32') return { to: -pid, signal };
  return signal === 0 ? { to: pid, signal } : { command: ['taskkill', '/pid', String(pid), '/t', '/f'] };
}
