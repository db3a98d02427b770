import type { LogRecord, Reporter } from '../records.js';
import { collect } from './collected.js';
import { durations } from './durations.js';
import { failures } from './failures.js';
import { header } from './header.js';
import { known } from './known.js';
import { matrix } from './matrix.js';
import { open } from './open.js';
import { createPaint } from './paint.js';
import { summary } from './summary.js';
import { unsteady } from './unsteady.js';

export interface TerminalOptions {
  readonly colour: boolean;
  /** Nothing is folded. */
  readonly all?: boolean;
  /** How many of the scenarios that took longest are told; none without. */
  readonly durations?: number;
}

/**
 * The report for people, derived from the log's records; written when the run has ended. What fails comes first: who reads twenty lines knows what is
 * wrong. With `all` nothing is folded.
 *
 * @example
 * ```ts
 * import { terminalReporter } from '@sdk-conformance/reporters';
 *
 * const reporter = terminalReporter({ colour: false });
 * for (const record of records) process.stdout.write(reporter.write(record)); // all of it after the last record
 * ```
 */
export function terminalReporter(options: TerminalOptions): Reporter {
  const records: LogRecord[] = [];
  const paint = createPaint(options.colour);
  return {
    write(record) {
      records.push(record);
      const collected = record.type === 'end' ? collect(records) : null;
      if (collected === null) return '';
      const cells = matrix(collected, paint);
      const lines = [
        ...header(collected, paint),
        ...failures(collected, paint, { all: options.all ?? false }),
        ...unsteady(collected, paint),
        ...known(collected, paint),
        ...open(collected, paint),
        ...(cells.length === 0 ? [] : ['', ...cells]),
        ...durations(collected, options.durations ?? 0),
        ...summary(collected, paint),
      ];
      return `${lines.join('\n')}\n`;
    },
  };
}
