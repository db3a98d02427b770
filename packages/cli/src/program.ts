import { Command } from 'commander';
import type { Io } from './io.js';
import { clockOf, jobsOf, repeatOf, reporterChoices, seedOf, several } from './options.js';

const selecting = (command: Command): Command =>
  command
    .option('--spec <file>', "spec in place of the configuration's")
    .option('--target <name>', 'target or language; may be given several times', several, [])
    .option('--filter <glob>', 'scenarios whose id matches; may be given several times', several, []);

const playing = (command: Command): Command =>
  selecting(command)
    .option('--clock <kind>', 'virtual or real time', clockOf, 'virtual')
    .option('--seed <n>', 'seed of all that is random on our side', seedOf, 1)
    .option('--jobs <n>', 'calls open at once on a target', jobsOf);

/** The command line. `finish` gets the exit code of the verb that ran; verbs are loaded when they are called. */
export function createProgram(io: Io, finish: (exit: number) => void): Command {
  const program = new Command('conformance')
    .description('Tests SDKs against the spec of their API: errors, retries, timing.')
    .usage('<verb> [options]')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nExit codes: 0 conforms; 1 findings; 2 bad usage, spec or configuration; 3 a target could not be run or judged; 130 interrupted.',
    )
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });

  const print = (lines: readonly string[]) => io.out(lines.length === 0 ? '' : `${lines.join('\n')}\n`);

  playing(program.command('run'))
    .description('play the scenarios on the targets and judge them')
    .option('--reporter <name[=file]>', 'terminal or jsonl; may be given several times', several, [])
    .option('--strict', 'fail on what is level should, too', false)
    .option('--bail', 'stop at the first failure', false)
    .option('--repeat <n>', 'play everything so many times', repeatOf, 1)
    .option('--trace', 'log the observation of every scenario', false)
    .action(async (options) => {
      const { runCommand } = await import('./run/command.js');
      const reporters = reporterChoices(options.reporter);
      finish(await runCommand({ ...options, jobs: options.jobs ?? null, reporters }, io));
    });

  selecting(program.command('list'))
    .description('ids of the scenarios')
    .option('--family', 'families with the number of their scenarios', false)
    .action(async (options) => {
      const { list } = await import('./list.js');
      print(list(options, { byFamily: options.family }, io.cwd));
      finish(0);
    });

  program
    .command('explain')
    .description('what a scenario serves, what is expected and why')
    .argument('<id>', 'id of the scenario')
    .option('--spec <file>', "spec in place of the configuration's")
    .option('--target <name>', 'target or language; may be given several times', several, [])
    .action(async (id: string, options) => {
      const { explain } = await import('./explain/explain.js');
      print(explain(id, options, io.cwd));
      finish(0);
    });

  program
    .command('check')
    .description('check specs, or the configuration with its spec and fixtures')
    .argument('[spec...]', 'spec files')
    .action(async (specs: readonly string[]) => {
      const { check } = await import('./check.js');
      const { lines, exit } = check(specs, io.cwd);
      if (exit === 0) print(lines);
      else io.err(`${lines.join('\n')}\n`);
      finish(exit);
    });

  playing(program.command('mutants'))
    .description('prove the suite: every mutant of a target must fail what it breaks')
    .option('--mutant <name>', 'only this one; may be given several times', several, [])
    .action(async (options) => {
      const { mutantsCommand } = await import('./mutants/command.js');
      finish(await mutantsCommand({ ...options, jobs: options.jobs ?? null }, io));
    });

  return program;
}
