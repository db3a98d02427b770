import { Command, Option } from 'commander';
import { addDiff } from './diff/add-diff.js';
import { addExplore } from './explore/add-explore.js';
import { addImport } from './import/add-import.js';
import { addInit } from './init/add-init.js';
import type { Io } from './io.js';
import { addDrift, addLearn } from './learn/add-learn.js';
import {
  configured,
  inEnvironment,
  naming,
  type PlayingOptions,
  playing,
  type RunOptions,
  reporting,
  type SelectingOptions,
  selecting,
  targeted,
} from './option-groups.js';
import { durationsOf, globsOf, portOf, realClockOf, reporterChoices, several } from './options.js';
import { addRecord } from './record/add-record.js';
import { addRepro } from './repro/add-repro.js';
import { addRun } from './run/add-run.js';

/** The command line. `finish` gets the exit code of the verb that ran; verbs are loaded when they are called. */
export function createProgram(io: Io, finish: (exit: number) => void): Command {
  const program = new Command('conformance')
    .description('Tests SDKs against the spec of their API: errors, retries, timing.')
    .usage('<verb> [options]')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .addHelpText(
      'after',
      '\nExit codes: 0 conforms; 1 findings; 2 bad usage, spec or configuration;\n3 a target could not be run or judged; 130 interrupted.',
    )
    .showHelpAfterError('add --help to see what there is')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  addRun(program, io, finish);
  addReport(program, io, finish);
  addCompare(program, io, finish);
  addReading(program, io, finish);
  addGenerate(program, io, finish);
  addDiff(program, io, finish);
  addMutants(program, io, finish);
  addExplore(program, io, finish);
  addServe(program, io, finish);
  addRepro(program, io, finish);
  addDoctor(program, io, finish);
  addInit(program, io, finish);
  addImport(program, io, finish);
  addRecord(program, io, finish);
  addLearn(program, io, finish);
  addDrift(program, io, finish);
  return program;
}

function addReport(program: Command, io: Io, finish: (exit: number) => void): void {
  reporting(program.command('report'))
    .description('make reports of the logs of a run, or of its parts as of one, and end as the run did')
    .argument('<log...>', 'files that run --reporter jsonl=FILE wrote')
    .option('--durations [n]', 'tell of the scenarios that took longest, 10 without a number', durationsOf)
    .action(async (logs: readonly string[], options: Pick<RunOptions, 'reporter' | 'all' | 'durations'>) => {
      const reporters = reporterChoices(options.reporter ?? []);
      const { reportCommand } = await import('./report/command.js');
      const durations = options.durations === true ? 10 : (options.durations ?? 0);
      finish(reportCommand({ logs, reporters, all: options.all ?? false, durations }, io));
    });
}

function addCompare(program: Command, io: Io, finish: (exit: number) => void): void {
  program
    .command('compare')
    .description(
      'tell what fails anew, is fixed, is new or gone in one run against another; 1 where something fails anew',
    )
    .argument('<base>', 'log of the run before')
    .argument('<head>', 'log of the run after')
    .action(async (base: string, head: string) => {
      const { compareCommand } = await import('./report/compare-command.js');
      const { lines, exit } = compareCommand(base, head, io.cwd);
      io.out(lines.map((line) => `${line}\n`).join(''));
      finish(exit);
    });
}

function addReading(program: Command, io: Io, finish: (exit: number) => void): void {
  const print = (lines: readonly string[]) => {
    io.out(lines.map((line) => `${line}\n`).join(''));
    finish(0);
  };
  selecting(program.command('list'))
    .description('list the ids of the scenarios')
    .option('--family', 'families with the number of their scenarios')
    .addOption(
      new Option('--json', 'targets, each with the ids of its scenarios, as JSON').conflicts([
        'family',
        'byRequirement',
      ]),
    )
    .addOption(
      new Option('--by-requirement', 'each line of the spec with what rests on it and who tests it').conflicts(
        'family',
      ),
    )
    .action(
      async (
        options: SelectingOptions & { readonly family?: true; readonly byRequirement?: true; readonly json?: true },
      ) => {
        if (options.json === true) {
          const { listAsJson } = await import('./list.js');
          print([listAsJson({ ...options, filter: globsOf(options) }, io.cwd)]);
          return;
        }
        if (options.byRequirement === true) {
          const { listByRequirement } = await import('./requirements/list.js');
          print(listByRequirement({ ...options, filter: globsOf(options) }, io));
          return;
        }
        const { list } = await import('./list.js');
        print(list({ ...options, filter: globsOf(options) }, { byFamily: options.family ?? false }, io.cwd));
      },
    );
  naming(program.command('explain'))
    .description('tell what a scenario serves, what is expected and why')
    .argument('<id>', 'id of the scenario')
    .option('--json', "the scenario alone, as a file of the configuration's scenarios folder has it", false)
    .action(async (id: string, options: SelectingOptions & { readonly json: boolean }) => {
      const { explain } = await import('./explain/explain.js');
      print(explain(id, options, io.cwd));
    });
  configured(program.command('check'))
    .description('check specs, or the configuration with its spec and fixtures')
    .argument('[spec...]', 'spec files')
    .action(async (specs: readonly string[], options: Pick<SelectingOptions, 'config'>) => {
      const { check } = await import('./check.js');
      const { lines, mistakes } = check(specs, options, io.cwd);
      print(lines);
      for (const mistake of mistakes) io.err(`${mistake}\n`);
      if (mistakes.length > 0) finish(2);
    });
}

