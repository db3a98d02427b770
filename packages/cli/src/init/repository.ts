import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import { bytesOf } from '../config/bytes.js';
import { type InitLanguage, projectFiles } from './language.js';

/** What `init` knows of the repository that it writes to. */
export interface Repository {
  readonly folder: string;
  /** Root of the checkout, where workflows stand; the folder itself where there is none. */
  readonly root: string;
  /** The folder as its root sees it: `.`, or `packages/sdk`. */
  readonly fromRoot: string;
  readonly installer: Installer;
  /** Whether an SDK of JavaScript is written in TypeScript. */
  readonly typed: boolean;
  /** The SDK's name as its package tells it; null where that cannot be seen. */
  readonly name: string | null;
  /** Project files of C# that may be the SDK's. */
  readonly projects: readonly string[];
}

/** How a package manager of JavaScript is asked. */
interface Installer {
  /** What installs packages for development, without their names. */
  readonly add: string;
  /** What CI installs everything with. */
  readonly all: string;
  /** What starts a command of an installed package. */
  readonly run: string;
}

const installers: Readonly<Record<string, Installer>> = {
  'pnpm-lock.yaml': { add: 'pnpm add --save-dev', all: 'npx --yes pnpm@10 install --frozen-lockfile', run: 'pnpm' },
  'yarn.lock': { add: 'yarn add --dev', all: 'yarn install --immutable', run: 'yarn' },
  'package-lock.json': { add: 'npm install --save-dev', all: 'npm ci', run: 'npx' },
};
const withoutLock: Installer = { add: 'npm install --save-dev', all: 'npm install', run: 'npx' };

/** @throws UsageError for a package.json that is none, or is missing where the language needs it */
export function repositoryAt(folder: string, language: InitLanguage): Repository {
  const root = above(folder).find((at) => existsSync(join(at, '.git'))) ?? folder;
  const within = above(folder).filter((at) => !relative(root, at).startsWith('..'));
  const lock = Object.keys(installers).find((name) => within.some((at) => existsSync(join(at, name)))) ?? '';
  const manifest = packageJson(folder);
  if (language === 'typescript' && manifest === null) {
    throw new UsageError(
      'there is no package.json in this folder\n  expected: that of the SDK, which has its name and version',
    );
  }
  const devDependencies = manifest?.['devDependencies'];
  return {
    folder,
    root,
    fromRoot: relative(root, folder).replaceAll('\\', '/') || '.',
    installer: installers[lock] ?? withoutLock,
    typed:
      existsSync(join(folder, 'tsconfig.json')) ||
      (typeof devDependencies === 'object' && devDependencies !== null && 'typescript' in devDependencies),
    name: typeof manifest?.['name'] === 'string' ? manifest['name'] : pythonName(folder),
    projects: projectFiles(folder),
  };
}

function above(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...above(parent)];
}

function packageJson(folder: string): Readonly<Record<string, unknown>> | null {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytesOf(path, 'package.json')));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch (error) {
    if (error instanceof UsageError) throw error;
  }
  throw new UsageError('package.json: a JSON object is expected, as npm writes it');
}

/** The first name in pyproject.toml: that of its table `project`, or of a tool's that stands in for it. */
function pythonName(folder: string): string | null {
  const path = join(folder, 'pyproject.toml');
  if (!existsSync(path)) return null;
  return /^name\s*=\s*["']([\w.-]+)["']/m.exec(readFileSync(path, 'utf8'))?.[1] ?? null;
}
