import { createRequire } from 'node:module';
import { brokenLevel, diagnosed, judged, type Plan, type RunOptions, run } from '@sdk-conformance/engine';
import { LOG_VERSION, quoted, type RunRecord } from '@sdk-conformance/reporters';
import { play } from '@sdk-conformance/runner';
import { unplayedOf } from '@sdk-conformance/scenarios';
import { loadPlan, type Selection } from '../config/plan.js';
import { onInterrupt } from '../interrupt.js';
import { type Io, inCi } from '../io.js';
import { refuseUpdate, type UpdateOptions, updateKnown } from '../known/update.js';
import { defaultSeed, type ReporterChoice } from '../options.js';
import { preparing } from '../preparing.js';
import { onCrash } from './crash.js';
import { createProgress } from './progress.js';
import { openReporting } from './reporting.js';

export interface RunCommand
  extends Selection,
    Pick<RunOptions, 'clock' | 'seed' | 'jobs' | 'strict' | 'bail' | 'repeat' | 'trace' | 'timeoutMs'> {
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
    reporting.record(runRecord(plan, command, io));
    const { signal } = interrupt;
    const ended = await run(
      plan,
      {
        ...command,
        ...(command.durations === 0 ? {} : { jobs: 1, oneByOne: true }),
        ci: inCi(io.env),
        path: io.env['PATH'],
        today,
        signal,
        onCrash,
      },
      { play, judge: judged, diagnose: diagnosed, prepare: preparing(progress.say, io.env) },
      {
        record: (record) => {
          if (record.type === 'end') progress.clear();
          reporting.record(record);
        },
        result: (target, result) => {
          const level = brokenLevel(result);
          progress.add(target, {
            verdict: result.verdict,
            binding: level === 'must' || (level !== null && command.strict),
          });
        },
        notice: (target, why) => progress.say(`${target}: ${why}`),
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

function runRecord({ spec, config }: Plan, command: RunCommand, io: Io): RunRecord {
  return {
    type: 'run',
    log: LOG_VERSION,
    version: ownVersion(),
    spec: { file: spec.file, api: spec.api.name, specVersion: spec.specVersion, operations: spec.operations.length },
    seed: command.seed,
    clock: command.clock,
    filters: command.filter ?? [],
    ...(command.shard === undefined ? {} : { shard: command.shard }),
    strict: command.strict,
    off: Object.entries(config.off).map(([id, reason]) => ({ id, reason })),
    repeat: command.repeat,
    rerun: rerunCommand(command, io),
    measured: {
      startedAt: new Date().toISOString(),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
    },
  };
}

/** The options that bear on a verdict, so that a rerun comes to the same. */
function rerunCommand({ config, spec, seed, clock, power, env = {} }: RunCommand, io: Io): string {
  return [
    `${io.command} run`,
    ...(config === undefined ? [] : ['--config', quoted(config)]),
    ...(spec === undefined ? [] : ['--spec', quoted(spec)]),
    ...Object.entries(env).flatMap(([name, value]) => ['--env', quoted(`${name}=${value}`)]),
    ...(power === undefined ? [] : ['--power', String(power)]),
    ...(seed === defaultSeed ? [] : ['--seed', String(seed)]),
    ...(clock === 'virtual' ? [] : ['--clock', clock]),
  ].join(' ');
}

function ownVersion(): string {
  const { version }: { version: string } = createRequire(import.meta.url)('../../package.json');
  return version;
}
