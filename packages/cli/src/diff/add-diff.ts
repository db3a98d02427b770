import { type Command, Option } from 'commander';
import type { Io } from '../io.js';
import { configured } from '../option-groups.js';

interface DiffFlags {
  readonly config?: string;
  readonly json?: true;
  readonly markdown?: true;
  readonly requireChangeset?: true;
  readonly writeChangeset?: true;
}

/** The verb `diff`. */
export function addDiff(program: Command, io: Io, finish: (exit: number) => void): void {
  configured(program.command('diff'))
    .description('tell what a spec says otherwise than before: breaking, additive or words, language by language')
    .argument('<old>', 'a file, a file at a revision like main:spec/api.yaml, or a revision of the spec')
    .argument('[new]', "the same; without, the configuration's spec as it stands")
    .addOption(new Option('--json', 'as JSON').conflicts('markdown'))
    .option('--markdown', "entries of the packages' changelogs, and nothing else")
    .option('--require-changeset', 'end with 1 where a package has no changeset of its level, and has not moved on')
    .option('--write-changeset', 'write the changesets that are missing')
    .action(async (old: string, now: string | undefined, flags: DiffFlags) => {
      const { diffCommand } = await import('./command.js');
      const { json = false, markdown = false, requireChangeset = false, writeChangeset = false } = flags;
      const form = json ? 'json' : markdown ? 'markdown' : 'text';
      const { config } = flags;
      const { lines, mistakes } = diffCommand(
        { old, now: now ?? null, form, requireChangeset, writeChangeset, ...(config === undefined ? {} : { config }) },
        io,
      );
      io.out(lines.map((line) => `${line}\n`).join(''));
      for (const mistake of mistakes) io.err(`${mistake}\n`);
      finish(mistakes.length > 0 ? 1 : 0);
    });
}
