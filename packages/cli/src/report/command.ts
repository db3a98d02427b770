import { UsageError } from '@sdk-conformance/engine';
import { type Io, inCi } from '../io.js';
import type { ReporterChoice } from '../options.js';
import { openReporting } from '../run/reporting.js';
import { mergedLogs } from './merge.js';
import { readLog } from './read.js';

export interface ReportOptions {
  readonly logs: readonly string[];
  readonly reporters: readonly ReporterChoice[];
  /** Nothing is folded in the terminal report. */
  readonly all: boolean;
  /** How many of the scenarios that took longest are told; 0: none. */
  readonly durations: number;
}

/**
 * The verb `report`: reports of what was run before, of one log or of the parts of a run. Gives the exit code that the run had, or would have had as one.
 *
 * @throws UsageError for what is no log, and for logs that are not of one run
 */
export function reportCommand({ logs, reporters, all, durations }: ReportOptions, io: Io): number {
  const [first, ...others] = logs.map((file) => readLog(file, io.cwd));
  if (first === undefined) throw new UsageError('report: a log is missing');
  const records = mergedLogs([first, ...others], { ci: inCi(io.env) });
  const reporting = openReporting(reporters, { all, durations }, io);
  try {
    for (const record of records) reporting.record(record);
  } finally {
    reporting.close();
  }
  const end = records.at(-1);
  return end?.type === 'end' ? end.exit : 3;
}
