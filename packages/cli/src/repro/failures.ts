import { type SeenFailure, UsageError } from '@sdk-conformance/engine';
import type { LogRecord } from '@sdk-conformance/reporters';
import { writtenText } from '../config/bytes.js';
import { whyUnreadable } from '../config/why.js';

function recordOf(line: string, at: number, shown: string): LogRecord {
  try {
    return JSON.parse(line) as LogRecord;
  } catch {
    throw new UsageError(
      `--log: ${shown}:${at}: this is no line of a log\n  expected: a file that run --reporter jsonl=FILE wrote`,
    );
  }
}

function textOf(file: string, shown: string): string {
  try {
    return writtenText(file);
  } catch (error) {
    throw new UsageError(
      `--log: ${shown}: ${whyUnreadable(error)}\n  expected: a file that run --reporter jsonl=FILE wrote`,
    );
  }
}

/**
 * What a log tells of a target's failures in a scenario.
 *
 * @throws UsageError for what is no log
 */
export function failuresIn(file: string, shown: string, target: string, scenario: string): readonly SeenFailure[] {
  return textOf(file, shown)
    .split('\n')
    .flatMap((line, n) => (line === '' ? [] : [recordOf(line, n + 1, shown)]))
    .flatMap((record) => {
      if (record.type !== 'finding' || record.verdict !== 'fail') return [];
      if (record.target !== target || record.scenario !== scenario) return [];
      const { requirement, level, expected, at, measured } = record;
      return [{ requirement, level, expected, seen: measured.seen, at: `${at.file}:${at.line}` }];
    });
}
