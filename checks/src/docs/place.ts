import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { exitCodeOf } from '@sdk-conformance/cli';

/** A copy of an example, in which a page's commands are typed. */
export interface Place {
  readonly folder: string;
  readonly read: (file: string) => string | null;
  readonly write: (file: string, text: string) => void;
  readonly types: (args: readonly string[]) => Promise<{ readonly exit: number; readonly said: string }>;
  readonly remove: () => void;
}

/**
 * @param example folder that is copied
 * @param links what is installed there: the place of each link, and what it leads to
 */
export function createPlace(example: string, links: Readonly<Record<string, string>> = {}): Place {
  const above = mkdtempSync(join(tmpdir(), 'docs-'));
  const folder = join(above, 'an SDK');
  const inNobodysWay = (path: string) => !/\/(node_modules\/@sdk-conformance|dist|bin|obj|build)(\/|$)/.test(path);
  cpSync(example, folder, { recursive: true, filter: (path) => inNobodysWay(path.slice(example.length)) });
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
  }
  begin(folder);
  return {
    folder,
    read: (file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : null),
    write: (file, text) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    types: (args) => typed(folder, args),
    remove: () => rmSync(above, { recursive: true }),
  };
}

/** Makes a folder a clone of a repository, whose branch is `origin/main`. */
function begin(folder: string): void {
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder });
  git('init', '--quiet');
  git('add', '--all');
  git('-c', 'user.name=docs', '-c', 'user.email=docs@example.com', 'commit', '--quiet', '--message', 'Begin');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
}

/** The command within this process, as `npx conformance` would run it. */
export async function typed(
  cwd: string,
  args: readonly string[],
): Promise<{ readonly exit: number; readonly said: string }> {
  let said = '';
  const hear = (text: string) => {
    said += text;
    // A server is there until it is told to end.
    if (text.includes('Ctrl-C: end')) setImmediate(() => process.emit('SIGINT'));
  };
  const exit = await exitCodeOf(args, {
    out: hear,
    err: hear,
    cwd,
    env: { PATH: process.env['PATH'], npm_config_user_agent: 'npm/10 node/v20' },
    outIsTerminal: false,
    errIsTerminal: false,
    command: 'npx conformance',
  });
  return { exit, said };
}
