import { brokenLevel, type RunOptions } from '@sdk-conformance/engine';
import { isBinding } from '@sdk-conformance/model';
import { unplayedOf } from '@sdk-conformance/scenarios';
import { loadPlan, type Selection } from '../config/plan.js';
import { onInterrupt } from '../interrupt.js';
import type { Io } from '../io.js';
import { refuseUpdate, type UpdateOptions, updateKnown } from '../known/update.js';
import type { ReporterChoice } from '../options.js';
import { playPlan } from './play-plan.js';
import { createProgress } from './progress.js';
import { openReporting } from './reporting.js';

export interface RunCommand
  extends Selection,
    Pick<RunOptions, 'clock' | 'seed' | 'jobs' | 'processes' | 'strict' | 'bail' | 'repeat' | 'trace' | 'timeoutMs'> {
  /** Null: the known deviations stay as they are written. */
  readonly update: UpdateOptions | null;
  readonly reporters: readonly ReporterChoice[];
  /** How many of the scenarios that took longest are told, each played alone; 0: none. */
  readonly durations: number;
  /** Nothing is folded in the terminal report. */
  readonly all: boolean;
}

/**
 * The verb `run`. Resolves to the exit code.
 *
 * @throws UsageError for whatever is wrong with options, configuration, spec or fixtures
 */
export async function runCommand(command: RunCommand, io: Io): Promise<number> {
  const today = new Date().toISOString().slice(0, 10);
  if (command.update !== null) {
    refuseUpdate(command.update, { ...command, filter: command.filter ?? [] }, today);
  }
  const plan = loadPlan({ ...command, updateKnown: command.update !== null }, io.cwd);
  const reporting = openReporting(command.reporters, { all: command.all, durations: command.durations }, io);
  const interrupt = onInterrupt(io);
  const progress = createProgress(
    io,
    plan.targets.map(({ name, scenarios }) => ({ name, total: command.repeat * scenarios.length })),
  );
  try {
    const ended = await playPlan(
      plan,
      { ...command, ...(command.durations === 0 ? {} : { jobs: 1, oneByOne: true }), today, signal: interrupt.signal },
      io,
      {
        say: progress.say,
        record: (record) => {
          if (record.type === 'end') progress.clear();
          reporting.record(record);
        },
        result: (target, result) => {
          const level = brokenLevel(result);
          progress.add(target, {
            verdict: result.verdict,
            binding: level !== null && (isBinding(level) || command.strict),
          });
        },
      },
    );
    if ((command.filter ?? []).length === 0 && (command.shard?.part ?? 1) === 1)
      for (const line of unplayedOf(plan.spec, plan.fixtures)) io.err(`${line}\n`);
    const exit =
      command.update === null ? ended.exit : await updateKnown(plan.config, ended, command.update, command.strict, io);
    // A log that is cut would pass for a run that was.
    return reporting.broken() && exit !== 130 ? 3 : exit;
  } finally {
    interrupt.release();
    reporting.close();
  }
}
