import { expect, test } from 'vitest';
import type { LogRecord } from './records.js';
import { testFailureOf, testReasonOf, testResultOf, testTargetFailureOf } from './test-case.js';
import {
  causeRecord,
  endRecord,
  findingRecord,
  observationRecord,
  runRecord,
  scenarioRecord,
  targetRecord,
} from './testing/records.js';
import { soundEnd } from './testing/report.js';

test('a scenario fails a test where it fails the run', () => {
  const strict = { strict: true };
  const lax = { strict: false };
  const should = { verdict: 'fail', broken: 'should' } as const;
  expect(testResultOf(lax, should)).toBe('passed');
  expect(testResultOf(strict, should)).toBe('failed');
  expect(testResultOf(lax, { verdict: 'fail', broken: 'must' })).toBe('failed');
  const unsteady = [{ requirement: 'retry.count', signature: 'one too many', failed: 1, plays: 3 }];
  expect(testResultOf(lax, { verdict: 'pass', broken: null, unsteady })).toBe('passed');
  expect(testResultOf(strict, { verdict: 'pass', broken: null, unsteady })).toBe('failed');
  // What was not played has not passed.
  for (const verdict of ['adapterFailed', 'notRun'] as const)
    expect(testResultOf(lax, { verdict, broken: null })).toBe('error');
  for (const verdict of ['known', 'unspecified', 'unsupported'] as const)
    expect(testResultOf(lax, { verdict, broken: null })).toBe('skipped');
  expect(testReasonOf({ verdict: 'unspecified', why: null })).toBe('the spec leaves open what is right');
  expect(testReasonOf({ verdict: 'unsupported', why: 'for the console alone' })).toBe('for the console alone');
});

const records: readonly LogRecord[] = [
  runRecord,
  targetRecord,
  ...['a', 'b'].flatMap((id) => [scenarioRecord(id, 'fail'), findingRecord(id), observationRecord(id)]),
  causeRecord(['a']),
  endRecord({
    targets: [
      { ...soundEnd, failures: [{ side: 'configuration', why: 'createItem is not declared' }] },
      { ...soundEnd, name: 'python', failures: [{ side: 'adapter', why: 'it died' }] },
    ],
  }),
];

test('of one scenario its own cause and evidence is told, and no other', () => {
  expect(testFailureOf(records, 'typescript', 'a')).toMatchInlineSnapshot(`
    "✗ behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41)
        in        typescript, 1 scenario: a
        breaks    retry.count (must): Retries stop at maxRetries, and not before, spec/foilengine.yaml:41
        expected  3 requests at most: one attempt and 2 retries
        seen      stopped after 2 requests
        timeline  a
                0 ms  GET /api/v1/sdk/personas  → 429
          1,412.3 ms  GET /api/v1/sdk/personas  → 429  after 1,412.3 ms, 250 ms to 500 ms expected
          1,412.3 ms  raised RateLimitError: Too many requests
        rerun     pnpm conformance run --target typescript --filter a"
  `);
  expect(testFailureOf(records, 'typescript', 'b')).toMatch(/^✗ retry\.count: stopped after 2 requests\n/);
});

test('what is no scenario’s is told of its target', () => {
  expect(testTargetFailureOf(records, 'typescript')).toBe('configuration: createItem is not declared');
  expect(testTargetFailureOf(records, 'csharp')).toBe('');
});
