import { expect, test } from 'vitest';
import { endRecord, findingRecord, runRecord, scenarioRecord, targetRecord } from '../testing/records.js';
import { report } from '../testing/report.js';

test('a run in which all passes ends in CONFORMS and in what to do next', () => {
  const records = [
    runRecord,
    targetRecord,
    scenarioRecord('retry/count/a', 'pass'),
    scenarioRecord('status/429/b', 'pass'),
    endRecord(),
  ];
  expect(report(records)).toMatchInlineSnapshot(`
    "Foil Engine · spec/foilengine.yaml · seed 1
      typescript  foilengine 0.4.0  node 20.20.2  clock tier A (virtual clock, delays judged to ±1 ms)

    family       typescript
    retry/count  1 passed
    status/429   1 passed

    typescript  2 scenarios: 2 passed
    1 h 2 min 5 s of simulated time in 1.3 s

    CONFORMS: 2 scenarios played, all judged
    What was tested: pnpm conformance list; what one scenario means: pnpm conformance explain ID
    "
  `);
});

test('nothing is coloured without colour, and a failure is red with it', () => {
  const records = [runRecord, targetRecord, scenarioRecord('a/b', 'fail'), findingRecord('a/b'), endRecord()];
  expect(report(records)).not.toContain('\u001b');
  expect(report(records, true)).toContain('\u001b[31m✗\u001b[39m');
});

test('what an SDK says reaches no terminal as a command', () => {
  const seen = 'raised Error: \u001b[2J\u202egone';
  const records = [
    runRecord,
    targetRecord,
    scenarioRecord('a/b', 'fail'),
    findingRecord('a/b', { measured: { seen, figures: {} } }),
    endRecord(),
  ];
  expect(report(records)).toContain('✗ retry.count: raised Error: \ufffd[2J\ufffdgone\n');
});

test('a log without its last line gives no report', () => {
  expect(report([runRecord, targetRecord])).toBe('');
});
