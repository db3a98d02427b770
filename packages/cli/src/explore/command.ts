import { type Explored, explore, type Found } from '@sdk-conformance/engine/explore';
import { isBinding } from '@sdk-conformance/model';
import { createPaint } from '@sdk-conformance/reporters';
import { loadPlan, type Selection } from '../config/plan.js';
import { onInterrupt } from '../interrupt.js';
import { type Io, inCi, wantsColour } from '../io.js';
import { exploredLines } from './lines.js';
import { fileOf, openSaving } from './save.js';
import { surroundingsOf } from './surroundings.js';

export interface ExploreCommand extends Selection {
  readonly runs: number;
  readonly first: number;
  readonly seed: number;
  readonly jobs: number | null;
  /** Folder that scenarios which fail are written to; null: none is. */
  readonly save: string | null;
  readonly strict: boolean;
}

/**
 * The verb `explore`. Resolves to the exit code, as `run` has it.
 *
 * @throws UsageError for whatever is wrong with options, configuration, spec or fixtures
 */
export async function exploreCommand(command: ExploreCommand, io: Io): Promise<number> {
  const { runs, first, seed, jobs } = command;
  const plan = loadPlan(command, io.cwd);
  const saving = command.save === null ? null : openSaving(command.save, io.cwd);
  const interrupt = onInterrupt(io);
  const surroundings = surroundingsOf(io, interrupt.signal, 'scenarios');
  try {
    const explored = await explore(
      plan,
      { runs, first, seed, jobs, today: new Date().toISOString().slice(0, 10) },
      surroundings,
    );
    surroundings.played();
    const paint = createPaint(wantsColour(io.env, io.outIsTerminal));
    const lines = exploredLines(explored, { ...command, command: io.command, files: saving?.shown ?? null }, paint);
    io.out(lines.map((line) => `${line}\n`).join(''));
    if (saving !== null) for (const one of newIn(explored)) saving.write(fileOf(one), one.scenario);
    return interrupt.signal.aborted ? 130 : exitOf(explored, command.strict, inCi(io.env));
  } finally {
    interrupt.release();
  }
}

function newIn(explored: readonly Explored[]): readonly Found[] {
  return explored.flatMap(({ found }) => found.filter(({ known }) => known === 'no'));
}

function exitOf(explored: readonly Explored[], strict: boolean, ci: boolean): number {
  const absent = explored.filter((one) => one.absent !== null).length;
  const present = explored.filter((one) => one.absent === null);
  if (absent > 0 && (strict || ci || present.length === 0)) return 3;
  if (present.some(({ failures, played }) => failures.length > 0 || played === 0)) return 3;
  const unsteady = strict && present.some((one) => one.unsteady.length > 0);
  return unsteady || newIn(explored).some(({ finding }) => strict || isBinding(finding.level)) ? 1 : 0;
}
