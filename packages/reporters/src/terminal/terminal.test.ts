import { expect, test } from 'vitest';
import type { KnownRecord, Lack, LogRecord, TargetEnd } from '../records.js';
import {
  endRecord,
  findingRecord,
  observationRecord,
  runRecord,
  scenarioRecord,
  targetRecord,
} from '../testing/records.js';
import { terminalReporter } from './terminal.js';

function report(records: readonly LogRecord[], colour = false): string {
  const reporter = terminalReporter({ colour });
  return records.map((record) => reporter.write(record)).join('');
}

const [soundEnd] = endRecord().targets as readonly [TargetEnd];

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

test('a failure: diagnosis first, evidence, timeline, and the command that reruns just this', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', "it's"].map((name) => `retry/count/${name}`);
  const records: LogRecord[] = [
    { ...runRecord, seed: 7, filters: ['retry/**'], rerun: 'pnpm conformance run --seed 7' },
    targetRecord,
    ...ids.flatMap((id) => [scenarioRecord(id, 'fail'), findingRecord(id), observationRecord(id)]),
    endRecord({ verdict: 'doesNotConform', exit: 1, targets: [{ ...soundEnd, passed: 0, failed: 7 }] }),
  ];
  expect(report(records)).toMatchInlineSnapshot(`
    "Foil Engine · spec/foilengine.yaml · seed 7 · filter retry/**
      typescript  foilengine 0.4.0  node 20.20.2  clock tier A (virtual clock, delays judged to ±1 ms)

    family       typescript
    retry/count  7 failed

    ✗ behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41)
        in        typescript, 7 scenarios: retry/count/a, retry/count/b, retry/count/c, retry/count/d, retry/count/e, +2 more
        breaks    retry.count (must), spec/foilengine.yaml:41
        expected  3 requests at most: one attempt and 2 retries
        seen      stopped after 2 requests
        timeline  retry/count/a
                0 ms  GET /api/v1/sdk/personas  → 429
          1,412.3 ms  GET /api/v1/sdk/personas  → 429  after 1,412.3 ms, 250 ms to 500 ms expected
          1,412.3 ms  raised RateLimitError: Too many requests
        rerun     pnpm conformance run --seed 7 --target typescript --filter retry/count/a

    typescript  7 scenarios: 0 passed, 7 failed
    1 h 2 min 5 s of simulated time in 1.3 s

    DOES NOT CONFORM: 1 requirement broken in 7 of the 7 scenarios played
    What is served there, what is expected and why: pnpm conformance explain retry/count/a
    "
  `);
});

test('without a diagnosis, equal evidence with other figures is one failure', () => {
  const seen = (ms: number) => ({ diagnosis: null, measured: { seen: `retry 1 came after ${ms} ms`, figures: {} } });
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
  expect(text).toContain('in        typescript, 2 scenarios: retry/backoff/a, retry/backoff/b\n');
});

test('what is unspecified, unsupported, not run or not judged is told with its reason', () => {
  const failures = [{ side: 'adapter', why: 'status/400/x: it reported no step\nstderr | oops' }] as const;
  const records: LogRecord[] = [
    runRecord,
    targetRecord,
    scenarioRecord('retry/count/a', 'unspecified'),
    findingRecord('retry/count/a', {
      verdict: 'unspecified',
      diagnosis: null,
      expected: 'the spec gives no maxRetries',
    }),
    scenarioRecord('status/204/revokeApiKey', 'unsupported', { why: 'revokeApiKey is declared unsupported' }),
    scenarioRecord('status/400/x', 'adapterFailed', { why: 'the adapter failed: it reported no step' }),
    scenarioRecord('status/400/y', 'notRun', { why: 'interrupted' }),
    endRecord({
      verdict: 'notJudged',
      exit: 3,
      targets: [{ ...soundEnd, passed: 0, unspecified: 1, unsupported: 1, adapterFailed: 1, notRun: 1, failures }],
    }),
  ];
  expect(report(records)).toMatchInlineSnapshot(`
    "Foil Engine · spec/foilengine.yaml · seed 1
      typescript  foilengine 0.4.0  node 20.20.2  clock tier A (virtual clock, delays judged to ±1 ms)

    family       typescript
    retry/count  1 unspecified
    status/204   1 unsupported
    status/400   1 not judged, 1 not run

    ? unspecified: the spec gives no maxRetries
        retry.count, spec/foilengine.yaml:41, 1 scenario: retry/count/a

    – unsupported: revokeApiKey is declared unsupported
        typescript, 1 scenario: status/204/revokeApiKey

    – not judged: the adapter failed: it reported no step
        typescript, 1 scenario: status/400/x

    – not run: interrupted
        typescript, 1 scenario: status/400/y

    ! typescript: the adapter failed, not the SDK
        status/400/x: it reported no step
        stderr | oops

    typescript  4 scenarios: 0 passed, 1 unspecified, 1 unsupported, 1 not judged, 1 not run
    1 h 2 min 5 s of simulated time in 1.3 s

    NOT JUDGED: a target could not be run or judged to the end, so this is not green
    "
  `);
});

