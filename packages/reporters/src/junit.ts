import { causesByFinding } from './explained.js';
import type {
  FindingRecord,
  LogRecord,
  Reporter,
  RunRecord,
  ScenarioRecord,
  TargetEnd,
  UnsteadyRecord,
} from './records.js';
import { rerunOf } from './rerun.js';
import { brokenWords } from './terminal/broken.js';
import { groupBy } from './terminal/group.js';
import { placeOf } from './terminal/place.js';
import { testResultOf } from './test-case.js';
import { element, seconds } from './xml.js';

/** One scenario of a target, with what it broke. */
interface Case {
  readonly scenario: ScenarioRecord;
  readonly broken: readonly FindingRecord[];
  /** What explains a finding, in words; undefined where nothing does. */
  readonly causeOf: (finding: FindingRecord) => string | undefined;
}

/**
 * JUnit's XML, which CI servers read: a suite for each target, a test case for each scenario. It is written when the run has ended. A test case
 * fails only where it makes the run fail: a broken _should_, and a failure that did not show again, is told in `system-out` unless the run is strict. Known deviations, and what was not
 * judged, are skipped with the reason.
 *
 * @example
 * ```ts
 * import { junitReporter } from '@sdk-conformance/reporters';
 *
 * const junit = junitReporter();
 * for (const record of records) process.stdout.write(junit.write(record)); // all of it after the last record
 * ```
 */
export function junitReporter(): Reporter {
  const records: LogRecord[] = [];
  return {
    write(record) {
      if (record.type !== 'observation') records.push(record);
      const run = records.find((r) => r.type === 'run');
      if (record.type !== 'end' || run === undefined) return '';
      const findings = records.filter((r) => r.type === 'finding').filter((f) => f.verdict === 'fail');
      const broken = groupBy(findings, (f) => keyOf(f.target, f.scenario, f.round));
      const explained = causesByFinding(records.filter((r) => r.type === 'cause'));
      const causeOf = (finding: FindingRecord) => explained(finding)?.text;
      const cases = records
        .filter((r) => r.type === 'scenario')
        .map((scenario) => ({
          scenario,
          causeOf,
          broken: broken.get(keyOf(scenario.target, scenario.id, scenario.round)) ?? [],
        }));
      const suites = record.targets.map((target) =>
        suite(
          run,
          target,
          cases.filter(({ scenario }) => scenario.target === target.name),
        ),
      );
      const root = element('testsuites', { name: run.spec.api, time: seconds(record.wallMs) }, suites);
      return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
    },
  };
}

const keyOf = (target: string, scenario: string, round = 0): string => JSON.stringify([target, scenario, round]);

type Result = 'passed' | 'failures' | 'errors' | 'skipped';

function suite(run: RunRecord, target: TargetEnd, cases: readonly Case[]): string {
  const results = cases.map((each) => [each, resultOf(run, each.scenario)] as const);
  const failures = target.failures.map(({ side, why }) =>
    element('testcase', { classname: target.name, name: side, time: seconds(0) }, [
      element('error', { message: why, type: side }, []),
    ]),
  );
  const count = (wanted: Result) => results.filter(([, result]) => result === wanted).length;
  return element(
    'testsuite',
    {
      name: target.name,
      tests: String(cases.length + failures.length),
      failures: String(count('failures')),
      errors: String(count('errors') + failures.length),
      skipped: String(count('skipped')),
      time: seconds(target.wallMs),
      timestamp: run.measured.startedAt.replace(/\.\d+Z$/, ''),
    },
    [...results.map(([each, result]) => testCase(run, each, result)), ...failures],
  );
}

function resultOf(run: RunRecord, scenario: ScenarioRecord): Result {
  // What a run that was stopped did not come to is no mistake of the adapter's: the suite tells what is.
  if (scenario.verdict === 'notRun') return 'skipped';
  return ({ passed: 'passed', failed: 'failures', error: 'errors', skipped: 'skipped' } as const)[
    testResultOf(run, scenario)
  ];
}

function testCase(run: RunRecord, { scenario, broken, causeOf }: Case, result: Result): string {
  const { target, family, id, round, verdict, why, wallMs } = scenario;
  const name = round === undefined ? id : `${id} (round ${round})`;
  const text = [
    ...broken.map((finding) => told(run, finding, causeOf(finding))),
    ...(scenario.unsteady ?? []).map(wavering),
  ].join('\n\n');
  return element(
    'testcase',
    { classname: `${target}.${family.replaceAll('/', '.')}`, name, time: seconds(wallMs) },
    result === 'failures'
      ? [element('failure', headlineOf(broken, scenario, causeOf), text)]
      : result === 'errors'
        ? [element('error', { message: why ?? verdict, type: verdict }, [])]
        : result === 'skipped'
          ? [element('skipped', { message: why ?? (verdict === 'known' ? 'known deviation' : verdict) }, [])]
          : text === ''
            ? []
            : [element('system-out', {}, text)],
  );
}

function headlineOf(
  [finding]: readonly FindingRecord[],
  { unsteady: [unsteady] = [], verdict }: ScenarioRecord,
  causeOf: Case['causeOf'],
): { readonly message: string; readonly type: string } {
  if (finding !== undefined) {
    const { requirement, measured } = finding;
    return { message: `${requirement}: ${causeOf(finding) ?? measured.seen}`, type: requirement };
  }
  if (unsteady === undefined) return { message: 'fails', type: verdict };
  return { message: wavering(unsteady), type: unsteady.requirement };
}

function wavering({ requirement, signature, failed, plays }: UnsteadyRecord): string {
  return `unsteady ${requirement}: ${signature}, in ${failed} of ${plays} plays, and not when it was played alone`;
}

function told(run: RunRecord, finding: FindingRecord, cause: string | undefined): string {
  return [
    `${brokenWords(finding)}${placeOf(finding)}`,
    `expected ${finding.expected}`,
    `seen ${finding.measured.seen}`,
    ...(cause === undefined ? [] : [cause]),
    `rerun ${rerunOf(run, finding)}`,
  ].join('\n');
}
