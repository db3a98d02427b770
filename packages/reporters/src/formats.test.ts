import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { badgeReporter, shieldsReporter } from './badge.js';
import { ctrfReporter } from './ctrf.js';
import { githubReporter } from './github.js';
import { markdownReporter } from './markdown.js';
import type { LogRecord, Reporter } from './records.js';
import { sarifReporter } from './sarif.js';
import { causeRecord, endRecord, findingRecord, runRecord, scenarioRecord, targetRecord } from './testing/records.js';
import { soundEnd } from './testing/report.js';

// Reports for other programs, all of the same records.

function made(reporter: Reporter, records: readonly LogRecord[]): string {
  return records.map((record) => reporter.write(record)).join('');
}

const advised = {
  level: 'should',
  requirement: 'process.warnings',
  at: { file: 'spec.yaml', line: 1, column: 1 },
} as const;

/** A failure with a cause, one that is only advised, and one that is known. `seen` is what the SDK said. */
function failing(seen: string): readonly LogRecord[] {
  const measured = { seen, figures: {} };
  return [
    runRecord,
    targetRecord,
    scenarioRecord('retry/count/a', 'pass'),
    scenarioRecord('retry/count/b', 'fail'),
    findingRecord('retry/count/b', { measured }),
    scenarioRecord('retry/count/c', 'fail', { broken: 'should' }),
    findingRecord('retry/count/c', { ...advised, measured }),
    scenarioRecord('retry/count/d', 'known', { broken: null }),
    findingRecord('retry/count/d', { known: true, requirement: 'error.class', measured }),
    causeRecord(['retry/count/b'], { text: `behaves like an SDK that says ${seen}` }),
    endRecord({
      verdict: 'doesNotConform',
      exit: 1,
      targets: [{ ...soundEnd, passed: 1, failed: 2, failedShould: 1, known: 1 }],
    }),
  ];
}

const plain = failing('stopped after 2 requests');
const sound: readonly LogRecord[] = [runRecord, targetRecord, scenarioRecord('retry/count/a', 'pass'), endRecord()];

test('Markdown: the verdict, the targets, and what is wrong', () => {
  expect(made(markdownReporter(), plain)).toMatchInlineSnapshot(`
    "<!-- sdk-conformance -->
    ### ❌ SDK conformance: <code>Foil Engine</code>

    DOES NOT CONFORM&#58; 1 requirement broken in 1 of the 4 scenarios played&#59; 1 more breaks what is only should

    | target | SDK | passed | failed | only should | known | unspecified | unsupported | not judged | took |
    | --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |
    | <code>typescript</code> | <code>foilengine 0&#46;4&#46;0</code> | 1 | 1 | 1 | 1 |  |  |  | 1.2 s |

    <details><summary>❌ <code>behaves like an SDK that says stopped after 2 requests</code></summary>

    - in <code>typescript</code>: 1 scenario, as <code>retry&#47;count&#47;b</code>
    - breaks <code>retry&#46;count</code> (must)&#44; spec&#47;foilengine&#46;yaml&#58;41
    - expected <code>3 requests at most&#58; one attempt and 2 retries</code>
    - seen <code>stopped after 2 requests</code>
    - rerun <code>pnpm conformance run &#45;&#45;target typescript &#45;&#45;filter retry&#47;count&#47;b</code>

    </details>

    <details><summary>💡 <code>process&#46;warnings&#58; stopped after 2 requests</code></summary>

    - in <code>typescript</code>: 1 scenario, as <code>retry&#47;count&#47;c</code>
    - breaks <code>process&#46;warnings</code> (should)
    - expected <code>3 requests at most&#58; one attempt and 2 retries</code>
    - seen <code>stopped after 2 requests</code>
    - rerun <code>pnpm conformance run &#45;&#45;target typescript &#45;&#45;filter retry&#47;count&#47;c</code>

    </details>
    "
  `);
  expect(made(markdownReporter(), sound)).toContain('### ✅ SDK conformance: <code>Foil Engine</code>');
});

test('Markdown: a comment is no longer than GitHub takes', () => {
  const many = Array.from({ length: 400 }, (_, i) =>
    findingRecord(`a/${i}`, { requirement: `own.${i}`, measured: { seen: 'x'.repeat(250), figures: {} } }),
  );
  const text = made(markdownReporter(), [
    runRecord,
    targetRecord,
    ...many,
    endRecord({ verdict: 'doesNotConform', exit: 1 }),
  ]);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/\n… and \d+ more kinds of failure, in the log\.\n$/);
});

test('GitHub: an annotation on the line of the spec, and none where no line says it', () => {
  expect(made(githubReporter(), plain)).toMatchInlineSnapshot(`
    "::error file=spec/foilengine.yaml,line=41,title=retry.count (must)::typescript: behaves like an SDK that says stopped after 2 requests%0Aexpected 3 requests at most: one attempt and 2 retries%0Aseen stopped after 2 requests%0Arerun pnpm conformance run --target typescript --filter retry/count/b
    ::warning title=process.warnings (should)::typescript: process.warnings: stopped after 2 requests%0Aexpected 3 requests at most: one attempt and 2 retries%0Aseen stopped after 2 requests%0Arerun pnpm conformance run --target typescript --filter retry/count/c
    "
  `);
});

