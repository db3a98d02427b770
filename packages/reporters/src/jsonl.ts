import type { Reporter } from './records.js';

/**
 * The log: one record a line.
 *
 * @example
 * ```ts
 * import { jsonlReporter } from '@sdk-conformance/reporters';
 *
 * const log = jsonlReporter();
 * for (const record of records) process.stdout.write(log.write(record)); // a line each
 * ```
 */
export function jsonlReporter(): Reporter {
  return { write: (record) => `${JSON.stringify(record)}\n` };
}
