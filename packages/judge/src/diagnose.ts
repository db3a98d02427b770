import { positionOf } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { type Case, marksOf } from './assess.js';
import { type Hypothesis, hypothesesFor } from './hypotheses.js';
import type { Mark } from './mark.js';

/** Families in which a change of policy shows; a hypothesis must explain all that failed in them. */
const explained = ['retry.', 'timeout.', 'stream.', 'success.', 'error.class', 'error.retryAfter', 'call.'];

function failures(marks: readonly Mark[]): ReadonlySet<string> {
  return new Set(
    marks
      .filter((m) => m.verdict === 'fail' && explained.some((prefix) => m.because.requirement.startsWith(prefix)))
      .map((m) => m.because.requirement),
  );
}

/** True where the prediction under the change matches what was seen. */
function fits(given: Case, hypothesis: Hypothesis): boolean {
  const changed = hypothesis.change(given);
  if (changed.spec === given.spec && changed.scenario === given.scenario) return false;
  const expectation = predict(changed.spec, given.language, changed.scenario, given.fixtures);
  const marks = marksOf({ ...expectation, jitter: null }, given.observation);
  return failures(marks).size === 0;
}

function words(given: Case, hypothesis: Hypothesis): string {
  const at = positionOf(given.spec, hypothesis.pointer);
  const key = hypothesis.pointer.slice(1).replaceAll('/', '.');
  return `behaves like an SDK that ${hypothesis.text} (${key}, ${at.file}:${at.line})`;
}

/** The hypothesis that fits, for each requirement that failed. */
export function diagnose(given: Case, marks: readonly Mark[]): ReadonlyMap<string, string> {
  const failed = failures(marks);
  const found = new Map<string, string>();
  if (failed.size === 0) return found;
  const statuses = new Set(
    given.observation.exchanges.flatMap((e) => (e.served.status === null ? [] : [e.served.status])),
  );
  const fitting = hypothesesFor(given.spec, statuses).find((hypothesis) => fits(given, hypothesis));
  if (fitting !== undefined) for (const requirement of failed) found.set(requirement, words(given, fitting));
  return found;
}
