import { expect, test } from 'vitest';
import { gitlabReporter } from './gitlab.js';
import type { LogRecord } from './records.js';
import { causeRecord, endRecord, findingRecord, runRecord, targetRecord } from './testing/records.js';

function issues(records: readonly LogRecord[]) {
  const reporter = gitlabReporter();
  const text = records.map((record) => reporter.write(record)).join('');
  return text === '' ? null : JSON.parse(text);
}

const should = { level: 'should', requirement: 'process.warnings' } as const;
const records: readonly LogRecord[] = [
  runRecord,
  targetRecord,
  findingRecord('retry/count/a'),
  findingRecord('retry/count/b'),
  findingRecord('retry/count/c', { requirement: 'call.settles', measured: { seen: 'never settled', figures: {} } }),
  findingRecord('retry/count/d', { ...should, at: { file: './spec.yaml', line: 1, column: 1 } }),
  findingRecord('retry/count/e', { known: true, requirement: 'error.class' }),
  causeRecord(['retry/count/a', 'retry/count/b']),
  endRecord({ verdict: 'doesNotConform', exit: 1 }),
];

test('an issue for each cause and each requirement broken without one, on its line of the spec; none for what is known', () => {
  const made: readonly { readonly fingerprint: string }[] = issues(records);
  expect(made.map(({ fingerprint, ...issue }) => issue)).toEqual([
    {
      description:
        'behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41) (must), in 2 scenarios of typescript. Rerun: pnpm conformance run --target typescript --filter retry/count/a',
      check_name: 'retry.count',
      severity: 'critical',
      location: { path: 'spec/foilengine.yaml', lines: { begin: 41 } },
    },
    {
      description:
        'call.settles: never settled (must), in 1 scenario of typescript. Rerun: pnpm conformance run --target typescript --filter retry/count/c',
      check_name: 'call.settles',
      severity: 'blocker',
      location: { path: 'spec/foilengine.yaml', lines: { begin: 41 } },
    },
    {
      description:
        'process.warnings: stopped after 2 requests (should), in 1 scenario of typescript. Rerun: pnpm conformance run --target typescript --filter retry/count/d',
      check_name: 'process.warnings',
      severity: 'minor',
      location: { path: 'spec.yaml', lines: { begin: 1 } },
    },
  ]);
  const fingerprints = made.map(({ fingerprint }) => fingerprint);
  expect(new Set(fingerprints).size).toBe(3);
  for (const fingerprint of fingerprints) expect(fingerprint).toMatch(/^[\da-f]{64}$/);
});

test('an issue is known again when other scenarios show it, in other words', () => {
  const other = records.map(
    (record): LogRecord =>
      record.type === 'finding' && record.requirement === 'call.settles'
        ? { ...record, scenario: 'retry/count/z', measured: { seen: 'never settled in 60 s', figures: {} } }
        : record,
  );
  const fingerprints = (of: readonly LogRecord[]) => issues(of).map((i: { fingerprint: string }) => i.fingerprint);
  expect(fingerprints(other)).toEqual(fingerprints(records));
});

test('no issue is an empty list, and a log without its end gives nothing', () => {
  expect(issues([runRecord, targetRecord, endRecord()])).toEqual([]);
  expect(issues(records.slice(0, -1))).toBeNull();
});
