import type { LogRecord, RunRecord, ScenarioRecord } from './records.js';
import { collect } from './terminal/collected.js';
import { failures } from './terminal/failures.js';
import { isStale, known } from './terminal/known.js';
import { createPaint } from './terminal/paint.js';

/** What a scenario is to a test runner: it fails only where it makes the run fail. */
export type TestResult = 'passed' | 'failed' | 'error' | 'skipped';

/** @param run its record: a strict run fails on what is level should, too */
export function testResultOf(
  { strict }: Pick<RunRecord, 'strict'>,
  { verdict, broken, unsteady = [] }: Pick<ScenarioRecord, 'verdict' | 'broken' | 'unsteady'>,
): TestResult {
  switch (verdict) {
    case 'pass':
      return strict && unsteady.length > 0 ? 'failed' : 'passed';
    case 'fail':
      return broken === 'must' || strict ? 'failed' : 'passed';
    case 'adapterFailed':
    case 'notRun':
      return 'error';
    case 'known':
    case 'unspecified':
    case 'unsupported':
      return 'skipped';
  }
}

/** Why a scenario is skipped or could not be judged, in a line. */
export function testReasonOf({ verdict, why }: Pick<ScenarioRecord, 'verdict' | 'why'>): string {
  if (why !== null) return why;
  if (verdict === 'known') return 'known deviation';
  return verdict === 'unspecified' ? 'the spec leaves open what is right' : verdict;
}

/**
 * What the report for people says of one scenario that fails: causes and requirements with evidence, timeline and rerun line.
 *
 * @param records of the whole run, its end included
 */
export function testFailureOf(records: readonly LogRecord[], target: string, scenario: string): string {
  const own = records.flatMap((record): readonly LogRecord[] => {
    if (record.type === 'run' || record.type === 'end') return [record];
    if (record.type === 'target') return record.name === target ? [{ ...record, scenarios: 1 }] : [];
    if (record.target !== target) return [];
    if (record.type === 'cause') {
      const explains = record.explains.filter((of) => of.scenario === scenario);
      return explains.length === 0 ? [] : [{ ...record, explains }];
    }
    return (record.type === 'scenario' ? record.id : record.scenario) === scenario ? [record] : [];
  });
  const collected = collect(own);
  return collected === null ? '' : failures(collected, createPaint(false), { all: true }).slice(1).join('\n');
}

/** Why a target fails besides its scenarios: what kept it from being judged, and known deviations that hold no more. Empty where nothing does. */
export function testTargetFailureOf(records: readonly LogRecord[], target: string): string {
  const own = records.flatMap((record): readonly LogRecord[] => {
    if (record.type !== 'end') return record.type === 'run' ? [record] : [];
    const of = record.targets.filter(({ name }) => name === target);
    return [
      { ...record, targets: of, known: record.known.filter((entry) => entry.target === target && isStale(entry)) },
    ];
  });
  const collected = collect(own);
  if (collected === null) return '';
  const failures = collected.end.targets.flatMap((each) => each.failures.map(({ side, why }) => `${side}: ${why}`));
  return [...failures, ...known(collected, createPaint(false))].join('\n').trim();
}
