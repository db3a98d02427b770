import { expect, test } from 'vitest';
import type { LogRecord } from '../records.js';
import { endRecord, findingRecord, runRecord, scenarioRecord, targetRecord } from '../testing/records.js';
import { report, soundEnd } from '../testing/report.js';

test('what is played and not judged has its share in the last line', () => {
  const targets = [{ ...soundEnd, passed: 998, unspecified: 2 }];
  expect(report([runRecord, targetRecord, endRecord({ targets })])).toContain(
    '\nCONFORMS: 1000 scenarios played, 99.8 % judged\n',
  );
});

test('of a run with a filter the verdict speaks of what was played', () => {
  const filtered = { ...targetRecord, scenarios: 2, derived: 480 };
  const targets = [{ ...soundEnd, passed: 2 }];
  expect(report([{ ...runRecord, filters: ['retry/count/**'] }, filtered, endRecord({ targets })])).toContain(
    '\nCONFORMS, of the 2 scenarios played: all judged; the filter left out 478\n',
  );
});

test('a target of which less is judged than is required is not green', () => {
  const why = '90 % of 20 scenarios were judged, and conformance.config.yaml requires 95 %.';
  const failures = [{ side: 'unspecified', why }] as const;
  const targets = [{ ...soundEnd, passed: 18, unspecified: 2, failures }];
  const text = report([runRecord, targetRecord, endRecord({ verdict: 'notJudged', exit: 3, targets })]);
  expect(text.slice(text.indexOf('!'))).toMatchInlineSnapshot(`
    "! typescript: less was judged than the configuration requires
        90 % of 20 scenarios were judged, and conformance.config.yaml requires 95 %.

    typescript  20 scenarios: 18 passed, 2 unspecified
    1 h 2 min 5 s of simulated time in 1.3 s

    NOT JUDGED: less of typescript was judged than is required, so this is not green
    "
  `);
});

test('an interrupted run says that it is incomplete', () => {
  const text = report([
    runRecord,
    targetRecord,
    endRecord({ verdict: 'incomplete', exit: 130, stopped: 'interrupted' }),
  ]);
  expect(text.split('\n').at(-2)).toBe(
    'INCOMPLETE: no broken requirement so far, but not every scenario was played (interrupted: incomplete)',
  );
});

test('a broken should leaves the verdict, and is told', () => {
  const records: LogRecord[] = [
    runRecord,
    targetRecord,
    scenarioRecord('process/a', 'fail', { broken: 'should' }),
    findingRecord('process/a', { level: 'should', requirement: 'process.leftBehind' }),
    endRecord({ targets: [{ ...soundEnd, failed: 1, failedShould: 1 }] }),
  ];
  expect(report(records)).toContain(
    'CONFORMS, but 1 scenario breaks what is only should (its users risk warnings, timers and sockets left behind): --strict would fail. 3 scenarios played, all judged\n',
  );
});
