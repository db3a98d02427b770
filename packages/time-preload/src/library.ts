import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the library is, or why this machine cannot have it. */
export type TimePreload = { readonly library: string } | { readonly absent: string };

const sources = fileURLToPath(new URL('../native', import.meta.url));
// Beside what is built of this package, also where its sources are run as they are.
const built = fileURLToPath(new URL('../dist/native', import.meta.url));
const compilers = ['cc', 'gcc', 'clang'];
const options = ['-std=c11', '-O2', '-Wall', '-Wextra', '-fPIC', '-shared', '-fvisibility=hidden', '-fexceptions'];

/** Gives the library, compiled from its sources when they have changed since, which takes a second or two. */
export function timePreload(): TimePreload {
  const why = unfit(process.platform, process.arch, usesGlibc);
  if (why !== null) return { absent: why };
  const files = readdirSync(sources)
    .filter((name) => /\.[ch]$/.test(name))
    .sort();
  const library = join(built, `time-preload-${versionOf(files)}.so`);
  return existsSync(library) ? { library } : compile(files, library);
}

/** Why no program of a system can load the library; null where it can. On macOS what the system protects takes no library from outside. */
export function unfit(platform: NodeJS.Platform, arch: string, isGlibc: () => boolean): string | null {
  if (platform !== 'linux' || arch !== 'x64') return `it needs Linux on x64, this is ${platform} on ${arch}`;
  return isGlibc() ? null : 'it needs glibc, this system has another C library';
}

function usesGlibc(): boolean {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime !== undefined;
}

function versionOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(options));
  for (const file of files) hash.update(readFileSync(join(sources, file)));
  return hash.digest('hex').slice(0, 12);
}

function compile(files: readonly string[], library: string): TimePreload {
  const inputs = files.filter((name) => name.endsWith('.c')).map((name) => join(sources, name));
  // Two runs may build at once; each moves a whole file into place.
  const output = `${library}.${process.pid}`;
  try {
    mkdirSync(built, { recursive: true });
    for (const compiler of compilers) {
      const { error, status, stderr } = spawnSync(compiler, [...options, '-o', output, ...inputs, '-ldl', '-lpthread']);
      if (error) continue;
      if (status !== 0) return { absent: `${compiler} cannot build it: ${stderr.toString().trim()}` };
      renameSync(output, library);
      return { library };
    }
    return { absent: `there is no C compiler: none of ${compilers.join(', ')} is on the PATH` };
  } catch (error) {
    return { absent: `it cannot be written: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    rmSync(output, { force: true });
  }
}
