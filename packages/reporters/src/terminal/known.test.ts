import { expect, test } from 'vitest';
import type { KnownRecord } from '../records.js';
import { endRecord, findingRecord, runRecord, scenarioRecord, targetRecord } from '../testing/records.js';
import { report, soundEnd } from '../testing/report.js';

const deviation: KnownRecord = {
  at: 'conformance.known.yaml:2',
  target: 'typescript',
  requirement: 'retry.backoff',
  reason: 'the backoff is reworked in 2.0',
  owner: 'payments',
  issue: 'https://issues.example/12',
  expires: '2026-12-31',
  state: 'holds',
  claims: ['retry/backoff/**'],
  scenarios: ['retry/backoff/a', 'retry/backoff/b'],
  listed: ['retry <n> came after <too soon>'],
  seen: [],
};

test('known deviations that hold are listed with reason and last day, and stand in the last line', () => {
  const records = [
    runRecord,
    targetRecord,
    scenarioRecord('retry/backoff/a', 'known', { broken: null }),
    findingRecord('retry/backoff/a', { known: true }),
    scenarioRecord('status/a', 'pass'),
    endRecord({
      targets: [{ ...soundEnd, passed: 1, known: 2 }],
      known: [
        deviation,
        {
          ...deviation,
          owner: null,
          issue: null,
          expires: null,
          requirement: 'error.message',
          scenarios: ['status/a'],
        },
      ],
    }),
  ];
  expect(report(records)).toMatchInlineSnapshot(`
    "Foil Engine · spec/foilengine.yaml · seed 1
      typescript  foilengine 0.4.0  node 20.20.2  clock tier A (virtual clock, delays judged to ±1 ms)

    ~ known in typescript: retry.backoff in 2 scenarios, until 2026-12-31
        the backoff is reworked in 2.0 · payments · https://issues.example/12
    ~ known in typescript: error.message in 1 scenario
        the backoff is reworked in 2.0

    family         typescript
    retry/backoff  1 known
    status/a       1 passed

    typescript  3 scenarios: 1 passed, 2 known
    1 h 2 min 5 s of simulated time in 1.3 s

    CONFORMS with 2 known deviations: 3 scenarios played, all judged
    What was tested: pnpm conformance list; what one scenario means: pnpm conformance explain ID
    "
  `);
});

test('known deviations that hold no more are told with what to do', () => {
  const stale = (state: KnownRecord['state'], more: Partial<KnownRecord> = {}): KnownRecord => ({
    ...deviation,
    scenarios: [],
    state,
    ...more,
  });
  const known = [
    stale('passes', { claims: ['retry/backoff/b'] }),
    stale('differs', { seen: ['retry <n> came after <too late>'] }),
    stale('matchesNothing'),
    stale('expired'),
    stale('expired', { scenarios: ['retry/backoff/a'] }),
    stale('noReason', { reason: 'to do' }),
    stale('unsaid'),
  ];
  const text = report([runRecord, targetRecord, endRecord({ verdict: 'stale', exit: 1, known })]);
  expect(text.slice(text.indexOf('~'))).toMatchInlineSnapshot(`
    "~ conformance.known.yaml:2: a known deviation passes now
        in        typescript, retry.backoff: retry/backoff/b
        mend      remove it, so that it cannot come back unseen

    ~ conformance.known.yaml:2: a known deviation fails otherwise than listed
        in        typescript, retry.backoff: retry/backoff/**
        listed    retry <n> came after <too soon>
        seen      retry <n> came after <too late>
        mend      look at it anew, and list what is seen where it is accepted

    ~ conformance.known.yaml:2: a known deviation matches nothing
        in        typescript, retry.backoff: retry/backoff/**
        mend      remove it, or name scenarios that judge the requirement; conformance list shows all ids

    ~ conformance.known.yaml:2: a known deviation expired on 2026-12-31
        in        typescript, retry.backoff: retry/backoff/**
        mend      remove it: nothing fails so any more

    ~ conformance.known.yaml:2: a known deviation expired on 2026-12-31
        in        typescript, retry.backoff: retry/backoff/**
        mend      mend the SDK, or decide anew and give it another day

    ~ conformance.known.yaml:2: a known deviation has no reason but "to do"
        in        typescript, retry.backoff: retry/backoff/**
        mend      say why it is accepted

    typescript  2 scenarios: 2 passed
    1 h 2 min 5 s of simulated time in 1.3 s

    STALE: nothing new fails, but 6 known deviations hold no more, so this is not green
    "
  `);
});

test('beside a new failure, known deviations that hold no more are told too', () => {
  const end = endRecord({ verdict: 'doesNotConform', exit: 1, known: [{ ...deviation, state: 'passes' }] });
  const text = report([runRecord, targetRecord, scenarioRecord('a/b', 'fail'), findingRecord('a/b'), end]);
  expect(text).toContain('scenarios played; besides, 1 known deviation holds no more\n');
});
