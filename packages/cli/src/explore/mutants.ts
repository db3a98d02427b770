import { closeSync, openSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '@sdk-conformance/engine';
import { type Detected, exploreMutants } from '@sdk-conformance/engine/explore';
import { loadPlan, type Selection } from '../config/plan.js';
import { whyUnwritable } from '../config/why.js';
import { onInterrupt } from '../interrupt.js';
import type { Io } from '../io.js';
import { readMutants } from '../mutants/mutants-file.js';
import { detectedPage, detectedSummary } from './detected-page.js';
import { surroundingsOf } from './surroundings.js';

export interface MutantsFound extends Selection {
  readonly runs: number;
  readonly first: number;
  readonly seed: number;
  readonly jobs: number | null;
  /** File that the table is written to; null: none is. */
  readonly page: string | null;
}

/**
 * The verb `explore` with `--mutants`. Resolves to the exit code: 3 where not all could be played.
 *
 * @throws UsageError for whatever is wrong with options, configuration, spec, fixtures or the list of mutants
 */
export async function mutantsFound(command: MutantsFound, io: Io): Promise<number> {
  const { seed, first, runs, jobs } = command;
  const plan = loadPlan(command, io.cwd);
  const mutated = plan.targets.flatMap((target) =>
    target.mutants === null ? [] : [{ target, mutants: readMutants(target.mutants, io.cwd) }],
  );
  if (mutated.length === 0)
    throw new UsageError(`--mutants: none of the targets has mutants\n  expected: mutants: a file that lists them`);
  const page = command.page === null ? null : opened(command.page, mutated.length, io.cwd);
  const interrupt = onInterrupt(io);
  const surroundings = surroundingsOf(io, interrupt.signal, 'mutants');
  try {
    const detected = await exploreMutants(plan, mutated, { seed, first, runs, jobs }, surroundings);
    surroundings.played();
    for (const one of detected) {
      io.out(`${one.absent === null ? detectedSummary(one, runs) : `${one.target}: not run: ${one.absent}`}\n`);
      for (const why of one.failures) io.err(`${one.target}: ${why}\n`);
    }
    const [only] = detected;
    if (page !== null && only !== undefined && only.absent === null) writeFileSync(page, detectedPage(only, command));
    return interrupt.signal.aborted ? 130 : exitOf(detected);
  } finally {
    interrupt.release();
  }
}

function exitOf(detected: readonly Detected[]): number {
  return detected.some(({ absent, failures }) => absent !== null || failures.length > 0) ? 3 : 0;
}

/** @throws UsageError where the page cannot be written, or more than one target has mutants */
function opened(page: string, targets: number, cwd: string): string {
  if (targets > 1)
    throw new UsageError(`--page: ${targets} targets have mutants, and a page is of one\n  expected: --target NAME`);
  const path = resolve(cwd, page);
  try {
    closeSync(openSync(path, 'a'));
  } catch (error) {
    throw new UsageError(`--page: ${page} cannot be written: ${whyUnwritable(error)}`);
  }
  return path;
}
