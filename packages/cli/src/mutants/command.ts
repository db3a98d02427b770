import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  diagnosed,
  judged,
  type Matrix,
  type MutantsOptions,
  type Mutated,
  playMutants,
  UsageError,
} from '@sdk-conformance/engine';
import { createPaint } from '@sdk-conformance/reporters';
import { play } from '@sdk-conformance/runner';
import { loadPlan, type Selection } from '../config/plan.js';
import { whyUnwritable } from '../config/why.js';
import { onInterrupt } from '../interrupt.js';
import { type Io, inCi, wantsColour } from '../io.js';
import { preparing } from '../preparing.js';
import { causesPage } from './causes-table.js';
import { readMutants } from './mutants-file.js';
import { matrixLines } from './table.js';

export interface MutantsCommand extends Selection, MutantsOptions {
  /** File of the page of first causes, which is written; null where none is. */
  readonly page: string | null;
}

/**
 * The verb `mutants`. Resolves to the exit code: 1 for a survivor, a cause that is wrong or that a
 * scenario contradicts which passed, or a requirement that no mutant breaks.
 *
 * @throws UsageError for whatever is wrong with options, configuration, spec, fixtures or the list of mutants
 */
export async function mutantsCommand(options: MutantsCommand, io: Io): Promise<number> {
  const interrupt = onInterrupt(io);
  const clear = io.errIsTerminal ? '\r\u001b[2K' : '';
  try {
    const plan = loadPlan(options, io.cwd);
    const mutated = plan.targets.flatMap((target) =>
      target.mutants === null ? [] : [{ target, mutants: readMutants(target.mutants, io.cwd) }],
    );
    const page = options.page === null ? null : pageOf(options.page, mutated.length, io.cwd);
    const say = (line: string) => io.err(`${clear}${line}\n`);
    const matrices = await playMutants(plan, mutated, options, {
      path: io.env['PATH'],
      signal: interrupt.signal,
      stages: { play, judge: judged, diagnose: diagnosed, prepare: preparing(say, io.env) },
      onPlayed: (target, mutant) => {
        if (io.errIsTerminal) io.err(`${clear}${target}: ${mutant ?? 'without a mutant'}`);
      },
    });
    if (clear !== '') io.err(clear);
    io.out(`${matrixLines(matrices, createPaint(wantsColour(io.env, io.outIsTerminal))).join('\n')}\n`);
    if (page !== null) writeCauses(page, mutated, matrices);
    return interrupt.signal.aborted ? 130 : exitOf(matrices, inCi(io.env));
  } finally {
    interrupt.release();
  }
}

/**
 * The page of causes, opened once before an hour of plays.
 *
 * @throws UsageError where it cannot be written, or more than one target is played
 */
function pageOf(causes: string, targets: number, cwd: string): string {
  if (targets > 1) {
    throw new UsageError(`--causes: ${targets} targets have mutants, and a page is of one\n  expected: --target NAME`);
  }
  const page = resolve(cwd, causes);
  try {
    closeSync(openSync(page, 'a'));
  } catch (error) {
    throw new UsageError(`--causes: ${causes} cannot be written: ${whyUnwritable(error)}`);
  }
  return page;
}

function writeCauses(page: string, [mutated]: readonly Mutated[], [matrix]: readonly Matrix[]): void {
  if (mutated === undefined || matrix === undefined || matrix.absent !== null) return;
  writeFileSync(page, causesPage(readFileSync(page, 'utf8'), mutated.mutants, matrix.kills, matrix.target));
}

function exitOf(matrices: readonly Matrix[], ci: boolean): number {
  const absent = matrices.filter((matrix) => matrix.absent !== null).length;
  const failed = matrices.some((m) =>
    [...m.kills, ...(m.unsound === null ? [] : [m.unsound])].some((k) => k.failures.length > 0 && !k.caught),
  );
  if (failed || (absent > 0 && (ci || absent === matrices.length))) return 3;
  const found = matrices.some(
    (m) =>
      m.unsound !== null ||
      m.neverBroken.length > 0 ||
      m.kills.some((k) => !k.caught || k.naming === 'wrong' || k.contradictions.length > 0),
  );
  return found ? 1 : 0;
}
