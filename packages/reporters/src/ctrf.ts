import { atEnd } from './at-end.js';
import { causesByFinding } from './explained.js';
import type { FindingRecord, LogVerdict, Reporter } from './records.js';
import { rerunOf } from './rerun.js';
import { groupBy } from './terminal/group.js';

type Status = 'passed' | 'failed' | 'skipped' | 'other';

const statuses: Readonly<Record<LogVerdict, Status>> = {
  pass: 'passed',
  fail: 'failed',
  known: 'skipped',
  unspecified: 'other',
  unsupported: 'skipped',
  notRun: 'skipped',
  adapterFailed: 'other',
};

/**
 * The Common Test Report Format (ctrf.io): a test for each scenario of each target. As in JUnit's, a test fails only where it makes the run fail.
 *
 * @example
 * ```ts
 * import { ctrfReporter } from '@sdk-conformance/reporters';
 *
 * const ctrf = ctrfReporter();
 * for (const record of records) process.stdout.write(ctrf.write(record)); // {"reportFormat":"CTRF",…} after the last record
 * ```
 */
export function ctrfReporter(): Reporter {
  return atEnd(({ run, scenarios, findings, causes, end }) => {
    const causeOf = causesByFinding(causes);
    const placeOf = (of: { readonly target: string; readonly round?: number }, id: string) =>
      JSON.stringify([of.target, id, of.round ?? 0]);
    const broken = groupBy(
      findings.filter((f) => f.verdict === 'fail'),
      (f) => placeOf(f, f.scenario),
    );
    const told = (f: FindingRecord) => `${f.requirement} (${f.level}): expected ${f.expected}; seen ${f.measured.seen}`;
    const tests = scenarios.map((scenario) => {
      const own = broken.get(placeOf(scenario, scenario.id)) ?? [];
      const [first] = own;
      const excused = scenario.verdict === 'fail' && scenario.broken === 'should' && !run.strict;
      const status = excused ? 'passed' : statuses[scenario.verdict];
      const message =
        (first === undefined ? null : causeOf(first)?.text) ?? scenario.why ?? (first ? told(first) : null);
      return {
        name: `${scenario.target}: ${scenario.id}${scenario.round === undefined ? '' : ` (round ${scenario.round})`}`,
        status,
        duration: Math.round(scenario.wallMs),
        ...(message === null ? {} : { message }),
        ...(own.length === 0 || first === undefined
          ? {}
          : { trace: [...own.map(told), `rerun ${rerunOf(run, first)}`].join('\n') }),
        rawStatus: scenario.verdict,
        flaky: (scenario.unsteady ?? []).length > 0,
        tags: [scenario.target, scenario.family],
      };
    });
    const of = (status: Status) => tests.filter((test) => test.status === status).length;
    const start = Date.parse(run.measured.startedAt);
    const summary = {
      tests: tests.length,
      passed: of('passed'),
      failed: of('failed'),
      pending: 0,
      skipped: of('skipped'),
      other: of('other'),
      start,
      stop: start + Math.round(end.wallMs),
    };
    const tool = { name: 'sdk-conformance', version: run.version };
    return `${JSON.stringify({ reportFormat: 'CTRF', specVersion: '0.0.0', results: { tool, summary, tests } })}\n`;
  });
}
