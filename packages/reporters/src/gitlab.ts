import { createHash } from 'node:crypto';
import { atEnd } from './at-end.js';
import type { Reporter } from './records.js';
import { rerunOf } from './rerun.js';
import { type Block, blocksOf } from './terminal/blocks.js';
import { headlineOf } from './terminal/failures.js';
import { gravityOf } from './terminal/gravity.js';
import { count, inOneLine, listed } from './terminal/words.js';

/** Of GitLab's five: the first three of our gravities are what blocks whoever uses the SDK. */
type Severity = 'blocker' | 'critical' | 'minor';

/**
 * GitLab's code quality report, shown in a merge request on the lines of the spec: an issue for each cause, and for each requirement that is broken without one.
 * Known deviations are none. Keep it as `artifacts: reports: codequality`.
 *
 * @example
 * ```ts
 * import { gitlabReporter } from '@sdk-conformance/reporters';
 *
 * const issues = gitlabReporter();
 * for (const record of records) process.stdout.write(issues.write(record)); // [{"check_name":"retry.count",…}] after the last record
 * ```
 */
export function gitlabReporter(): Reporter {
  return atEnd(({ run, findings, causes }) => {
    const issues = blocksOf(findings, causes).map((block) => {
      const [first] = block.findings;
      const { requirement, level, at } = first;
      const targets = listed([...new Set(block.findings.map(({ target }) => target))]);
      const what = inOneLine(headlineOf(block));
      return {
        description: `${what} (${level}), in ${count(block.width, 'scenario')} of ${targets}. Rerun: ${rerunOf(run, first)}`,
        check_name: requirement,
        fingerprint: fingerprintOf(block),
        severity: severityOf(block),
        location: { path: at.file.replace(/^(\.\/)+/, ''), lines: { begin: at.line } },
      };
    });
    return `${JSON.stringify(issues)}\n`;
  });
}

/** By this GitLab knows an issue again: what was seen may change, and how often. */
function fingerprintOf({ cause, findings: [{ requirement, at }] }: Block): string {
  const known = cause === null ? [requirement, at.file] : [cause.name, cause.pointer, cause.params, cause.scope];
  return createHash('sha256').update(JSON.stringify(known)).digest('hex');
}

function severityOf({ binding, findings: [{ requirement }] }: Block): Severity {
  if (!binding) return 'minor';
  return gravityOf(requirement).rank <= 2 ? 'blocker' : 'critical';
}
