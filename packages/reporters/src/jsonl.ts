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
  return { write: (record) => `${JSON.stringify(record).replace(acting, escaped)}\n` };
}

/** What `JSON.stringify` leaves as it is, and a terminal obeys. */
const acting = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
