import { UsageError } from '@sdk-conformance/engine/usage-error';
import { type Command, Option } from 'commander';
import type { Io } from '../io.js';
import type { UpdateOptions } from '../known/update.js';
import { playing, type RunOptions, reporting } from '../option-groups.js';
import {
  durationsOf,
  globsOf,
  processesOf,
  repeatOf,
  reporterChoices,
  shardOf,
  timeoutOf,
  versionRange,
} from '../options.js';
import type { RunCommand } from './command.js';

/** The verb `run`. */
export function addRun(program: Command, io: Io, finish: (exit: number) => void): void {
  reporting(playing(program.command('run')))
    .description('play the scenarios on the targets and judge them')
    .option(
      '--shard <k/n>',
      'play the k-th of n parts of what is selected, like 1/4; report makes one run of their logs',
      shardOf,
    )
    .option(
      '--processes <n>',
      'processes of a target that play beside each other in virtual time and share the jobs; where there are processors to spare',
      processesOf,
    )
    .option('--strict', 'fail on what is level should, too')
    .option('--bail', 'stop at the first failure')
    .option('--repeat <n>', 'play everything so many times', repeatOf, 1)
    .option('--trace', 'log the observation of every scenario')
    .addOption(
      new Option(
        '--watch',
        'play again what a change of spec, recordings, adapter or SDK touches, until Ctrl-C',
      ).conflicts(['updateKnown', 'shard']),
    )
    .addOption(
      new Option('--sdk-version <from..to>', 'find since which version of the SDK something is broken, or kept')
        .argParser(versionRange)
        .conflicts(['updateKnown', 'shard', 'watch', 'reporter']),
    )
    .option('--timeout <minutes>', 'end the run after so long; what is not played by then is not run', timeoutOf)
    .option(
      '--durations [n]',
      'play one call at a time, and tell of the scenarios that took longest, 10 without a number',
      durationsOf,
    )
    .option(
      '--update-known',
      'rewrite the file of known deviations so that what failed is accepted and what passed is not',
    )
    .option('--reason <text>', 'with --update-known: why what it adds is accepted')
    .option('--owner <name>', 'with --update-known: who mends it')
    .option('--issue <address>', 'with --update-known: where that is told')
    .option('--expires <day>', 'with --update-known: last day on which it is accepted, like 2026-12-31')
    .action(async (options: RunOptions) => {
      const reporters = reporterChoices(options.reporter ?? []);
      const play = await runnerFor(options);
      const {
        strict = false,
        bail = false,
        trace = false,
        all = false,
        jobs = null,
        timeout: timeoutMs = null,
      } = options;
      const durations = options.durations === true ? 10 : (options.durations ?? 0);
      const update = updateOf(options);
      finish(
        await play(
          {
            ...options,
            filter: globsOf(options),
            strict,
            bail,
            trace,
            all,
            durations,
            jobs,
            timeoutMs,
            reporters,
            update,
          },
          io,
        ),
      );
    });
}

async function runnerFor({ watch, sdkVersion }: RunOptions) {
  if (watch === true) return (await import('./watch/command.js')).watchCommand;
  if (sdkVersion === undefined) return (await import('./command.js')).runCommand;
  const { versionsCommand } = await import('./versions/command.js');
  return (command: RunCommand, own: Io) => versionsCommand(command, sdkVersion, own);
}

/** @throws UsageError for an option that says something of an update where there is none */
function updateOf({ updateKnown, reason, owner, issue, expires }: RunOptions): UpdateOptions | null {
  const given = Object.entries({ reason, owner, issue, expires }).find(([, value]) => value !== undefined);
  if (updateKnown !== true) {
    if (given === undefined) return null;
    throw new UsageError(`--${given[0]}: it goes with --update-known, which is not given`);
  }
  return { reason: reason ?? null, owner: owner ?? null, issue: issue ?? null, expires: expires ?? null };
}