test('SARIF: a result for each kind of failure, known ones suppressed', () => {
  const [run] = JSON.parse(made(sarifReporter(), plain)).runs;
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
    'error.class',
    'process.warnings',
    'retry.count',
  ]);
  expect(run.results).toMatchInlineSnapshot(`
    [
      {
        "level": "error",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "spec/foilengine.yaml",
              },
              "region": {
                "startColumn": 3,
                "startLine": 41,
              },
            },
          },
        ],
        "message": {
          "text": "typescript, 1 scenario: behaves like an SDK that says stopped after 2 requests. Expected 3 requests at most: one attempt and 2 retries; seen stopped after 2 requests. Rerun: pnpm conformance run --target typescript --filter retry/count/b",
        },
        "partialFingerprints": {
          "sdkConformance/v1": "["typescript","retry.count",false,"behaves like an SDK that says stopped after 2 requests"]",
        },
        "ruleId": "retry.count",
        "ruleIndex": 2,
      },
      {
        "level": "warning",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "spec.yaml",
              },
            },
          },
        ],
        "message": {
          "text": "typescript, 1 scenario: stopped after 2 requests. Expected 3 requests at most: one attempt and 2 retries; seen stopped after 2 requests. Rerun: pnpm conformance run --target typescript --filter retry/count/c",
        },
        "partialFingerprints": {
          "sdkConformance/v1": "["typescript","process.warnings",false,"stopped after 2 requests"]",
        },
        "ruleId": "process.warnings",
        "ruleIndex": 1,
      },
      {
        "level": "error",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "spec/foilengine.yaml",
              },
              "region": {
                "startColumn": 3,
                "startLine": 41,
              },
            },
          },
        ],
        "message": {
          "text": "typescript, 1 scenario: stopped after 2 requests. Expected 3 requests at most: one attempt and 2 retries; seen stopped after 2 requests. Rerun: pnpm conformance run --target typescript --filter retry/count/d",
        },
        "partialFingerprints": {
          "sdkConformance/v1": "["typescript","error.class",true,"stopped after 2 requests"]",
        },
        "ruleId": "error.class",
        "ruleIndex": 0,
        "suppressions": [
          {
            "justification": "a known deviation",
            "kind": "external",
          },
        ],
      },
    ]
  `);
});

test('CTRF: a test fails only where it makes the run fail', () => {
  const { results } = JSON.parse(made(ctrfReporter(), plain));
  expect(results.summary).toMatchInlineSnapshot(`
    {
      "failed": 1,
      "other": 0,
      "passed": 2,
      "pending": 0,
      "skipped": 1,
      "start": 1767225600000,
      "stop": 1767225601250,
      "tests": 4,
    }
  `);
  expect(results.tests.map(({ status, rawStatus }: Record<string, string>) => [status, rawStatus])).toEqual([
    ['passed', 'pass'],
    ['failed', 'fail'],
    ['passed', 'fail'],
    ['skipped', 'known'],
  ]);
});

test('badges say what the run came to', () => {
  const message = (records: readonly LogRecord[]) => JSON.parse(made(shieldsReporter(), records));
  expect(message(sound)).toEqual({
    schemaVersion: 1,
    label: 'Foil Engine conformance',
    message: 'conforms',
    color: 'brightgreen',
  });
  expect(message(plain)).toMatchObject({ message: 'does not conform, 2 scenarios failed', color: 'red' });
  expect(made(badgeReporter(), sound)).toContain('aria-label="Foil Engine conformance: conforms"');
});

test('nothing before the end', () => {
  for (const reporter of [
    markdownReporter(),
    githubReporter(),
    sarifReporter(),
    ctrfReporter(),
    badgeReporter(),
    shieldsReporter(),
  ])
    expect(made(reporter, plain.slice(0, -1))).toBe('');
});

// What an SDK says is text in every format, whatever it says.
const hostile = [
  'x</code></details><script>alert(1)</script><img src=x onerror=alert(1)>',
  '| cell | **bold** `code` [link](javascript:alert(1)) @everyone #1 https://evil.example www.evil.example',
  '::error file=a::gone\n::add-mask::x\r\n##[group]y',
  '-->"\'&lt; ]]> {0} %0A \u0000 \u001b[31m \ud800 \u202e',
].join('\n');

test('Markdown has no markup, no mention and no link of what an SDK says', () => {
  const text = made(markdownReporter(), failing(hostile));
  const expected = made(markdownReporter(), plain);
  const markup = (of: string) => [...of.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
  expect(markup(text)).toEqual(markup(expected));
  expect(text.split('\n').length).toBe(expected.split('\n').length);
  const said = text.slice(text.indexOf('<details>'));
  expect(said.replaceAll(/<\/?(details|summary|code)>/g, '')).not.toMatch(/[@[\]`*|<>"']|:\/\/|www\./);
});

test('GitHub takes no command from what an SDK says', () => {
  const lines = made(githubReporter(), failing(hostile)).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines.map((line) => line.split('::')[1]?.split(' ')[0])).toEqual(['error', 'warning']);
  expect(lines.join('')).not.toMatch(/[\r\u0000\u001b]/);
});

test('JSON and XML of what an SDK says are well-formed, and SARIF makes no link or argument of it', () => {
  const records = failing(hostile);
  const sarif = JSON.parse(made(sarifReporter(), records));
  const { text } = sarif.runs[0].results[0].message;
  expect(text).toContain('\\[link\\](javascript');
  expect(text).toContain('{{0}}');
  expect(JSON.parse(made(ctrfReporter(), records)).results.tests).toHaveLength(4);
  const named = records.map((r) => (r.type === 'run' ? { ...r, spec: { ...r.spec, api: hostile } } : r));
  const svg = made(badgeReporter(), named);
  expect(JSON.parse(made(shieldsReporter(), named)).schemaVersion).toBe(1);
  expect(svg).not.toContain('<script');
  const parse = 'import sys, xml.dom.minidom; xml.dom.minidom.parseString(sys.stdin.buffer.read())';
  expect(() =>
    execFileSync('python3', ['-c', parse], { input: svg, stdio: ['pipe', 'ignore', 'inherit'] }),
  ).not.toThrow();
});
