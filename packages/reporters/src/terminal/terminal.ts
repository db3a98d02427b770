import type { LogRecord, Reporter } from '../records.js';
import { collect } from './collected.js';
import { failures } from './failures.js';
import { header } from './header.js';
import { matrix } from './matrix.js';
import { open } from './open.js';
import { createPaint } from './paint.js';
import { summary } from './summary.js';

/** The report for people, derived from the log's records; written when the run has ended. */
export function terminalReporter(options: { readonly colour: boolean }): Reporter {
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
        ...(cells.length === 0 ? [] : ['', ...cells]),
        ...failures(collected, paint),
        ...open(collected, paint),
        ...summary(collected, paint),
      ];
      return `${lines.join('\n')}\n`;
    },
  };
}
