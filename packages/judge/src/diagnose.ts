import { positionOf, type Spec } from '@sdk-conformance/model';
import { predict } from '@sdk-conformance/oracle';
import { type Case, marksOf } from './assess.js';
import { byStep, delaysOf } from './by-step.js';
import { type Evidence, type Hypothesis, hypothesesFor } from './hypotheses/index.js';
import type { Mark } from './mark.js';

/** Families in which a change of policy shows; a hypothesis must explain all that failed in them. */
const explained = ['retry.', 'timeout.', 'stream.', 'success.', 'error.class', 'error.retryAfter', 'call.', 'abort.'];
/** Families whose failures are the policy's own; in others the SDK may have gone wrong in what it tells. */
const policy = ['retry.', 'timeout.'];

function isExplained(mark: Mark): boolean {
  const { requirement } = mark.because;
  // A sample's spread is no policy's alone: its own evidence says what is wrong.
  return (
    mark.verdict === 'fail' &&
    requirement !== 'retry.backoff.jitter' &&
    explained.some((prefix) => requirement.startsWith(prefix))
  );
}

/** True where the prediction under the change matches what was seen. */
function fits(given: Case, hypothesis: Hypothesis): boolean {
  const changed = hypothesis.change(given);
  if (changed.spec === given.spec && changed.scenario === given.scenario) return false;
  const expectation = predict(changed.spec, given.language, changed.scenario, given.fixtures);
  return !marksOf(given.spec, { ...expectation, jitter: null }, given.observation).some(isExplained);
}

/** What an SDK behaves like, and the spec key that it gets wrong. */
export function likeness(spec: Spec, text: string, pointer: string): string {
  const at = positionOf(spec, pointer);
  const key = pointer.slice(1).replaceAll('/', '.');
  return `behaves like an SDK that ${text} (${key}, ${at.file}:${at.line})`;
}

function evidenceOf({ expectation, observation }: Case): Evidence {
  const statuses = observation.exchanges.flatMap((e) => (e.served.status === null ? [] : [e.served.status]));
  const seenOf = byStep(observation);
  const delays = expectation.steps.map(({ step }) => delaysOf(seenOf(step)));
  const before = (retry: number) => delays.flatMap((d) => d[retry] ?? []);
  return { statuses: new Set(statuses), delays: { first: before(0), second: before(1) } };
}

/** A hypothesis that fits, in words, and what it explains. */
export interface Diagnosis {
  readonly text: string;
  readonly explains: (mark: Mark) => boolean;
  /** The marks with each failure that it explains charged to the requirement that such an SDK breaks. */
  readonly charge: (marks: readonly Mark[]) => readonly Mark[];
}

/** The first hypothesis that fits, from the narrowest to the broadest; null where none does. */
export function diagnose(given: Case, marks: readonly Mark[]): Diagnosis | null {
  const failed = marks.filter(isExplained);
  if (failed.length === 0) return null;
  const fitting = hypothesesFor(given.spec, evidenceOf(given)).find((hypothesis) => fits(given, hypothesis));
  if (fitting === undefined) return null;
  const ownFailure = failed.some((m) => policy.some((prefix) => m.because.requirement.startsWith(prefix)));
  const because = { requirement: fitting.breaks, pointer: fitting.pointer };
  return {
    text: likeness(given.spec, fitting.text, fitting.pointer),
    explains: isExplained,
    charge: (all) =>
      ownFailure ? all.map((m) => (isExplained(m) ? { ...m, because: { ...m.because, ...because } } : m)) : all,
  };
}
