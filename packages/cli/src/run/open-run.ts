import type { LogRecord } from '@sdk-conformance/reporters';
import { loadPlan, type Selection } from '../config/plan.js';
import { defaultSeed } from '../options.js';
import { type PlayIo, playPlan } from './play-plan.js';

/** What a test runner chooses of a run. */
export interface OpenRunOptions extends Omit<Selection, 'updateKnown'> {
  /** Folder in which the configuration is looked for, and in those above it. */
  readonly cwd: string;
  /** Fail on what is level should, too. */
  readonly strict?: boolean;
  readonly seed?: number;
  readonly clock?: 'virtual' | 'real';
  /** Calls open at once on a target; the runner's choice without. */
  readonly jobs?: number;
}

/** A run that is read and not yet played. */
export interface OpenRun {
  /** Names of the targets, and ids of what can be played on each. */
  readonly targets: readonly { readonly name: string; readonly scenarios: readonly string[] }[];
  /** Plays what is wanted, and gives the log's records in order; the last tells what it came to. */
  readonly play: (
    wanted: (target: string, scenario: string) => boolean,
    listener: { readonly record: (record: LogRecord) => void; readonly say: (line: string) => void },
    signal: AbortSignal,
  ) => Promise<void>;
}

/**
 * Reads configuration, spec and fixtures for a run by another program than the command.
 *
 * @throws UsageError for whatever is wrong with any of them
 *
 * @example
 * ```ts
 * import { openRun } from '@sdk-conformance/cli';
 *
 * const run = openRun({ cwd: process.cwd(), filter: ['retry/**'] }, { env: process.env, command: 'npx conformance' });
 * const listener = { record: (record: { type: string }) => console.log(record.type), say: console.warn };
 * await run.play(() => true, listener, new AbortController().signal);
 * ```
 */
export function openRun(options: OpenRunOptions, io: PlayIo): OpenRun {
  const { cwd, strict = false, seed = defaultSeed, clock = 'virtual', jobs = null, ...selection } = options;
  const plan = loadPlan(selection, cwd);
  return {
    targets: plan.targets.map(({ name, scenarios }) => ({ name, scenarios: scenarios.map(({ id }) => id) })),
    play: async (wanted, { record, say }, signal) => {
      const targets = plan.targets
        .map((target) => ({ ...target, scenarios: target.scenarios.filter(({ id }) => wanted(target.name, id)) }))
        .filter(({ scenarios }) => scenarios.length > 0);
      const today = new Date().toISOString().slice(0, 10);
      const how = { strict, seed, clock, jobs, bail: false, repeat: 1, trace: false, today, signal };
      await playPlan({ ...plan, targets }, { ...selection, ...how }, io, { record, say, result: () => {} });
    },
  };
}
