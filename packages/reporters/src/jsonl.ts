import type { Reporter } from './records.js';

/** The log: one record a line. */
export function jsonlReporter(): Reporter {
  return { write: (record) => `${JSON.stringify(record)}\n` };
}
