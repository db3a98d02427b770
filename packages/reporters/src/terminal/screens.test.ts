import { expect, test } from 'vitest';
import type { CauseRecord, FindingRecord, LogRecord } from '../records.js';
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

// Screens as a newcomer reads them: what is wrong, why, and what to do next stand in the first twenty lines.

interface Failing {
  readonly findings: readonly FindingRecord[];
  readonly causes?: readonly CauseRecord[];
}

function screen({ findings, causes = [] }: Failing, all = false): string {
  const scenarios = [...new Set(findings.map((f) => f.scenario))];
  const should = scenarios.filter((id) => findings.every((f) => f.scenario !== id || f.level === 'should'));
  const broken = findings.some((f) => f.level === 'must');
  const records: LogRecord[] = [
    runRecord,
    { ...targetRecord, scenarios: 506, derived: 506 },
    ...scenarios.flatMap((id): LogRecord[] => [
      scenarioRecord(id, 'fail', { broken: should.includes(id) ? 'should' : 'must' }),
      ...findings.filter((f) => f.scenario === id),
      observationRecord(id),
    ]),
    ...causes,
    endRecord({
      verdict: broken ? 'doesNotConform' : 'conforms',
      exit: broken ? 1 : 0,
      targets: [{ ...soundEnd, passed: 506 - scenarios.length, failed: scenarios.length, failedShould: should.length }],
    }),
  ];
  return report(records, false, all);
}

const several = (n: number, of: (i: number) => FindingRecord): readonly FindingRecord[] =>
  Array.from({ length: n }, (_, i) => of(i));
const top = (text: string) => text.split('\n').slice(0, 20).join('\n');

const ownLine = { file: 'spec/foilengine.yaml', line: 1, column: 1 };

test('1 failure', () => {
  const served = '{\n  "unlocked_machines": [\n    {"name": "Gate"}\n  ]\n}';
  const finding = findingRecord('success/200/getSession', {
    requirement: 'success.value',
    expected: `the value is ${served}`,
    measured: { seen: '/unlocked_machines/0/name: expected "Gate", got absent; it returned {\n}', figures: {} },
  });
  expect(top(screen({ findings: [finding] }))).toMatchInlineSnapshot(`
    "Foil Engine · spec/foilengine.yaml · seed 1
      typescript  foilengine 0.4.0  node 20.20.2  clock tier A (virtual clock, delays judged to ±1 ms)

    ✗ success.value: /unlocked_machines/0/name: expected "Gate", got absent; it returned { }
        in        typescript, 1 of 506 scenarios: success/200/getSession
        breaks    success.value (must): The value of a success, spec/foilengine.yaml:41
        expected  the value is { "unlocked_machines": [ {"name": "Gate"} ] }
        seen      /unlocked_machines/0/name: expected "Gate", got absent; it returned { }
        timeline  success/200/getSession
                0 ms  GET /api/v1/sdk/personas  → 429
          1,412.3 ms  GET /api/v1/sdk/personas  → 429  after 1,412.3 ms, 250 ms to 500 ms expected
          1,412.3 ms  raised RateLimitError: Too many requests
        rerun     pnpm conformance run --target typescript --filter success/200/getSession

    family       typescript
    success/200  1 failed

    typescript  506 scenarios: 505 passed, 1 failed
    1 h 2 min 5 s of simulated time in 1.3 s
    "
  `);
});

/** What an SDK that is wrong in a few ways breaks: two causes, and requirements that none explains. */
const thirty: Failing = {
  findings: [
    ...several(18, (i) => findingRecord(`retry/count/${i}`)),
    ...several(4, (i) =>
      findingRecord(`transport/reset/${i}`, {
        requirement: 'call.settles',
        at: ownLine,
        expected: 'the call settles',
        measured: { seen: 'it never settled', figures: {} },
      }),
    ),
    ...several(5, (i) =>
      findingRecord(`status/403/${i}`, {
        requirement: 'error.class',
        expected: 'raised PermissionError',
        measured: { seen: i < 3 ? 'raised ServerError: HTTP 403' : 'raised ServerError: HTTP 503', figures: {} },
      }),
    ),
    ...several(3, (i) =>
      findingRecord(`errors/warnings/${i}`, {
        requirement: 'process.warnings',
        level: 'should',
        at: ownLine,
        expected: 'no warning',
        measured: { seen: 'MaxListenersExceededWarning', figures: {} },
      }),
    ),
  ],
  causes: [causeRecord(several(18, (i) => findingRecord(`retry/count/${i}`)).map((f) => f.scenario))],
};