test('a configuration that does not say what an SDK lacks keeps a run from being green', () => {
  const why = [
    'The adapter does not offer sendMessage: 14 scenarios were not played.',
    'If the SDK lacks it, say why in conformance.config.yaml:',
    '  targets:',
    '    typescript:',
    '      unsupported:',
    '        sendMessage: why the SDK lacks it',
    'If the SDK has it, let the adapter offer it.',
  ].join('\n');
  const targets = [{ ...soundEnd, passed: 9, unsupported: 14, failures: [{ side: 'configuration', why } as const] }];
  const end = endRecord({ verdict: 'notJudged', exit: 3, targets });
  expect(report([runRecord, targetRecord, end])).toMatchInlineSnapshot(`
    "Foil Engine · spec/foilengine.yaml · seed 1
      typescript  foilengine 0.4.0  node 20.20.2  clock tier A (virtual clock, delays judged to ±1 ms)

    ! typescript: what is left out is not declared as it is
        The adapter does not offer sendMessage: 14 scenarios were not played.
        If the SDK lacks it, say why in conformance.config.yaml:
          targets:
            typescript:
              unsupported:
                sendMessage: why the SDK lacks it
        If the SDK has it, let the adapter offer it.

    typescript  23 scenarios: 9 passed, 14 unsupported
    1 h 2 min 5 s of simulated time in 1.3 s

    NOT JUDGED: what is left out of typescript is not declared as it is, so this is not green
    "
  `);
});

test('a capability that some operations lack is told by the operation, or by their number', () => {
  const abort = (operation: string) => ({ id: 'abort', operation, reason: 'it takes no signal' });
  const last = (...capabilities: readonly Lack[]) => {
    const lacks = { operations: [], capabilities };
    const lines = report([runRecord, { ...targetRecord, lacks }, scenarioRecord('status/a', 'pass'), endRecord()]);
    return lines.split('\n').find((line) => line.startsWith('CONFORMS'));
  };
  expect(last(abort('getHistory'))).toMatchInlineSnapshot(
    `"CONFORMS: 2 scenarios played, all judged; as declared, typescript lacks abort of getHistory"`,
  );
  expect(last(abort('getHistory'), abort('sendMessage'))).toMatchInlineSnapshot(
    `"CONFORMS: 2 scenarios played, all judged; as declared, typescript lacks abort of 2 operations"`,
  );
});

