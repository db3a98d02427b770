import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Io } from '../io.js';
import { exitCodeOf } from '../main.js';

/** Root of this repository, whose spec, fixtures and reference SDK tests play. */
export const repository = fileURLToPath(new URL('../../../../', import.meta.url));

export interface Project {
  readonly folder: string;
  readonly write: (path: string, content: string | Uint8Array) => void;
  /** The command within this process, started in the project's folder; in what it says, folders of this machine are replaced. */
  readonly conformance: (
    ...args: readonly string[]
  ) => Promise<{ readonly exit: number; readonly out: string; readonly err: string }>;
  readonly remove: () => void;
}

/** A folder with a spec, fixtures and a configuration of the reference SDK in it. */
export function createProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const write: Project['write'] = (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  cpSync(join(repository, 'spec', 'foilengine.yaml'), join(folder, 'spec.yaml'));
  write('conformance.config.yaml', config());
  return {
    folder,
    write,
    conformance: (...args) => conformanceIn(folder, args),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** A configuration of the reference SDK; `target` is added to its only target. */
export function config(target = ''): string {
  return `spec: spec.yaml
fixtures: ${join(repository, 'fixtures')}
targets:
  typescript:
    language: typescript
    adapter: ${join(repository, 'conformance', 'typescript', 'adapter.ts')}
${target}`;
}

/** The command within this process, started in a folder; `ask` stands for whoever sits at its terminal. */
export async function conformanceIn(cwd: string, args: readonly string[], ask?: NonNullable<Io['ask']>) {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    cwd,
    // As `pnpm conformance` gives it, whether or not this machine has a pnpm of its own.
    env: { PATH: process.env['PATH'], npm_config_user_agent: 'pnpm/10.34.9 npm/? node/v20' },
    outIsTerminal: false,
    errIsTerminal: false,
    ...(ask === undefined ? {} : { ask }),
    command: 'pnpm conformance',
  };
  const exit = await exitCodeOf(args, io);
  const anywhere = (text: string) => text.replaceAll(cwd, '<project>').replaceAll(repository, '<repository>/');
  return { exit, out: anywhere(out), err: anywhere(err) };
}