test('30 failures: the cause, then a block for each requirement that none explains, the gravest first', () => {
  expect(screen(thirty)).toMatchInlineSnapshot(`
    "Foil Engine · spec/foilengine.yaml · seed 1
      typescript  foilengine 0.4.0  node 20.20.2  clock tier A (virtual clock, delays judged to ±1 ms)

    1 cause, and 3 requirements broken besides; what is binding comes first, then the gravest and the widest:

    ✗ behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41)
        in        typescript, 18 of 506 scenarios: retry/count/0, retry/count/1, retry/count/2, retry/count/3, retry/count/4, +13 more
        breaks    retry.count (must): Retries stop at maxRetries, and not before, spec/foilengine.yaml:41
        expected  3 requests at most: one attempt and 2 retries
        seen      stopped after 2 requests
        timeline  retry/count/0
                0 ms  GET /api/v1/sdk/personas  → 429
          1,412.3 ms  GET /api/v1/sdk/personas  → 429  after 1,412.3 ms, 250 ms to 500 ms expected
          1,412.3 ms  raised RateLimitError: Too many requests
        rerun     pnpm conformance run --target typescript --filter retry/count/0

    ✗ call.settles: it never settled
        in        typescript, 4 of 506 scenarios: transport/reset/0, transport/reset/1, transport/reset/2, transport/reset/3
        breaks    call.settles (must): A call returns or raises; it never hangs
        expected  the call settles
        seen      it never settled
        timeline  transport/reset/0
                0 ms  GET /api/v1/sdk/personas  → 429
          1,412.3 ms  GET /api/v1/sdk/personas  → 429  after 1,412.3 ms, 250 ms to 500 ms expected
          1,412.3 ms  raised RateLimitError: Too many requests
        rerun     pnpm conformance run --target typescript --filter transport/reset/0

    ✗ error.class is broken in 2 ways, most often: raised ServerError: HTTP 403
        in        typescript, 5 of 506 scenarios: status/403/0, status/403/1, status/403/2, status/403/3, status/403/4
        breaks    error.class (must): The error class of a status, spec/foilengine.yaml:41
        expected  raised PermissionError
        seen      raised ServerError: HTTP 403
        or        raised ServerError: HTTP 503, in 2 scenarios: status/403/3, +1 more
        timeline  status/403/0
                0 ms  GET /api/v1/sdk/personas  → 429
          1,412.3 ms  GET /api/v1/sdk/personas  → 429  after 1,412.3 ms, 250 ms to 500 ms expected
          1,412.3 ms  raised RateLimitError: Too many requests
        rerun     pnpm conformance run --target typescript --filter status/403/0

    ✗ process.warnings: MaxListenersExceededWarning
        in        typescript, 3 of 506 scenarios: errors/warnings/0, errors/warnings/1, errors/warnings/2
        breaks    process.warnings (should): No process warning
        expected  no warning
        seen      MaxListenersExceededWarning
        timeline  errors/warnings/0
                0 ms  GET /api/v1/sdk/personas  → 429
          1,412.3 ms  GET /api/v1/sdk/personas  → 429  after 1,412.3 ms, 250 ms to 500 ms expected
          1,412.3 ms  raised RateLimitError: Too many requests
        rerun     pnpm conformance run --target typescript --filter errors/warnings/0

    family           typescript
    retry/count      18 failed
    transport/reset  4 failed
    status/403       5 failed
    errors/warnings  3 failed

    typescript  506 scenarios: 476 passed, 30 failed (3 of them at level should only)
    1 h 2 min 5 s of simulated time in 1.3 s

    DOES NOT CONFORM: 3 requirements broken in 27 of the 506 scenarios played; 3 more break what is only should
    To mend first: behaves like an SDK that counts the first attempt as a retry (retry.maxRetries, spec/foilengine.yaml:41)
    What is served there, what is expected and why: pnpm conformance explain retry/count/0
    "
  `);
});

