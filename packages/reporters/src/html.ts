import { atEnd } from './at-end.js';
import { page } from './html/page.js';
import { viewOf } from './html/view.js';
import type { Reporter } from './records.js';

/**
 * One file of HTML that loads nothing: what is wrong with its timelines, requirements by targets, where languages differ, every failing scenario with what went
 * over the wire. It reads without scripts; they add search and filters. What an SDK said is text in it.
 *
 * @example
 * ```ts
 * import { htmlReporter } from '@sdk-conformance/reporters';
 *
 * const report = htmlReporter();
 * for (const record of records) process.stdout.write(report.write(record)); // <!doctype html>… after the last record
 * ```
 */
export function htmlReporter(): Reporter {
  return atEnd((collected) => page(viewOf(collected)));
}
