import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locked } from './lock.mjs';

/** Longest to wait for another process that compiles, ms. */
const LONGEST_WAIT_MS = 300_000;
/** A wait that is shorter is not worth a line, ms. */
const QUIET_MS = 1_000;

/**
 * Builds the packages if any of their sources changed since the last build that this function made. Ends the process with
 * exit code 3 where they do not compile, and with 130 where a signal ends the build.
 *
 * @param {string} checkout root of the repository
 */
export async function bringUpToDate(checkout) {
  const stamp = join(checkout, 'node_modules', '.cache', 'conformance-build');
  if (isFresh(checkout, stamp)) return;
  mkdirSync(join(stamp, '..'), { recursive: true });
  let told = false;
  // Two compilers would write the same files, and read each other's halves. Who has waited finds it done.
  const act = async () => (isFresh(checkout, stamp) ? null : build(checkout, stamp));
  const built = await locked(`${stamp}.lock`, act, {
    longestMs: LONGEST_WAIT_MS,
    onWait: ({ owner, waitedMs }) => {
      if (told || waitedMs < QUIET_MS) return;
      told = true;
      const most = `${LONGEST_WAIT_MS / 1_000} s at most`;
      process.stderr.write(`conformance: waits for process ${owner}, which compiles the sources, for ${most}\n`);
    },
  });
  if (built.done && built.value === null) return;
  if (built.value === INTERRUPTED) process.exit(130);
  process.stderr.write(
    built.done
      ? `conformance: the sources of this repository do not compile\n${shortly(built.value)}`
      : `conformance: process ${built.owner} was still compiling the sources after ${LONGEST_WAIT_MS / 1_000} s\n`,
  );
  process.exit(3);
}

const MOST_LINES = 12;

/** The first lines of what a compiler says; where it finds no module at all, what to do comes first. */
function shortly(said) {
  const lines = said.trimEnd().split('\n');
  const more = lines.length - MOST_LINES;
  const missing = /TS2307: Cannot find module/.test(said)
    ? ['Where a module is missing that a package names: pnpm install']
    : [];
  const shown = [...missing, ...lines.slice(0, MOST_LINES), ...(more > 0 ? [`… ${more} more lines`] : [])];
  return `${shown.join('\n')}\n`;
}

/** What the compiler says; null where it is content, and INTERRUPTED where a signal ended it. */
async function build(checkout, stamp) {
  // Written before the build starts: what changes while it runs is newer.
  const begun = `${stamp}.${process.pid}`;
  writeFileSync(begun, '');
  const said = await compile(checkout);
  if (said === null) renameSync(begun, stamp);
  else rmSync(begun);
  return said;
}

const INTERRUPTED = Symbol('interrupted');
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const windows = process.platform === 'win32';

/** A signal ends the compiler first, and then this process: the next one would write beside it. */
function compile(checkout) {
  return new Promise((resolve) => {
    const named = join(checkout, 'node_modules', '.bin', 'tsc');
    let interrupted = false;
    const stop = () => {
      interrupted = true;
      if (windows) child.kill();
      else process.kill(-child.pid, 'SIGKILL');
    };
    // Before it starts: a signal may come as soon as it runs.
    for (const name of signals) process.on(name, stop);
    // A shell starts it there, which parts a path at its blanks.
    const compiler = windows ? `"${named}.cmd"` : named;
    const child = spawn(compiler, ['-b', '--pretty', String(process.stderr.isTTY === true)], {
      cwd: checkout,
      shell: windows,
      detached: !windows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    const end = (what) => {
      for (const name of signals) process.removeListener(name, stop);
      resolve(interrupted ? INTERRUPTED : what);
    };
    child.on('error', ({ message }) => end(`${message}\n`));
    child.on('close', (code) => end(code === 0 ? null : said));
  });
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
