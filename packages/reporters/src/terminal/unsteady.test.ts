import { expect, test } from 'vitest';
import { endRecord, findingRecord, runRecord, scenarioRecord, targetRecord } from '../testing/records.js';
import { report, soundEnd } from '../testing/report.js';

const again = { signature: 'the wait: seen <too soon>', requirement: 'retry.backoff', failed: 1, plays: 4 };

test('what failed and did not again is told with how often, and fails a strict run', () => {
  const scenarios = ['a', 'b'].map((id) => scenarioRecord(`retry/count/${id}`, 'pass', { unsteady: [again] }));
  const lines = (strict: boolean, more: Parameters<typeof endRecord>[0]) =>
    report([
      { ...runRecord, strict },
      targetRecord,
      ...scenarios,
      endRecord({ ...more, targets: [{ ...soundEnd, unsteady: 2 }] }),
    ]);
  expect(lines(false, {}).split('\n').slice(5).join('\n')).toMatchInlineSnapshot(`
    "    typescript, 2 scenarios: retry/count/a, retry/count/b

    family       typescript
    retry/count  2 passed

    typescript  2 scenarios: 2 passed
    1 h 2 min 5 s of simulated time in 1.3 s

    CONFORMS: 2 scenarios played, all judged; 2 unsteady: --strict would fail
    What was tested: pnpm conformance list; what one scenario means: pnpm conformance explain ID
    "
  `);
  const strict = lines(true, { verdict: 'doesNotConform', exit: 1 });
  expect(strict.split('\n').find((line) => line.startsWith('DOES NOT'))).toMatchInlineSnapshot(
    `"DOES NOT CONFORM: 2 unsteady of the 2 scenarios played"`,
  );
});

test('what there was no time to play again is told', () => {
  const targets = [{ ...soundEnd, failed: 1, notReplayed: 1 }];
  const end = endRecord({ verdict: 'doesNotConform', exit: 1, targets });
  const lines = report([
    runRecord,
    targetRecord,
    scenarioRecord('a/b', 'fail', { replayed: false }),
    findingRecord('a/b'),
    end,
  ]);
  expect(lines.split('\n').find((line) => line.startsWith('~'))).toMatchInlineSnapshot(
    `"~ not replayed, for want of time: 1 failed scenario of typescript"`,
  );
});
