import type { LogRecord, TargetEnd } from '../records.js';
import { terminalReporter } from '../terminal/terminal.js';
import { endRecord } from './records.js';

/** What the terminal report says of records. */
export function report(records: readonly LogRecord[], colour = false, all = false): string {
  const reporter = terminalReporter({ colour, all });
  return records.map((record) => reporter.write(record)).join('');
}

/** The end of a target on which all passed. */
export const [soundEnd] = endRecord().targets as readonly [TargetEnd];
