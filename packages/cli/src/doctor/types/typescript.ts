import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { runTool } from '@sdk-conformance/runner';
import { type Check, ok, wrong } from '../check.js';

/** Longest that a compiler may take, ms. */
const compileMs = 120_000;
const mostTold = 10;

/** Whether the types of an adapter in TypeScript hold, by the compiler and the configuration of its own project. */
export async function checkTypeScript(
  name: string,
  adapter: string,
  folder: string,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const compiler = compilerFor(adapter);
  if (compiler === null) {
    const text = `${name}: types are not checked: typescript is not installed beside the adapter`;
    return [{ state: 'note', text, mend: null }];
  }
  const own = mkdtempSync(join(tmpdir(), 'conformance-types-'));
  try {
    const project = join(own, 'tsconfig.json');
    writeFileSync(project, JSON.stringify(projectOf(adapter)));
    const command = [process.execPath, compiler, '-p', project, '--pretty', 'false'];
    const end = await runTool({ command, cwd: folder, env: process.env, signal, deadlineMs: compileMs });
    if (end.ok) return [ok(`${name}: its types check`)];
    // What is wrong in the SDK's own sources is not the adapter's.
    const shown = `${relative(folder, adapter).replaceAll('\\', '/')}(`;
    const told = end.output.filter((line) => line.startsWith(shown) || line.startsWith('error '));
    if (told.length === 0) return [ok(`${name}: its types check`)];
    return [wrong([`${name}: its types do not check`, ...told.slice(0, mostTold)].join('\n'), null)];
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

function compilerFor(adapter: string): string | null {
  try {
    return join(dirname(createRequire(adapter).resolve('typescript/package.json')), 'bin', 'tsc');
  } catch {
    return null;
  }
}

/** The adapter alone, by the options of the nearest tsconfig.json, which need not include it. */
function projectOf(adapter: string): object {
  const above = foldersAbove(adapter);
  const nearest = above.map((folder) => join(folder, 'tsconfig.json')).find((file) => existsSync(file));
  const plain = { module: 'nodenext', target: 'es2022', strict: true };
  return {
    ...(nearest === undefined ? {} : { extends: nearest }),
    files: [adapter],
    include: [],
    compilerOptions: {
      ...(nearest === undefined ? plain : {}),
      noEmit: true,
      skipLibCheck: true,
      composite: false,
      incremental: false,
      rootDir: null,
      allowImportingTsExtensions: true,
      typeRoots: above.map((folder) => join(folder, 'node_modules', '@types')).filter((folder) => existsSync(folder)),
    },
  };
}

function foldersAbove(file: string): readonly string[] {
  const folder = dirname(file);
  return folder === file ? [] : [folder, ...(dirname(folder) === folder ? [] : foldersAbove(folder))];
}
