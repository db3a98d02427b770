import { expect, test } from 'vitest';
import type { Lack, LogRecord } from '../records.js';
import { endRecord, findingRecord, runRecord, scenarioRecord, targetRecord } from '../testing/records.js';
import { report, soundEnd } from '../testing/report.js';

test('what is unspecified, unsupported, not run or not judged is told with its reason', () => {
  const failures = [{ side: 'adapter', why: 'status/400/x: it reported no step\nstderr | oops' }] as const;
  const records: LogRecord[] = [
    runRecord,
    targetRecord,
    scenarioRecord('retry/count/a', 'unspecified'),
    findingRecord('retry/count/a', {
      verdict: 'unspecified',
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

    family       typescript
    retry/count  1 unspecified
    status/204   1 unsupported
    status/400   1 not judged, 1 not run

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

    – not in typescript: the SDK has no streams
        1 operation: streamMessage

    – not in typescript: to be had from the console alone
        2 operations: getHistory, resetSession

    – unsupported: without abort: Unity has no cancellation
        typescript, 1 scenario: abort/body/a

    family      typescript
    status/a    1 passed
    abort/body  1 unsupported

    typescript  2 scenarios: 2 passed
    1 h 2 min 5 s of simulated time in 1.3 s

    CONFORMS: 2 scenarios played, all judged; as declared, typescript lacks 3 of 10 operations and abort
    What was tested: pnpm conformance list; what one scenario means: pnpm conformance explain ID
    "
  `);
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

test('one fault of an adapter is one block, whatever scenario, call or port it names', () => {
  const ids = ['status/400/a', 'status/400/b', 'status/400/c'];
  const failures = [
    ...ids.map((id, at) => ({ side: 'adapter', why: `${id}: no client for http://127.0.0.1:4000${at}` }) as const),
    { side: 'adapter', why: 'what came over IPC is no message: the message is not JSON: oops' } as const,
    { side: 'adapter', why: 'what came over IPC is no message: the message is not JSON: oops' } as const,
  ];
  const records: LogRecord[] = [
    runRecord,
    targetRecord,
    ...ids.map((id, at) =>
      scenarioRecord(id, 'adapterFailed', { why: `the adapter failed: http://127.0.0.1:4000${at}` }),
    ),
    endRecord({ verdict: 'notJudged', exit: 3, targets: [{ ...soundEnd, passed: 0, adapterFailed: 3, failures }] }),
  ];
  expect(report(records).split('\n').slice(3, 13).join('\n')).toMatchInlineSnapshot(`
    "– not judged: the adapter failed: http://127.0.0.1:40000
        typescript, 3 scenarios: status/400/a, status/400/b, status/400/c

    ! typescript: the adapter failed, not the SDK
        status/400/a: no client for http://127.0.0.1:40000
        and so 2 more times: status/400/b, status/400/c

    ! typescript: the adapter failed, not the SDK
        what came over IPC is no message: the message is not JSON: oops
        and so once more"
  `);
});
