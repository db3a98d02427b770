import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { filesOf } from './files.js';

/** One task of `pnpm test` in one package. */
export interface Task {
  /** `package#task` */
  readonly taskId: string;
  readonly task: string;
  /** Folder of the package, relative to the root. */
  readonly directory: string;
  /** What the package's script says; `<NONEXISTENT>` where it has none. */
  readonly command: string;
  /** What a cached result is found by. */
  readonly hash: string;
}

/** A copy of the repository without what git ignores, to change files in. */
export interface Copy {
  /** Paths of all files, relative to the root. */
  readonly files: readonly string[];
  readonly tasks: readonly Task[];
  /** The tasks that run again after a change in a file, which is then undone. */
  readonly tasksAfterChange: (file: string) => readonly string[];
  readonly remove: () => void;
}

export function copyOf(root: string): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'tasks-'));
  const files = filesOf(root);
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file), { verbatimSymlinks: true });
  }
  const plan = () => tasksIn(folder, join(root, 'node_modules', '.bin', 'turbo'));
  const before = plan();
  return {
    files,
    tasks: before,
    tasksAfterChange: (file) => {
      const path = join(folder, file);
      const content = readFileSync(path);
      appendFileSync(path, '\n');
      const after = new Map(plan().map(({ taskId, hash }) => [taskId, hash]));
      writeFileSync(path, content);
      return before.filter(({ taskId, hash }) => after.get(taskId) !== hash).map(({ taskId }) => taskId);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function tasksIn(folder: string, turbo: string): readonly Task[] {
  const { scripts }: { readonly scripts: { readonly test: string } } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const [, ...args] = scripts.test.split(' ');
  const plan = execFileSync(turbo, [...args, '--dry=json'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  });
  const { tasks }: { readonly tasks: readonly Task[] } = JSON.parse(plan);
  return tasks;
}
