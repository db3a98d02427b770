import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { junitReporter } from './junit.js';
import type { LogRecord } from './records.js';
import { causeRecord, endRecord, findingRecord, runRecord, scenarioRecord, targetRecord } from './testing/records.js';

function junit(records: readonly LogRecord[]): string {
  const reporter = junitReporter();
  return records.map((record) => reporter.write(record)).join('');
}

const [whole] = endRecord().targets;
const target = whole === undefined ? [] : [{ ...whole, failures: [{ side: 'adapter', why: 'it died' } as const] }];

const should = { level: 'should' } as const;
const records: readonly LogRecord[] = [
  runRecord,
  targetRecord,
  scenarioRecord('retry/count/a', 'pass'),
  scenarioRecord('retry/count/b', 'fail'),
  findingRecord('retry/count/b'),
  findingRecord('retry/count/b', { verdict: 'pass', requirement: 'retry.status' }),
  scenarioRecord('retry/count/c', 'fail', { broken: 'should' }),
  findingRecord('retry/count/c', should),
  scenarioRecord('retry/count/d', 'known', { why: null }),
  findingRecord('retry/count/d', { known: true }),
  scenarioRecord('retry/count/e', 'unsupported', { why: 'not in this SDK' }),
  scenarioRecord('retry/count/f', 'adapterFailed', { why: 'said <b>"no"\n\u0007&\ud800' }),
  causeRecord(['retry/count/b']),
  endRecord({ verdict: 'doesNotConform', exit: 1, targets: target }),
];

test('a suite for each target, a test case for each scenario', () => {
  expect(junit(records)).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="Foil Engine" time="1.250">
    <testsuite name="typescript" tests="7" failures="1" errors="2" skipped="2" time="1.200" timestamp="2026-01-01T00:00:00">
    <testcase classname="typescript.retry.count" name="retry/count/a" time="0.004"/>
    <testcase classname="typescript.retry.count" name="retry/count/b" time="0.004">
    <failure message="retry.count: behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41)" type="retry.count">breaks retry.count (must), spec/foilengine.yaml:41
    expected 3 requests at most: one attempt and 2 retries
    seen stopped after 2 requests
    behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41)
    rerun pnpm conformance run --target typescript --filter retry/count/b</failure>
    </testcase>
    <testcase classname="typescript.retry.count" name="retry/count/c" time="0.004">
    <system-out>breaks retry.count (should), spec/foilengine.yaml:41
    expected 3 requests at most: one attempt and 2 retries
    seen stopped after 2 requests
    rerun pnpm conformance run --target typescript --filter retry/count/c</system-out>
    </testcase>
    <testcase classname="typescript.retry.count" name="retry/count/d" time="0.004">
    <skipped message="known deviation"/>
    </testcase>
    <testcase classname="typescript.retry.count" name="retry/count/e" time="0.004">
    <skipped message="not in this SDK"/>
    </testcase>
    <testcase classname="typescript.retry.count" name="retry/count/f" time="0.004">
    <error message="said &lt;b&gt;&quot;no&quot;&#10;�&amp;�" type="adapterFailed"/>
    </testcase>
    <testcase classname="typescript" name="adapter" time="0.000">
    <error message="it died" type="adapter"/>
    </testcase>
    </testsuite>
    </testsuites>
    "
  `);
});

test('strict: what should be fails too', () => {
  const strict = junit(records.map((record) => (record.type === 'run' ? { ...record, strict: true } : record)));
  expect(strict.match(/<failure message="[^"]*"/g)).toEqual([
    '<failure message="retry.count: behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41)"',
    '<failure message="retry.count: stopped after 2 requests"',
  ]);
});

test('nothing before the end', () => {
  expect(junit(records.slice(0, -1))).toBe('');
});

test('a parser reads it, whatever an SDK says', () => {
  const read =
    'import sys, xml.etree.ElementTree as e; print(e.fromstring(sys.stdin.buffer.read()).find(".//error").get("message"))';
  const message = execFileSync('python3', ['-c', read], { input: junit(records), encoding: 'utf8' });
  expect(message).toBe('said <b>"no"\n\ufffd&\ufffd\n');
});

test('what failed and did not again is told, and fails a strict run', () => {
  const unsteady = [{ requirement: 'retry.backoff', signature: 'too soon', failed: 1, plays: 4 }];
  const wavering = scenarioRecord('retry/count/a', 'pass', { unsteady });
  const lines = (strict: boolean) =>
    junit([{ ...runRecord, strict }, targetRecord, wavering, endRecord()])
      .split('\n')
      .slice(2, -2);
  expect(lines(false)).toMatchInlineSnapshot(`
    [
      "<testsuite name="typescript" tests="1" failures="0" errors="0" skipped="0" time="1.200" timestamp="2026-01-01T00:00:00">",
      "<testcase classname="typescript.retry.count" name="retry/count/a" time="0.004">",
      "<system-out>unsteady retry.backoff: too soon, in 1 of 4 plays, and not when it was played alone</system-out>",
      "</testcase>",
      "</testsuite>",
    ]
  `);
  expect(lines(true)).toMatchInlineSnapshot(`
    [
      "<testsuite name="typescript" tests="1" failures="1" errors="0" skipped="0" time="1.200" timestamp="2026-01-01T00:00:00">",
      "<testcase classname="typescript.retry.count" name="retry/count/a" time="0.004">",
      "<failure message="unsteady retry.backoff: too soon, in 1 of 4 plays, and not when it was played alone" type="retry.backoff">unsteady retry.backoff: too soon, in 1 of 4 plays, and not when it was played alone</failure>",
      "</testcase>",
      "</testsuite>",
    ]
  `);
});

test('a failure of the run is shown again by the whole run', () => {
  const finding = findingRecord('retry/count/b', { scope: 'run' });
  const text = junit([runRecord, targetRecord, scenarioRecord('retry/count/b', 'fail'), finding, endRecord()]);
  expect(text).toContain('rerun pnpm conformance run --target typescript</failure>');
});
