import { expect, test } from 'vitest';
import type { LogRecord } from '../records.js';
import {
  causeRecord,
  endRecord,
  findingRecord,
  observationRecord,
  runRecord,
  scenarioRecord,
  targetRecord,
} from '../testing/records.js';
import { report, soundEnd } from '../testing/report.js';

test('a failure: its cause first, evidence, timeline, and the command that reruns just this', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', "it's"].map((name) => `retry/count/${name}`);
  const records: LogRecord[] = [
    { ...runRecord, seed: 7, filters: ['retry/**'], rerun: 'pnpm conformance run --seed 7' },
    targetRecord,
    ...ids.flatMap((id) => [scenarioRecord(id, 'fail'), findingRecord(id), observationRecord(id)]),
    causeRecord(ids, { witnesses: { failing: 'retry/count/a', passing: 'retry/count/sound' } }),
    endRecord({ verdict: 'doesNotConform', exit: 1, targets: [{ ...soundEnd, passed: 0, failed: 7 }] }),
  ];
  expect(report(records)).toMatchInlineSnapshot(`
    "Foil Engine · spec/foilengine.yaml · seed 7 · filter retry/**
      typescript  foilengine 0.4.0  node 20.20.2  clock tier A (virtual clock, delays judged to ±1 ms)

    ✗ behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41)
        in        typescript, 7 scenarios: retry/count/a, retry/count/b, retry/count/c, retry/count/d, retry/count/e, +2 more
        breaks    retry.count (must): Retries stop at maxRetries, and not before, spec/foilengine.yaml:41
        expected  3 requests at most: one attempt and 2 retries
        seen      stopped after 2 requests
        passes    retry/count/sound
        timeline  retry/count/a
                0 ms  GET /api/v1/sdk/personas  → 429
          1,412.3 ms  GET /api/v1/sdk/personas  → 429  after 1,412.3 ms, 250 ms to 500 ms expected
          1,412.3 ms  raised RateLimitError: Too many requests
        rerun     pnpm conformance run --seed 7 --target typescript --filter retry/count/a

    family       typescript
    retry/count  7 failed

    typescript  7 scenarios: 0 passed, 7 failed
    1 h 2 min 5 s of simulated time in 1.3 s

    DOES NOT CONFORM: 1 requirement broken in 7 of the 7 scenarios played
    To mend first: behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41)
    What is served there, what is expected and why: pnpm conformance explain retry/count/a
    "
  `);
});

test('without a cause, what says the same but for what is drawn is told once', () => {
  const seen = (ms: number) => ({
    expected: 'backoff before retry 1: 250 to 500 ms',
    measured: { seen: `retry 1 came after ${ms} ms`, figures: {} },
  });
  const records: LogRecord[] = [
    runRecord,
    targetRecord,
    scenarioRecord('retry/backoff/a', 'fail'),
    findingRecord('retry/backoff/a', seen(3)),
    scenarioRecord('retry/backoff/b', 'fail'),
    findingRecord('retry/backoff/b', seen(12.5)),
    endRecord({ verdict: 'doesNotConform', exit: 1, targets: [{ ...soundEnd, passed: 0, failed: 2 }] }),
  ];
  const text = report(records);
  expect(text.match(/✗.*/g)).toEqual(['✗ retry.count: retry 1 came after 3 ms']);
  expect(text).toContain('in        typescript, 2 of 3 scenarios: retry/backoff/a, retry/backoff/b\n');
});

test('of several steps only the one that failed is drawn, and a timeline only once', () => {
  const single = observationRecord('steps/a');
  const [step] = single.steps;
  const several = { ...single, steps: [...single.steps, { ...step, step: 'other' }] } as typeof single;
  const records: LogRecord[] = [
    runRecord,
    targetRecord,
    scenarioRecord('steps/a', 'fail'),
    findingRecord('steps/a', {}),
    findingRecord('steps/a', { requirement: 'call.isolation' }),
    several,
    endRecord({ verdict: 'doesNotConform', exit: 3, targets: [{ ...soundEnd, failed: 1, adapterFailed: 1 }] }),
  ];
  const text = report(records);
  expect(text.match(/timeline.*/g)).toEqual([
    'timeline  steps/a, step of 2 steps',
    'timeline  steps/a, step of 2 steps: see above',
  ]);
  expect(text.match(/raised/g)).toHaveLength(1);
  expect(text).toContain(
    'DOES NOT CONFORM: 2 requirements broken in 1 of the 3 scenarios played; besides, a target could not be run or judged to the end\n',
  );
});

test('a failure of the run is shown again by the whole run that showed it', () => {
  const finding = findingRecord('a/b', { scope: 'run' });
  const records = [
    { ...runRecord, filters: ['a/*'] },
    targetRecord,
    scenarioRecord('a/b', 'fail'),
    finding,
    endRecord(),
  ];
  expect(report(records)).toContain("rerun     pnpm conformance run --target typescript --filter 'a/*'\n");
});
