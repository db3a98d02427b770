import type { LogRecord, TargetRecord } from '../records.js';
import {
  causeRecord,
  endRecord,
  findingRecord,
  observationRecord,
  runRecord,
  scenarioRecord,
  targetRecord,
} from './records.js';
import { soundEnd } from './report.js';

/** A run of two languages in which the second breaks so many scenarios that the first keeps; every tenth is known, every seventh only should. */
export function failingRun(failures: number): readonly LogRecord[] {
  const ids = Array.from({ length: failures }, (_, i) => `retry/count/max-${i}/429-200/sendMessage`);
  const python: TargetRecord = { ...targetRecord, name: 'python', language: 'python' };
  const own = { target: 'python' };
  const played = ids.flatMap((id, i): readonly LogRecord[] => {
    const known = i % 10 === 9;
    const level = i % 7 === 6 ? 'should' : 'must';
    const seen = `stopped after ${2 + (i % 5)} requests`;
    return [
      scenarioRecord(id, known ? 'known' : 'fail', { ...own, broken: level }),
      findingRecord(id, { ...own, level, known, signature: seen, measured: { seen, figures: { requests: 2 } } }),
      { ...observationRecord(id), ...own },
    ];
  });
  const passed = ids.flatMap((id): readonly LogRecord[] => [
    scenarioRecord(id, 'pass'),
    findingRecord(id, { verdict: 'pass', expected: '', measured: { seen: '', figures: {} } }),
  ]);
  const causes = failures === 0 ? [] : [causeRecord(ids.slice(0, 3), own)];
  const end =
    failures === 0
      ? endRecord({ targets: [soundEnd, { ...soundEnd, name: 'python' }] })
      : endRecord({
          verdict: 'doesNotConform',
          exit: 1,
          targets: [soundEnd, { ...soundEnd, name: 'python', passed: 0, failed: failures }],
        });
  return [runRecord, targetRecord, ...passed, ...sample, python, ...played, ...causes, end];
}

/** Delays of many clients, evenly over their window. */
const gaps = Array.from({ length: 100 }, (_, i) => ({
  ...{ step: `step-${i}`, attempt: 0, ms: 250 + 2.5 * i },
  window: { fromMs: 250, toMs: 500 },
}));
const sample: readonly LogRecord[] = [
  scenarioRecord('retry/backoff/clients-64', 'pass', { measured: { gaps } }),
  findingRecord('retry/backoff/clients-64', {
    ...{ requirement: 'retry.backoff.jitter', verdict: 'pass', expected: '' },
    measured: { seen: '', figures: { falseAlarm: 1e-8, clients: 100, gaps: 1 } },
  }),
];
