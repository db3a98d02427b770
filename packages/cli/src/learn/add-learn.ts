import type { Command } from 'commander';
import type { Io } from '../io.js';
import { configured, inEnvironment, type PlayingOptions } from '../option-groups.js';
import { defaultSeed, jobsOf, seedOf, several } from '../options.js';

type LearnOptions = Pick<PlayingOptions, 'config' | 'spec' | 'env' | 'seed' | 'jobs'> & {
  readonly target: string;
  readonly factor?: readonly string[];
  readonly out?: string;
  readonly against?: string;
};

/** The verb `learn`. */
export function addLearn(program: Command, io: Io, finish: (exit: number) => void): void {
  inEnvironment(configured(program.command('learn')))
    .description('find out the policy that an SDK has, and write it as a spec with what was seen')
    .requiredOption('--target <name>', 'the target that is asked')
    .option('--spec <file>', "spec whose operations and credentials are used, in place of the configuration's")
    .option('--out <file>', 'file that is written; standard output unless given')
    .option('--against <file>', 'tell what this spec says and the target does otherwise, and write nothing')
    .option('--factor <name>', 'only this part of the policy, such as hints; may be given several times', several)
    .option('--seed <n>', 'seed of all that is random on our side', seedOf, defaultSeed)
    .option('--jobs <n>', 'calls open at once', jobsOf)
    .action(async (options: LearnOptions) => {
      const { learnCommand } = await import('./command.js');
      finish(
        await learnCommand(
          {
            ...options,
            jobs: options.jobs ?? null,
            factor: options.factor ?? [],
            out: options.out ?? null,
            against: options.against ?? null,
          },
          io,
        ),
      );
    });
}

type DriftOptions = Omit<LearnOptions, 'target' | 'out' | 'against'> & {
  readonly markdown?: true;
  readonly html?: string;
};

/** The verb `drift`. */
export function addDrift(program: Command, io: Io, finish: (exit: number) => void): void {
  inEnvironment(configured(program.command('drift')))
    .description('tell where SDKs of one API behave differently; 1 where they do')
    .argument('<sdk...>', 'targets that are learnt, or files that learn wrote')
    .option('--spec <file>', "spec whose operations and credentials are used, in place of the configuration's")
    .option('--markdown', 'a table of Markdown')
    .option('--html <file>', 'the table as a page, too: one file that loads nothing')
    .option('--factor <name>', 'only this part of the policy, such as hints; may be given several times', several)
    .option('--seed <n>', 'seed of all that is random on our side', seedOf, defaultSeed)
    .option('--jobs <n>', 'calls open at once', jobsOf)
    .action(async (sdks: readonly string[], options: DriftOptions) => {
      const { driftCommand } = await import('./drift-command.js');
      const { jobs = null, markdown = false, html = null, factor = [] } = options;
      finish(await driftCommand({ ...options, sdks, jobs, markdown, html, factor }, io));
    });
}
