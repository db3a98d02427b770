import type { Command } from 'commander';
import type { Io } from '../io.js';
import { naming, type SelectingOptions } from '../option-groups.js';
import { portOf } from '../options.js';

/** The verb `repro`. */
export function addRepro(program: Command, io: Io, finish: (exit: number) => void): void {
  naming(program.command('repro'))
    .description('write a plain server and the SDK calls that show a scenario in real time, without the kit')
    .argument('<id>', 'id of the scenario')
    .option('--out <folder>', 'folder that is written; repro/ID unless given')
    .option('--log <file>', 'log of a run, whose failures of the scenario are told')
    .option('--tls', 'by https, as a target with tls: true')
    .option('--http2', 'by HTTP/2 where the SDK takes it, as a target with http2: true')
    .option('--port <n>', 'port that the server listens on', portOf, 8600)
    .action(
      async (
        id: string,
        options: SelectingOptions & {
          readonly out?: string;
          readonly log?: string;
          readonly port: number;
          readonly tls?: true;
          readonly http2?: true;
        },
      ) => {
        const { reproCommand } = await import('./command.js');
        const { out = null, log = null } = options;
        io.out(
          reproCommand({ ...options, id, out, log }, io)
            .map((line) => `${line}\n`)
            .join(''),
        );
        finish(0);
      },
    );
}
