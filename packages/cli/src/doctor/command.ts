import { count } from '@sdk-conformance/reporters';
import { play } from '@sdk-conformance/runner';
import { onInterrupt } from '../interrupt.js';
import type { Io } from '../io.js';
import { preparing } from '../preparing.js';
import { checkLines } from './check.js';
import { type DoctorOptions, doctor } from './doctor.js';
import { thisMachine } from './machine.js';

/**
 * The verb `doctor`. Resolves to the exit code: 3 where something is wrong.
 *
 * @throws UsageError for a target that is not configured
 */
export async function doctorCommand(options: DoctorOptions, io: Io): Promise<number> {
  const interrupt = onInterrupt(io);
  let mistakes = 0;
  try {
    const where = {
      cwd: io.cwd,
      path: io.env['PATH'],
      signal: interrupt.signal,
      command: io.command,
      userAgent: io.env['npm_config_user_agent'],
      machine: thisMachine(io.env),
    };
    const say = (line: string) => io.err(`${line}\n`);
    for await (const check of doctor(options, where, { play, prepare: preparing(say, io.env) })) {
      if (check.state === 'wrong') mistakes++;
      io.out(`${checkLines(check).join('\n')}\n`);
    }
    if (interrupt.signal.aborted) return 130;
    io.out(mistakes === 0 ? '\nall is well\n' : `\n${count(mistakes, 'thing')} wrong\n`);
    return mistakes === 0 ? 0 : 3;
  } finally {
    interrupt.release();
  }
}