test('what an SDK lacks, as declared, stands in the report and in its last line', () => {
  const lacks = {
    operations: [
      { id: 'streamMessage', reason: 'the SDK has no streams' },
      { id: 'getHistory', reason: 'to be had from the console alone' },
      { id: 'resetSession', reason: 'to be had from the console alone' },
    ],
    capabilities: [{ id: 'abort', reason: 'Unity has no cancellation' }],
  };
  const aborted = scenarioRecord('abort/body/a', 'unsupported', { why: 'without abort: Unity has no cancellation' });
  const records = [runRecord, { ...targetRecord, lacks }, scenarioRecord('status/a', 'pass'), aborted, endRecord()];
  expect(report(records)).toMatchInlineSnapshot(`
    "Foil Engine · spec/foilengine.yaml · seed 1
      typescript  foilengine 0.4.0  node 20.20.2  clock tier A (virtual clock, delays judged to ±1 ms)

    family      typescript
    status/a    1 passed
    abort/body  1 unsupported

    – not in typescript: the SDK has no streams
        1 operation: streamMessage

    – not in typescript: to be had from the console alone
        2 operations: getHistory, resetSession

    – unsupported: without abort: Unity has no cancellation
        typescript, 1 scenario: abort/body/a

    typescript  2 scenarios: 2 passed
    1 h 2 min 5 s of simulated time in 1.3 s

    CONFORMS: 2 scenarios played, all judged; as declared, typescript lacks 3 of 10 operations and abort
    What was tested: pnpm conformance list; what one scenario means: pnpm conformance explain ID
    "
  `);
});

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

    family         typescript
    retry/backoff  1 known
    status/a       1 passed

    ~ known in typescript: retry.backoff in 2 scenarios, until 2026-12-31
        the backoff is reworked in 2.0 · payments · https://issues.example/12
    ~ known in typescript: error.message in 1 scenario
        the backoff is reworked in 2.0

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
        mend      remove it, or name scenarios that judge the requirement; the command list shows all ids

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

test('requirements that the team takes from the judge are told', () => {
  const off = [{ id: 'error.serializable', reason: 'errors never leave the process' }];
  const text = report([{ ...runRecord, off }, targetRecord, endRecord()]);
  expect(text.slice(text.indexOf('–'))).toMatchInlineSnapshot(`
    "– not judged: error.serializable, as configured
        errors never leave the process

    typescript  2 scenarios: 2 passed
    1 h 2 min 5 s of simulated time in 1.3 s

    CONFORMS: 2 scenarios played, all judged; not judged, as configured: error.serializable
    What was tested: pnpm conformance list; what one scenario means: pnpm conformance explain ID
    "
  `);
});

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

test('a target that a filter leaves nothing to play on was not started', () => {
  const idle = { ...targetRecord, name: 'perl', sdk: null, scenarios: 0 };
  expect(report([runRecord, targetRecord, idle, endRecord()]).split('\n')[2]).toBe(
    '  perl        not started: there is nothing to play on it',
  );
});

test('a sample tells what it could have found', () => {
  const figures = {
    clients: 1000,
    fewest: 250,
    gaps: 3,
    falseAlarm: 3e-8,
    findsDeviation: 0.157,
    findsNarrowing: 0.027,
    fewestFindDeviation: 0.302,
    fewestFindNarrowing: 0.083,
  };
  const judged = findingRecord('retry/backoff/a', {
    requirement: 'retry.backoff.jitter',
    verdict: 'pass',
    diagnosis: null,
    measured: { seen: '', figures },
  });
  expect(report([runRecord, targetRecord, judged, endRecord({})]).match(/.*Jitter.*\n.*missing.*\.$/m)?.[0]).toBe(
    'Jitter was judged on 3 samples in 1 target: fewer than 1 false alarm in 33,333,333 runs.\n' +
      'With 99 % power 1,000 delays show 16 % of them out of place, or 3 % of the window missing; 250 show 31 % or 9 %.',
  );
});

test('a target whose toolchain is absent is said loudly', () => {
  const absent: LogRecord = {
    ...targetRecord,
    name: 'csharp',
    sdk: null,
    notRun: 'dotnet is not on the PATH',
  } as LogRecord;
  const text = report([runRecord, targetRecord, absent, endRecord()]);
  expect(text.split('\n')[2]).toBe('  csharp      NOT RUN: dotnet is not on the PATH');
  expect(text).toContain('\nCONFORMS: 2 scenarios played, all judged; not run, for want of a toolchain: csharp\n');
});

