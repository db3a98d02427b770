import { isBinding } from '@sdk-conformance/model';
import { atEnd } from './at-end.js';
import { causesByFinding } from './explained.js';
import type { FindingRecord, Reporter } from './records.js';
import { rerunOf } from './rerun.js';
import { groupBy } from './terminal/group.js';
import { hasLine, titleOfRequirement } from './terminal/place.js';
import { count } from './terminal/words.js';

/**
 * SARIF 2.1.0, for code scanning: a result for each kind of failure of each target, on its line of the spec. Known deviations are suppressed, with the reason
 * that the log gives.
 *
 * @example
 * ```ts
 * import { sarifReporter } from '@sdk-conformance/reporters';
 *
 * const sarif = sarifReporter();
 * for (const record of records) process.stdout.write(sarif.write(record)); // {"version":"2.1.0",…} after the last record
 * ```
 */
export function sarifReporter(): Reporter {
  return atEnd(({ run, findings, causes, end }) => {
    const causeOf = causesByFinding(causes);
    const broken = findings.filter((f) => f.verdict === 'fail');
    const keyOf = (f: FindingRecord) =>
      JSON.stringify([f.target, f.requirement, f.known ?? false, causeOf(f)?.text ?? f.signature ?? f.measured.seen]);
    const ids = [...new Set(broken.map(({ requirement }) => requirement))].sort();
    const reasons = new Map(end.known.map(({ target, requirement, reason }) => [`${target} ${requirement}`, reason]));
    const results = [...groupBy(broken, keyOf)].flatMap(([key, group]) => {
      const [first] = group;
      if (first === undefined) return [];
      const { target, requirement, level, at, expected, measured, known } = first;
      const scenarios = new Set(group.map(({ scenario }) => scenario)).size;
      const said = causeOf(first)?.text ?? measured.seen;
      const text = `${target}, ${count(scenarios, 'scenario')}: ${said}. Expected ${expected}; seen ${measured.seen}. Rerun: ${rerunOf(run, first)}`;
      const justification = reasons.get(`${target} ${requirement}`) ?? 'a known deviation';
      return [
        {
          ruleId: requirement,
          ruleIndex: ids.indexOf(requirement),
          level: isBinding(level) ? 'error' : 'warning',
          message: { text: inMessage(text) },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: uriOf(at.file) },
                ...(hasLine(first) ? { region: { startLine: at.line, startColumn: at.column } } : {}),
              },
            },
          ],
          partialFingerprints: { 'sdkConformance/v1': key },
          ...(known === true ? { suppressions: [{ kind: 'external', justification }] } : {}),
        },
      ];
    });
    const rules = ids.map((id) => ({ id, shortDescription: { text: titleOfRequirement(id) ?? id } }));
    const driver = { name: 'sdk-conformance', version: run.version, rules };
    const document = {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [{ tool: { driver }, results }],
    };
    return `${JSON.stringify(document)}\n`;
  });
}

/** A path as a reference of a URI; half a character, which no URI holds, becomes U+FFFD. */
function uriOf(path: string): string {
  return path
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

/** A message's text: brackets would be a link, braces a place for an argument. */
function inMessage(text: string): string {
  return text.replaceAll(/[\\[\]]/g, '\\$&').replaceAll(/[{}]/g, '$&$&');
}
