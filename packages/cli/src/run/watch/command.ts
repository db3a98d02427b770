import { basename, dirname, resolve } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import { listed } from '@sdk-conformance/reporters';
import { shownPath } from '../../config/config.js';
import { configOf, type LoadedPlan, loadPlan } from '../../config/plan.js';
import type { Io } from '../../io.js';
import { type RunCommand, runCommand } from '../command.js';
import { watchFiles } from './files.js';
import { touchedBy } from './touched.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The verb `run --watch`: plays, and plays again what a change of files touches, until Ctrl-C. Resolves to the exit code of the last run. A spec
 * that is being written may be wrong meanwhile: that is told, and the next change is waited for.
 *
 * @throws UsageError for a configuration that is wrong from the beginning
 */
export async function watchCommand(command: RunCommand, io: Io): Promise<number> {
  const config = configOf(command, io.cwd);
  // A configuration in a folder of that name stands below the SDK.
  const sdk = basename(config.folder) === 'conformance' ? dirname(config.folder) : config.folder;
  const paths = [sdk, config.spec, config.fixtures, config.scenarios, config.knownFile.path];
  const written = command.reporters.flatMap(({ file }) => (file === null ? [] : [resolve(io.cwd, file)]));
  const builds = config.targets.some(({ prepare }) => prepare !== null) ? ['build', 'dist', 'target'] : [];
  const changes = await watchFiles(
    paths.filter((path) => path !== null),
    { files: written, folders: ['repro', ...builds] },
  );
  const over = new AbortController();
  const end = () => over.abort();
  try {
    let exit = await told(() => runCommand(command, io), io);
    for (;;) {
      if (exit === 130) return exit;
      io.err('watches spec, recordings, adapters and SDK; Ctrl-C ends\n');
      for (const name of signals) process.on(name, end);
      const files = await changes.next(over.signal);
      for (const name of signals) process.removeListener(name, end);
      if (files === null) return exit;
      io.err(`\nchanged: ${listed(files.map((file) => shownPath(file, io.cwd)))}\n`);
      exit = await told(async () => {
        const ids = touchedBy(files, planOf(command, io));
        if (ids !== null && ids.length === 0) {
          io.err('no scenario that is chosen serves it\n');
          return exit;
        }
        return runCommand(ids === null ? command : { ...command, filter: ids }, io);
      }, io);
    }
  } finally {
    await changes.close();
  }
}

function planOf(command: RunCommand, io: Io): LoadedPlan {
  return loadPlan(command, io.cwd);
}

/** What a run came to; a mistake of the user's is told. */
async function told(run: () => Promise<number>, io: Io): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`${error.message}\n`);
    return 2;
  }
}
