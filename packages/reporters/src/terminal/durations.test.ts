import { expect, test } from 'vitest';
import { endRecord, runRecord, scenarioRecord, targetRecord } from '../testing/records.js';
import { terminalReporter } from './terminal.js';

test('the scenarios that cost most, the costliest first, with their share', () => {
  const reporter = terminalReporter({ colour: false, durations: 2 });
  const text = [
    runRecord,
    targetRecord,
    scenarioRecord('a/quick', 'pass', { wallMs: 4 }),
    scenarioRecord('a/slow', 'pass', { wallMs: 1200, simulatedMs: 90_000 }),
    scenarioRecord('a/middling', 'pass', { wallMs: 96 }),
    scenarioRecord('a/absent', 'notRun', { wallMs: 0 }),
    endRecord(),
  ]
    .map((record) => reporter.write(record))
    .join('');
  expect(text.slice(text.indexOf('2 scenarios took'), text.indexOf('\n\ntypescript'))).toMatchInlineSnapshot(`
    "2 scenarios took 1.3 s of the 1.3 s that all took, one after the other:
       1.2 s  typescript  a/slow      1 min 30 s simulated
       96 ms  typescript  a/middling  1.5 s simulated"
  `);
});
