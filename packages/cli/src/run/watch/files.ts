import { basename } from 'node:path';
import { watch } from 'chokidar';

/** Files that change, as they do. */
export interface Changes {
  /** Resolves to those that have changed since the last time, once no more do; null when the signal is aborted. */
  readonly next: (signal: AbortSignal) => Promise<readonly string[] | null>;
  readonly close: () => Promise<void>;
}

/** Editors and compilers write in several steps, ms. */
const quietMs = 100;

/** Folders in which no one edits: what is installed, and what tools and builds keep. */
const ignored = new Set([
  'node_modules',
  '.git',
  '.venv',
  '__pycache__',
  '.turbo',
  '.mypy_cache',
  '.pytest_cache',
  'obj',
  'bin',
]);

/**
 * Watches files and folders.
 *
 * @param written what runs and builds write: files by their paths, folders by their names
 */
export async function watchFiles(
  paths: readonly string[],
  written: { readonly files: readonly string[]; readonly folders: readonly string[] },
): Promise<Changes> {
  const changed = new Set<string>();
  let look = () => {};
  const watcher = watch([...paths], {
    ignoreInitial: true,
    ignored: (path) =>
      // A repository may have such a name itself.
      !paths.includes(path) &&
      (ignored.has(basename(path)) || written.folders.includes(basename(path)) || written.files.includes(path)),
  });
  watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return;
    changed.add(path);
    look();
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return {
    next: (signal) =>
      new Promise((resolve) => {
        let quiet: NodeJS.Timeout | undefined;
        const end = (files: readonly string[] | null) => {
          clearTimeout(quiet);
          look = () => {};
          changed.clear();
          resolve(files);
        };
        look = () => {
          clearTimeout(quiet);
          if (changed.size > 0) quiet = setTimeout(() => end([...changed].sort()), quietMs);
        };
        signal.addEventListener('abort', () => end(null), { once: true });
        look();
      }),
    close: () => watcher.close(),
  };
}
