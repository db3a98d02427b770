import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locked } from './lock.mjs';

/**
 * Builds the packages if any of their sources changed since the last build that this function made. Ends the process with
 * exit code 3 where they do not compile.
 *
 * @param {string} checkout root of the repository
 */
export function bringUpToDate(checkout) {
  const stamp = join(checkout, 'node_modules', '.cache', 'conformance-build');
  if (isFresh(checkout, stamp)) return;
  mkdirSync(join(stamp, '..'), { recursive: true });
  // Two compilers would write the same files, and read each other's halves. Who has waited finds it done.
  const said = locked(`${stamp}.lock`, () => (isFresh(checkout, stamp) ? null : build(checkout, stamp)));
  if (said === null) return;
  process.stderr.write(`conformance: the sources of this repository do not compile\n${said}`);
  process.exit(3);
}

/** What the compiler says; null where it is content. */
function build(checkout, stamp) {
  // Written before the build starts: what changes while it runs is newer.
  const begun = `${stamp}.${process.pid}`;
  writeFileSync(begun, '');
  const compiler = join(checkout, 'node_modules', '.bin', process.platform === 'win32' ? 'tsc.cmd' : 'tsc');
  const built = spawnSync(compiler, ['-b', '--pretty', String(process.stderr.isTTY === true)], {
    cwd: checkout,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (built.status !== 0) {
    rmSync(begun);
    return built.error === undefined ? `${built.stdout}${built.stderr}` : `${built.error.message}\n`;
  }
  renameSync(begun, stamp);
  return null;
}

/** By change time, which, unlike the modification time, no copy or checkout can set back. */
function isFresh(checkout, stamp) {
  if (!existsSync(stamp)) return false;
  const builtMs = statSync(stamp).mtimeMs;
  const unchanged = (path) => statSync(path).ctimeMs < builtMs;
  return (
    ['tsconfig.json', 'tsconfig.base.json'].every((name) => unchanged(join(checkout, name))) &&
    projects(checkout).every(
      ({ root, sources }) =>
        existsSync(join(root, 'dist', '.tsbuildinfo')) &&
        unchanged(join(root, 'tsconfig.json')) &&
        treeUnchanged(sources, unchanged),
    )
  );
}

function projects(checkout) {
  const packages = join(checkout, 'packages');
  return readdirSync(packages)
    .map((name) => ({ root: join(packages, name), sources: join(packages, name, 'src') }))
    .filter(({ root, sources }) => existsSync(join(root, 'tsconfig.json')) && existsSync(sources));
}

/** A folder changes with each file that comes, goes or is renamed. */
function treeUnchanged(folder, unchanged) {
  return (
    unchanged(folder) &&
    readdirSync(folder, { withFileTypes: true }).every((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return treeUnchanged(path, unchanged);
      return !entry.name.endsWith('.ts') || unchanged(path);
    })
  );
}
