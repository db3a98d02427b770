import type { Verdict } from '@sdk-conformance/model';
import type { Because } from '@sdk-conformance/oracle';

/** One requirement looked at once; several marks of a scenario make its finding. */
export interface Mark {
  readonly because: Because;
  readonly verdict: Verdict;
  /** Step it was judged on; null for the call. */
  readonly step: string | null;
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
