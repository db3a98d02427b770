import { UsageError } from '@sdk-conformance/engine/usage-error';
import { type Command, Option } from 'commander';
import type { Io } from '../io.js';
import { inEnvironment, type PlayingOptions, targeted } from '../option-groups.js';
import { defaultSeed, firstOf, jobsOf, runsOf, seedOf } from '../options.js';

type ExploreOptions = Pick<PlayingOptions, 'config' | 'spec' | 'target' | 'env' | 'seed' | 'jobs'> & {
  readonly runs: number;
  readonly first: number;
  readonly save?: string;
  readonly strict?: true;
  readonly mutants?: true;
  readonly page?: string;
};

/** The verb `explore`. */
export function addExplore(program: Command, io: Io, finish: (exit: number) => void): void {
  inEnvironment(targeted(program.command('explore')))
    .description('play scenarios that chance draws, and make what fails as simple as it gets; 1 where something does')
    .option('--spec <file>', "spec in place of the configuration's")
    .option('--runs <n>', 'how many scenarios are drawn', runsOf, 1000)
    .option('--seed <n>', 'seed of what is drawn: the same seed draws the same scenarios', seedOf, defaultSeed)
    .option('--first <n>', 'number of the first one that is drawn of the seed', firstOf, 1)
    .option('--jobs <n>', 'calls open at once on a target', jobsOf)
    .option('--save <folder>', "write what fails there, such as the configuration's folder of scenarios")
    .option('--strict', 'fail on what is level should, too')
    .addOption(
      new Option('--mutants', 'tell after how many scenarios each mutant of a target is found').conflicts([
        'save',
        'strict',
      ]),
    )
    .option('--page <file>', 'with --mutants: page that it is written to, as a table of Markdown')
    .action(async (options: ExploreOptions) => {
      if (options.mutants === true) {
        const { mutantsFound } = await import('./mutants.js');
        finish(await mutantsFound({ ...options, jobs: options.jobs ?? null, page: options.page ?? null }, io));
        return;
      }
      if (options.page !== undefined) throw new UsageError('--page: it goes with --mutants, which is not given');
      const { exploreCommand } = await import('./command.js');
      const { jobs = null, save = null, strict = false } = options;
      finish(await exploreCommand({ ...options, jobs, save, strict }, io));
    });
}
