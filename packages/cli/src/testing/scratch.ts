import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { conformanceIn, repository } from './project.js';

/** Someone else's repository, in small. */
export interface Scratch {
  readonly folder: string;
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
  /** Every file but those of node_modules and .git, by its path. */
  readonly files: () => readonly string[];
  /** The adapter package as if it were installed. */
  readonly installAdapter: () => void;
  /** The command within this process; each answer is one to a question of it. */
  readonly conformance: (
    args: readonly string[],
    answers?: readonly string[],
  ) => Promise<{
    readonly exit: number;
    readonly out: string;
    readonly err: string;
    readonly asked: readonly string[];
  }>;
  readonly remove: () => void;
}

/** A checkout with blanks in its path, with these files in it. */
export function createScratch(files: Readonly<Record<string, string>>): Scratch {
  const above = mkdtempSync(join(tmpdir(), 'conformance-'));
  const folder = join(above, 'an SDK');
  const write: Scratch['write'] = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  mkdirSync(join(folder, '.git'), { recursive: true });
  for (const [path, text] of Object.entries(files)) write(path, text);
  return {
    folder,
    write,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    files: () =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((path) => path.replaceAll('\\', '/'))
        .filter((path) => !/^(node_modules|\.git)\//.test(path) && statSync(join(folder, path)).isFile())
        .sort(),
    installAdapter: () => {
      const scope = join(folder, 'node_modules', '@sdk-conformance');
      mkdirSync(scope, { recursive: true });
      symlinkSync(join(repository, 'packages', 'adapter-typescript'), join(scope, 'adapter-typescript'));
    },
    conformance: async (args, answers) => {
      const asked: string[] = [];
      const ask = async (question: string) => {
        asked.push(question);
        return answers?.[asked.length - 1] ?? '';
      };
      const said = await conformanceIn(folder, args, ...(answers === undefined ? [] : [ask]));
      return { ...said, asked };
    },
    remove: () => rmSync(above, { recursive: true }),
  };
}
