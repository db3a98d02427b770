import { UsageError } from '@sdk-conformance/engine/usage-error';
import { Argument, type Command, Option } from 'commander';
import { type InitLanguage, initLanguages } from '../init/language.js';
import type { Io } from '../io.js';
import { several } from '../options.js';

/** The verb `import`. */
export function addImport(program: Command, io: Io, finish: (exit: number) => void): void {
  program
    .command('import')
    .description('draft a spec and recorded answers from an OpenAPI document, and tell what it does not say')
    .addArgument(new Argument('<kind>', 'what the file is').choices(['openapi']))
    .argument('<file>', 'the document: OpenAPI 3, YAML or JSON')
    .option('--out <folder>', 'folder that is written into', 'conformance')
    .addOption(
      new Option(
        '--language <name>',
        "an SDK's; unless given, those that the folder's files tell of, else all; may be given several times",
      )
        .choices(initLanguages)
        .argParser((value: string, before: readonly InitLanguage[] = []) => [...before, languageOf(value)]),
    )
    .option('--operation <name>', 'only this one; may be given several times', several)
    .action(
      async (
        _kind: string,
        file: string,
        options: {
          readonly out: string;
          readonly language?: readonly InitLanguage[];
          readonly operation?: readonly string[];
        },
      ) => {
        const { importOpenapi } = await import('./openapi.js');
        const { language = [], operation = [] } = options;
        io.out(
          importOpenapi({ ...options, file, language, operation }, io)
            .map((line) => `${line}\n`)
            .join(''),
        );
        finish(0);
      },
    );
}

/** @throws UsageError for a language that has no adapter package */
function languageOf(value: string): InitLanguage {
  const found = initLanguages.find((language) => language === value);
  if (found !== undefined) return found;
  throw new UsageError(`--language: expected one of ${initLanguages.join(', ')}\n  got:      ${value}`);
}
