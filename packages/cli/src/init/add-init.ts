import { type Command, Option } from 'commander';
import type { Io } from '../io.js';
import { type InitLanguage, initLanguages } from './language.js';

interface Given {
  readonly language?: InitLanguage;
  readonly openapi?: string;
  readonly yes?: boolean;
}

/** The verb `init`. */
export function addInit(program: Command, io: Io, finish: (exit: number) => void): void {
  program
    .command('init')
    .description("write what an SDK's repository needs for a first run: configuration, spec, adapter, CI workflow")
    .addOption(
      new Option('--language <name>', "the SDK's; unless given, found by the folder's files").choices(initLanguages),
    )
    .option('--openapi <file>', 'draft the spec and recorded answers from an OpenAPI document')
    .option('--yes', 'ask nothing and take what is usual')
    .action(async ({ language, openapi, yes = false }: Given) => {
      const { initCommand } = await import('./command.js');
      finish(await initCommand({ language: language ?? null, openapi: openapi ?? null, yes }, io));
    });
}
