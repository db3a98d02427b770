import { byStep, type Case, delaysOf, judge, likeness, marksOf } from '@sdk-conformance/judge';
import type { Finding } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { type Evidence, type Hypothesis, hypothesesFor } from './hypotheses/index.js';

/** Families in which a change of policy shows; a hypothesis must explain all that failed in them. */
const explained = ['retry.', 'timeout.', 'stream.', 'success.', 'error.class', 'error.retryAfter', 'call.', 'abort.'];

function isExplained(requirement: string): boolean {
  // A sample's spread is no policy's alone: its own evidence says what is wrong.
  return requirement !== 'retry.backoff.jitter' && explained.some((prefix) => requirement.startsWith(prefix));
}

/** True where the prediction under the change matches what was seen. */
function fits(given: Case, hypothesis: Hypothesis): boolean {
  const changed = hypothesis.change(given);
  if (changed.spec === given.spec && changed.scenario === given.scenario) return false;
  const expectation = predict(changed.spec, given.language, changed.scenario, given.fixtures);
  return !marksOf(given.spec, { ...expectation, jitter: null }, given.observation).some(
    (mark) => mark.verdict === 'fail' && isExplained(mark.because.requirement),
  );
}

function evidenceOf({ expectation, observation }: Case): Evidence {
  const statuses = observation.exchanges.flatMap((e) => (e.served.status === null ? [] : [e.served.status]));
  const seenOf = byStep(observation);
  const delays = expectation.steps.map(({ step }) => delaysOf(seenOf(step)));
  const before = (retry: number) => delays.flatMap((d) => d[retry] ?? []);
  return { statuses: new Set(statuses), delays: { first: before(0), second: before(1) } };
}

/**
 * Judges a scenario and says of what failed which change of policy explains it: the first that fits, from the narrowest to the
 * broadest. A diagnosis moves no finding to another requirement or level.
 *
 * @example
 * ```ts
 * import { diagnosed } from '@sdk-conformance/diagnosis';
 *
 * const findings = diagnosed({ spec, language: 'typescript', scenario, fixtures, expectation, observation });
 * console.log(findings.map(({ diagnosis }) => diagnosis)); // 'behaves like an SDK that counts the first attempt as a retry …'
 * ```
 */
export function diagnosed(given: Case): readonly Finding[] {
  const findings = judge(given);
  const open = (finding: Finding) =>
    finding.verdict === 'fail' && finding.diagnosis === null && isExplained(finding.requirement);
  if (!findings.some(open)) return findings;
  const fitting = hypothesesFor(given.spec, evidenceOf(given)).find((hypothesis) => fits(given, hypothesis));
  if (fitting === undefined) return findings;
  const diagnosis = likeness(given.spec, fitting.text, fitting.pointer);
  return findings.map((finding) => (open(finding) ? { ...finding, diagnosis } : finding));
}
