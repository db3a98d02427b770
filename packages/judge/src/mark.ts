import type { Verdict } from '@sdk-conformance/model';
import type { Because, RequirementId } from '@sdk-conformance/oracle';

/**
 * What of an attempt a mark looks at: whether it is retried, the wait after it, when it is given up, what the step came to, or what one
 * requirement says. It stays what it is where another policy would charge another requirement.
 */
export type Aspect = 'action' | 'gap' | 'timeout' | 'result' | RequirementId;

/** One requirement looked at once; several marks of a scenario make its finding. */
export interface Mark {
  readonly because: Because;
  readonly verdict: Verdict;
  /** Step it was judged on; null for the call. */
  readonly step: string | null;
  /** Attempt that it was judged on, from 0; absent where it is of the step or of the call. */
  readonly attempt?: number;
  /** Absent: its requirement. */
  readonly aspect?: Aspect;
  readonly expected: string;
  readonly seen: string;
  readonly measured: Readonly<Record<string, number>>;
  /** Where what was seen tells by itself what is wrong: completes "behaves like an SDK that …". */
  readonly likeness?: string;
}

export function pass(because: Because, step: string | null, measured: Readonly<Record<string, number>> = {}): Mark {
  return { because, verdict: 'pass', step, expected: '', seen: '', measured };
}

export function fail(
  because: Because,
  step: string | null,
  seen: string,
  measured: Readonly<Record<string, number>> = {},
): Mark {
  return { because, verdict: 'fail', step, expected: because.text, seen, measured };
}

export function unspecified(because: Because, step: string | null, seen: string): Mark {
  return { because, verdict: 'unspecified', step, expected: because.text, seen, measured: {} };
}

/** A mark of either kind, by a condition. */
export function mark(holds: boolean, because: Because, step: string | null, seen: string): Mark {
  return holds ? pass(because, step) : fail(because, step, seen);
}

/** Marks with the attempt that they were judged on, and what of it they look at. */
export function placed(marks: readonly Mark[], attempt: number, aspect?: Aspect): Mark[] {
  return marks.map((m) => ({ ...m, attempt, ...(m.aspect === undefined && aspect !== undefined ? { aspect } : {}) }));
}
