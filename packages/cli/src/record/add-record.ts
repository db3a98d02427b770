import type { Command } from 'commander';
import type { Io } from '../io.js';
import { several } from '../options.js';

/** The verb `record`. */
export function addRecord(program: Command, io: Io, finish: (exit: number) => void): void {
  program
    .command('record')
    .description('make fixtures of real answers: of an address, or of what a browser saved; decoded, secrets taken out')
    .argument('<from>', 'http(s) address that is asked by GET, or a file (HAR)')
    .option('--out <folder>', 'folder of fixtures that is written into', 'conformance/fixtures/recorded')
    .option('--header <name: value>', 'sent with the request; may be given several times', several)
    .action(
      async (from: string, { out, header = [] }: { readonly out: string; readonly header?: readonly string[] }) => {
        const { record } = await import('./command.js');
        io.out((await record({ from, out, header }, io.cwd)).map((line) => `${line}\n`).join(''));
        finish(0);
      },
    );
}
