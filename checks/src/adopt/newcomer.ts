import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Someone who adopts the kit in a repository: types commands, edits files, reads what is said. */
export interface Newcomer {
  readonly folder: string;
  /** Types a command and reads what it says; throws where it ends otherwise, or does not say what it must. */
  readonly types: (
    command: readonly string[],
    expected: { readonly exit: number; readonly says?: readonly RegExp[] },
  ) => Promise<void>;
  /** Puts texts in the place of others in a file; throws where one is not there. */
  readonly edits: (file: string, changes: readonly (readonly [from: string | RegExp, to: string])[]) => void;
  readonly counted: () => Counted;
}

export interface Counted {
  readonly commands: number;
  readonly edits: number;
  readonly seconds: number;
}

/**
 * @param sources files of the SDK, which are copied into the folder without what `init` writes there
 * @param env over the environment of whoever starts this
 */
export function createNewcomer(folder: string, sources: string, env: Readonly<Record<string, string>>): Newcomer {
  mkdirSync(folder, { recursive: true });
  const ofTheKit = /^\/(conformance|\.github|\.gitignore|node_modules|(src\/)?(bin|obj)$)/;
  cpSync(sources, folder, { recursive: true, filter: (path) => !ofTheKit.test(path.slice(sources.length)) });
  const started = performance.now();
  let commands = 0;
  let edits = 0;
  const ownEnv = Object.fromEntries(
    // What a package manager that started this tells its children would be told to those of the newcomer.
    Object.entries(process.env).filter(([name]) => !/^(npm_|PNPM_|INIT_CWD|NODE_PATH|VIRTUAL_ENV|CI$)/i.test(name)),
  );
  return {
    folder,
    types: async (command, { exit, says = [] }) => {
      commands++;
      const from = performance.now();
      const { status, said } = await ended(command, folder, { ...ownEnv, ...env });
      const seconds = ((performance.now() - from) / 1000).toFixed(1);
      process.stdout.write(`  $ ${command.join(' ')}   → ${status}, ${seconds} s\n`);
      for (const text of says) process.stdout.write(indented(text.exec(said)?.[0] ?? ''));
      const unsaid = says.filter((text) => !text.test(said));
      if (status !== exit || unsaid.length > 0) {
        throw new Error(`exit ${exit} is expected${unsaid.map((text) => `, and ${text}`).join('')}; it said:\n${said}`);
      }
    },
    edits: (file, changes) => {
      edits++;
      const path = join(folder, file);
      const text = changes.reduce(
        (before, [from, to]) => {
          const after = before.replace(from, () => to);
          if (after === before) throw new Error(`${file} has no ${from}`);
          return after;
        },
        readFileSync(path, 'utf8'),
      );
      writeFileSync(path, text);
      process.stdout.write(`  edit ${file}\n`);
    },
    counted: () => ({ commands, edits, seconds: Math.round((performance.now() - started) / 1000) }),
  };
}

function ended(
  [program = '', ...args]: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly status: number | string; readonly said: string }> {
  return new Promise((resolve) => {
    const options = { cwd, env, encoding: 'utf8', maxBuffer: 1e9 } as const;
    execFile(program, args, options, (error, out, err) =>
      resolve({ status: error === null ? 0 : (error.code ?? 'a signal'), said: `${out}${err}` }),
    );
  });
}

function indented(text: string): string {
  return `${text.trimEnd()}\n`.replaceAll(/^(?=.)/gm, '      ');
}