/** An SDK that has hardly anything right. */
const ids = [
  'error.class',
  'error.status',
  'request.path',
  'retry.status',
  'retry.backoff',
  'abort.settles',
  'stream.events',
];
const advised = [
  'error.name',
  'error.serializable',
  'error.cause',
  'process.warnings',
  'retry.after.zero',
  'success.status',
  'call.prompt',
  'error.headers',
];
const threeHundred: Failing = {
  findings: [
    ...ids.flatMap((requirement) => several(30, (i) => findingRecord(`${requirement}/${i}`, { requirement }))),
    ...advised.flatMap((requirement) =>
      several(12, (i) => findingRecord(`${requirement}/${i}`, { requirement, level: 'should' })),
    ),
  ],
};

test('300 failures: nothing that is binding is folded, what is advised is named', () => {
  const text = screen(threeHundred);
  expect(top(text)).toMatchInlineSnapshot(`
    "Foil Engine · spec/foilengine.yaml · seed 1
      typescript  foilengine 0.4.0  node 20.20.2  clock tier A (virtual clock, delays judged to ±1 ms)

    15 requirements broken; what is binding comes first, then the gravest and the widest:

    ✗ error.class: stopped after 2 requests
        in        typescript, 30 of 506 scenarios: error.class/0, error.class/1, error.class/2, error.class/3, error.class/4, +25 more
        breaks    error.class (must): The error class of a status, spec/foilengine.yaml:41
        expected  3 requests at most: one attempt and 2 retries
        seen      stopped after 2 requests
        timeline  error.class/0
                0 ms  GET /api/v1/sdk/personas  → 429
          1,412.3 ms  GET /api/v1/sdk/personas  → 429  after 1,412.3 ms, 250 ms to 500 ms expected
          1,412.3 ms  raised RateLimitError: Too many requests
        rerun     pnpm conformance run --target typescript --filter error.class/0

    ✗ error.status: stopped after 2 requests
        in        typescript, 30 of 506 scenarios: error.status/0, error.status/1, error.status/2, error.status/3, error.status/4, +25 more
        breaks    error.status (must): The status on the error, spec/foilengine.yaml:41
        expected  3 requests at most: one attempt and 2 retries"
  `);
  const told = [...text.matchAll(/breaks {4}(\S+) \((must|should)\)/g)].map(([, id]) => id);
  expect(told.slice(0, ids.length).sort()).toEqual([...ids].sort());
  expect(text.match(/^… .*$/m)?.[0]).toMatchInlineSnapshot(
    `"… and 3 more kinds of failure, at level should only (error.cause, process.warnings, error.headers): --all tells of each"`,
  );
  expect(text.split('\n').slice(-4).join('\n')).toMatchInlineSnapshot(`
    "DOES NOT CONFORM: 7 requirements broken in 210 of the 506 scenarios played; 96 more break what is only should
    To mend first: error.class: stopped after 2 requests
    What is served there, what is expected and why: pnpm conformance explain error.class/0
    "
  `);
  expect([...screen(threeHundred, true).matchAll(/breaks {4}/g)]).toHaveLength(ids.length + advised.length);
});

test('what is only should is counted in the last line, with what its users risk', () => {
  const findings = thirty.findings.filter((f) => f.level === 'should');
  expect(
    screen({ findings })
      .split('\n')
      .find((line) => line.startsWith('CONFORMS')),
  ).toMatchInlineSnapshot(
    `"CONFORMS, but 3 scenarios break what is only should (its users risk warnings, timers and sockets left behind): --strict would fail. 506 scenarios played, all judged"`,
  );
});

test('each way in which a binding requirement is broken is told; where each scenario has words of its own, their form', () => {
  const worded = (i: number) => `the message is "error no. ${i} of ours"`;
  const findings = several(40, (i) =>
    findingRecord(`errors/message/${i}`, {
      requirement: 'error.message',
      measured: { seen: i < 38 ? worded(i) : 'raised without a message', figures: {} },
    }),
  );
  const lines = screen({ findings })
    .split('\n')
    .filter((line) => /^ {4}(seen|or) /.test(line));
  expect(lines).toMatchInlineSnapshot(`
    [
      "    seen      the message is "error no. 0 of ours"",
      "    or        raised without a message, in 2 scenarios: errors/message/38, +1 more",
    ]
  `);
});
