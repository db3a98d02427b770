import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly repository?: { readonly url: string; readonly directory: string };
}

/** The workspace's packages that npm publishes. */
export function publishedPackages(root: string): readonly Manifest[] {
  const folders = [...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`), 'fixtures', 'spec'];
  return folders
    .map((folder): Manifest => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')))
    .filter(({ name, private: own }) => own !== true && name.startsWith('@sdk-conformance/'));
}

/** Packs them as they would be published. */
export function packNpm(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const filters = publishedPackages(root).flatMap(({ name }) => ['--filter', name]);
  const pnpm = process.env['npm_execpath'];
  const [command = '', ...first] = pnpm?.includes('pnpm') ? [process.execPath, pnpm] : ['npx', '--yes', 'pnpm@10.34.9'];
  run(command, [...first, '--recursive', ...filters, 'pack', '--pack-destination', folder], root);
}

/** Builds the wheel. The network is not asked: setuptools and wheel must be in an interpreter of this machine. */
export function packPython(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  // A build leaves files beside its sources.
  const copy = join(folder, 'sources');
  cpSync(join(root, 'packages', 'adapter-python'), copy, {
    recursive: true,
    filter: (path) => !/node_modules|__pycache__/.test(path),
  });
  const builder = ['python3', '/usr/bin/python3'].find((python) => runs(python, ['-c', 'import setuptools, wheel']));
  if (builder === undefined)
    throw new Error('no Python here has setuptools and wheel: apt-get install -y python3-wheel');
  run(builder, ['-c', 'import sys, setuptools.build_meta as b; b.build_wheel(sys.argv[1])', folder], copy);
}

export function packCsharp(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const project = join(root, 'packages', 'adapter-csharp', 'src');
  run(
    'dotnet',
    ['pack', project, '-c', 'Release', '-o', folder, '--artifacts-path', join(folder, 'built'), '--nologo', '-v', 'q'],
    root,
  );
}

function run(command: string, args: readonly string[], cwd: string): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

function runs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
