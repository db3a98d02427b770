import type {
  EndRecord,
  FindingRecord,
  LogRecord,
  ObservationRecord,
  RunRecord,
  ScenarioRecord,
  TargetRecord,
} from '../records.js';

/** The records of a whole run by kind. */
export interface Collected {
  readonly run: RunRecord;
  readonly targets: readonly TargetRecord[];
  readonly scenarios: readonly ScenarioRecord[];
  /** Findings that are not passes. */
  readonly findings: readonly FindingRecord[];
  /** Findings on samples that were judged by statistics, passes too. */
  readonly samples: readonly FindingRecord[];
  readonly observations: readonly ObservationRecord[];
  readonly end: EndRecord;
}

/** Sorts records by kind; null where the first or the last line is missing. */
export function collect(records: readonly LogRecord[]): Collected | null {
  const run = records.find((r) => r.type === 'run');
  const end = records.find((r) => r.type === 'end');
  if (run === undefined || end === undefined) return null;
  const findings = records.filter((r) => r.type === 'finding');
  return {
    run,
    end,
    targets: records.filter((r) => r.type === 'target'),
    scenarios: records.filter((r) => r.type === 'scenario'),
    findings: findings.filter((f) => f.verdict !== 'pass'),
    samples: findings.filter((f) => f.measured.figures['falseAlarm'] !== undefined),
    observations: records.filter((r) => r.type === 'observation'),
  };
}

/** How a target is called in reports: its mutant shows. */
export function titleOf(target: TargetRecord): string {
  return target.mutant === null ? target.name : `${target.name} (mutant ${target.mutant})`;
}
