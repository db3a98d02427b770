import { printable } from '@sdk-conformance/model';
import type {
  CauseRecord,
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
  /** Findings of every verdict. */
  readonly judged: readonly FindingRecord[];
  /** Those that are not passes. */
  readonly findings: readonly FindingRecord[];
  /** Findings on samples that were judged by statistics, passes too. */
  readonly samples: readonly FindingRecord[];
  readonly observations: readonly ObservationRecord[];
  /** The weightiest first, target by target. */
  readonly causes: readonly CauseRecord[];
  readonly end: EndRecord;
}

/** Sorts records by kind, their texts fit for a terminal; null where the first or the last line is missing. */
export function collect(log: readonly LogRecord[]): Collected | null {
  const records = log.map((record) => shown(record));
  const run = records.find((r) => r.type === 'run');
  const end = records.find((r) => r.type === 'end');
  if (run === undefined || end === undefined) return null;
  const findings = records.filter((r) => r.type === 'finding');
  return {
    run,
    end,
    targets: records.filter((r) => r.type === 'target'),
    scenarios: records.filter((r) => r.type === 'scenario'),
    judged: findings,
    findings: findings.filter((f) => f.verdict !== 'pass'),
    samples: findings.filter((f) => f.measured.figures['falseAlarm'] !== undefined),
    causes: records.filter((r) => r.type === 'cause'),
    observations: records.filter((r) => r.type === 'observation'),
  };
}

/** What SDKs and their programs say is theirs: none of it may reach the terminal as more than text. */
function shown<T>(value: T): T;
function shown(value: unknown): unknown {
  if (typeof value === 'string') return printable(value);
  if (Array.isArray(value)) return value.map((item) => shown<unknown>(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shown<unknown>(item)]));
}

/** How a target is called in reports: its mutant shows. */
export function titleOf(target: TargetRecord): string {
  return target.mutant === null ? target.name : `${target.name} (mutant ${target.mutant})`;
}
