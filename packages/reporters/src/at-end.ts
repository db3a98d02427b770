import type { LogRecord, Reporter } from './records.js';
import { type Collected, collect } from './terminal/collected.js';

/** A report that is made when the run has ended, of all its records; nothing comes of a log without its last line. */
export function atEnd(render: (collected: Collected) => string): Reporter {
  const records: LogRecord[] = [];
  return {
    write(record) {
      records.push(record);
      const collected = record.type === 'end' ? collect(records) : null;
      return collected === null ? '' : render(collected);
    },
  };
}