test('where only sleeps are virtual, that is said', () => {
  const sleeps = { ...targetRecord, clockTier: 'S' } as LogRecord;
  const text = report([runRecord, sleeps, endRecord()]);
  expect(text.split('\n')[1]).toBe(
    '  typescript  foilengine 0.4.0  node 20.20.2  clock tier S (virtual sleep, timeouts in real time, delays judged to ±1 ms)',
  );
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
    findingRecord('process/a', { level: 'should', requirement: 'process.leftBehind', diagnosis: null }),
    endRecord({ targets: [{ ...soundEnd, failed: 1, failedShould: 1 }] }),
  ];
  expect(report(records)).toContain(
    'CONFORMS: 3 scenarios played, all judged; 1 scenario breaks what is level should: --strict would fail',
  );
});

test('nothing is coloured without colour, and a failure is red with it', () => {
  const records = [runRecord, targetRecord, scenarioRecord('a/b', 'fail'), findingRecord('a/b'), endRecord()];
  expect(report(records)).not.toContain('\u001b');
  expect(report(records, true)).toContain('\u001b[31m✗\u001b[39m');
});

test('what an SDK says reaches no terminal as a command', () => {
  const diagnosis = 'raised Error: \u001b[2J\u202egone';
  const records = [
    runRecord,
    targetRecord,
    scenarioRecord('a/b', 'fail'),
    findingRecord('a/b', { diagnosis }),
    endRecord(),
  ];
  expect(report(records)).toContain('✗ raised Error: \ufffd[2J\ufffdgone\n');
});

test('a log without its last line gives no report', () => {
  expect(report([runRecord, targetRecord])).toBe('');
});

test('of several steps only the one that failed is drawn, and a timeline only once', () => {
  const single = observationRecord('steps/a');
  const [step] = single.steps;
  const several = { ...single, steps: [...single.steps, { ...step, step: 'other' }] } as typeof single;
  const records: LogRecord[] = [
    runRecord,
    targetRecord,
    scenarioRecord('steps/a', 'fail'),
    findingRecord('steps/a', { diagnosis: null }),
    findingRecord('steps/a', { diagnosis: null, requirement: 'call.isolation' }),
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

test('what the server rejected stands in the timeline, with the true reason', () => {
  const single = observationRecord('status/a');
  const [exchange] = single.exchanges;
  const of = (more: object) => ({ ...exchange, step: null, operation: null, answer: -1, ...more });
  const tls = { in: 'requestLine', why: 'a TLS handshake', bytes: '\\x16\\x03\\x01', cut: false };
  const flood = { in: 'headers', why: 'over 256 KiB of headers', bytes: '', cut: false };
  const rejecting = {
    ...single,
    exchanges: [
      of({ method: '', target: '', served: '400, rejected: a TLS handshake', rejected: tls }),
      of({ served: '431, rejected: over 256 KiB of headers', rejected: flood }),
    ],
  } as typeof single;
  const records: LogRecord[] = [
    runRecord,
    targetRecord,
    scenarioRecord('status/a', 'fail'),
    findingRecord('status/a', { diagnosis: null, requirement: 'request.path' }),
    rejecting,
    endRecord({ verdict: 'doesNotConform', exit: 1, targets: [{ ...soundEnd, failed: 1 }] }),
  ];
  expect(report(records).match(/.*rejected.*/g)).toEqual([
    '            0 ms  “\\x16\\x03\\x01”            → 400, rejected: a TLS handshake',
    '            0 ms  GET /api/v1/sdk/personas  → 431, rejected: over 256 KiB of headers',
  ]);
});

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
    "
    ~ unsteady: retry.backoff: the wait: seen <too soon>
        failed in 2 of 8 plays, and not when it was played alone
        typescript, 2 scenarios: retry/count/a, retry/count/b

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

test('a failure of the run is shown again by the whole run that showed it', () => {
  const finding = findingRecord('a/b', { scope: 'run', diagnosis: null });
  const records = [
    { ...runRecord, filters: ['a/*'] },
    targetRecord,
    scenarioRecord('a/b', 'fail'),
    finding,
    endRecord(),
  ];
  expect(report(records)).toContain("rerun     pnpm conformance run --target typescript --filter 'a/*'\n");
});
