import { type Command, Option } from 'commander';
import type { Io } from '../io.js';
import { type InitLanguage, initLanguages } from './language.js';

/** The verb `init`. */
export function addInit(program: Command, io: Io, finish: (exit: number) => void): void {
  program
    .command('init')
    .description("write what an SDK's repository needs for a first run: configuration, spec, adapter, CI workflow")
    .addOption(
      new Option('--language <name>', "the SDK's; found by the files of the folder without").choices(initLanguages),
    )
    .option('--yes', 'ask nothing and take what is usual')
    .action(async ({ language, yes = false }: { readonly language?: InitLanguage; readonly yes?: boolean }) => {
      const { initCommand } = await import('./command.js');
      finish(await initCommand({ language: language ?? null, yes }, io));
    });
}