function addGenerate(program: Command, io: Io, finish: (exit: number) => void): void {
  configured(program.command('generate'))
    .description('write the error-map packages and the reference page that follow from the spec')
    .option('--check', 'write nothing; show what on disk differs, is missing or left over')
    .option('--prune', 'remove and overwrite also what it did not make in the folders that it generates')
    .option('--spec <file>', "spec in place of the configuration's")
    .action(
      async (options: Pick<SelectingOptions, 'config' | 'spec'> & { readonly check?: true; readonly prune?: true }) => {
        const { generateCommand } = await import('./generate/generate.js');
        const { lines, mistakes } = generateCommand(
          { ...options, check: options.check ?? false, prune: options.prune ?? false },
          io,
        );
        io.out(lines.map((line) => `${line}\n`).join(''));
        for (const mistake of mistakes) io.err(`${mistake}\n`);
        finish(mistakes.length > 0 ? 1 : 0);
      },
    );
}

function addMutants(program: Command, io: Io, finish: (exit: number) => void): void {
  playing(program.command('mutants'))
    .description('prove the suite: every mutant of a target must fail what it breaks')
    .option('--mutant <name>', 'only this one; may be given several times', several)
    .option(
      '--causes [file]',
      'play all scenarios on each, in place of those that judge what it breaks until it is caught, and hold the first cause told against what it does; with a file, write that down as a table of Markdown',
    )
    .action(
      async (
        options: PlayingOptions & {
          readonly mutant?: readonly string[];
          readonly causes?: string | true;
        },
      ) => {
        const { mutantsCommand } = await import('./mutants/command.js');
        const { mutant = [], jobs = null, causes } = options;
        const page = typeof causes === 'string' ? causes : null;
        const asked = { ...options, filter: globsOf(options), mutant, jobs, causes: causes !== undefined, page };
        finish(await mutantsCommand(asked, io));
      },
    );
}

function addServe(program: Command, io: Io, finish: (exit: number) => void): void {
  naming(program.command('serve'))
    .description('hold one scenario open for curl or an SDK by hand, and print each exchange')
    .requiredOption('--scenario <id>', 'the scenario')
    .option('--port <n>', 'port to listen on; any free one unless given', portOf)
    .option('--repeat', 'start a script over once its last answer is served, instead of repeating that')
    .option('--limits', 'enforce the rate limits of the spec, as its server would')
    .option('--tls', 'listen by https, with a certificate of an authority that is made for it')
    .option('--http2', 'listen by https, and speak HTTP/2 with who takes it')
    .option('--clock <kind>', 'real, the only clock that a program by hand can have', realClockOf)
    .action(
      async (
        options: SelectingOptions & {
          readonly scenario: string;
          readonly port?: number;
          readonly repeat?: true;
          readonly limits?: true;
          readonly tls?: true;
          readonly http2?: true;
        },
      ) => {
        const { serveCommand } = await import('./serve/command.js');
        const { port = null, repeat = false, limits = false, http2 = false, tls = http2 } = options;
        finish(await serveCommand({ ...options, port, repeat, limits, tls, http2 }, io));
      },
    );
}

function addDoctor(program: Command, io: Io, finish: (exit: number) => void): void {
  inEnvironment(targeted(program.command('doctor')))
    .description('check whether this machine can run the targets, and what mends it where not')
    .option(
      '--adapter',
      'try each adapter by itself: names, options, signal, and no retries or waits of its own',
      false,
    )
    .action(async (options: Pick<PlayingOptions, 'config' | 'target' | 'env'> & { readonly adapter: boolean }) => {
      const { doctorCommand } = await import('./doctor/command.js');
      finish(await doctorCommand({ ...options, target: options.target ?? [] }, io));
    });
}
