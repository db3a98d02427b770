import type { JsonValue, Language, Operation, Spec } from '@sdk-conformance/model';
import { backoffAfter, backoffRange } from './backoff.js';
import { because, keyMissing } from './because.js';
import type { Because, Decision, Gap, OutcomeExpectation } from './expectation.js';

export interface Situation {
  readonly spec: Spec;
  readonly language: Language;
  readonly operation: Operation;
  /** The recorded success of the operation as JSON; undefined where it has none. */
  readonly recorded: JsonValue | undefined;
  /** Of a recorded stream: all that the events of a name hold. */
  readonly recordedEvents: ReadonlyMap<string, JsonValue>;
  /** Attempt, from 0. */
  readonly attempt: number;
  /** Place of the next retry in the backoff, from 0. */
  readonly retry: number;
  /** Retries after the first attempt; null: unspecified. */
  readonly maxRetries: number | null;
  /** True: the scenario sets maxRetries, or this kind of answer has been retried before, so that what is at stake is the count. */
  readonly countAtStake: boolean;
}

/** Action, its reason, the gap and the outcome if the SDK stops: a {@link Decision} without its place. */
export type Ruling = Pick<Decision, 'action' | 'because' | 'again' | 'gap' | 'outcome'>;

/** What the operation's own rule or its method says against a retry: a stop, or that nothing is said; null: nothing. */
function againstRetry(s: Situation): { readonly action: 'stop' | 'open'; readonly because: Because } | null {
  const { id, method } = s.operation;
  const own = s.spec.retry.operations[id];
  if (own !== undefined) {
    if (own.retried) return null;
    return { action: 'stop', because: because('retry.status', `/retry/operations/${id}`, `${id} is never retried`) };
  }
  const { methods } = s.spec.retry;
  if (methods === null)
    return {
      action: 'open',
      because: keyMissing('retry.status', '/retry/methods', 'the spec does not say which methods are retried'),
    };
  if (methods === 'all' || methods.includes(method)) return null;
  return { action: 'stop', because: because('retry.status', '/retry/methods', `${method} is not retried`) };
}

/** What is raised once retries were made and are used up. */
function exhausted(s: Situation, outcome: OutcomeExpectation): OutcomeExpectation {
  if (s.attempt === 0 || s.spec.retry.exhausted === 'lastError' || outcome.kind !== 'raised') return outcome;
  const reason = keyMissing(
    'error.class',
    '/retry/exhausted',
    'the spec does not say what is raised when retries are used up',
  );
  return { kind: 'open', because: reason };
}

/** A rule that allows a retry, bounded by the operation, its method and the count. */
export function retryUpTo(
  s: Situation,
  eligible: Because,
  gap: (retry: number) => Gap,
  outcome: OutcomeExpectation,
): Ruling {
  const against = againstRetry(s);
  if (against !== null) return { ...against, gap: null, outcome };
  if (s.maxRetries === null) {
    return {
      action: 'open',
      because: keyMissing('retry.count', '/retry/maxRetries', 'the spec does not say how often'),
      gap: null,
      outcome,
    };
  }
  const count =
    s.maxRetries === 0
      ? '1 request at most: there are no retries'
      : `${s.maxRetries + 1} requests at most: one attempt and ${s.maxRetries} ${s.maxRetries === 1 ? 'retry' : 'retries'}`;
  if (s.attempt >= s.maxRetries) {
    return {
      action: 'stop',
      because: because('retry.count', '/retry/maxRetries', count),
      gap: null,
      outcome: exhausted(s, outcome),
    };
  }
  return {
    action: 'retry',
    because: s.countAtStake ? because('retry.count', '/retry/maxRetries', count) : eligible,
    gap: gap(s.retry),
    outcome,
  };
}

/** @param status of the answer that is retried; null after a connection that failed */
export function backoffGap(spec: Spec, status: number | null, retry: number, reason?: Because): Gap {
  if (spec.backoff === null)
    return {
      kind: 'open',
      because: reason ?? keyMissing('retry.backoff', '/backoff', 'the spec does not say how long to wait'),
    };
  const { policy, pointer } =
    status === null ? { policy: spec.backoff, pointer: '/backoff' } : backoffAfter(spec.backoff, status);
  const { fromMs, toMs } = backoffRange(policy, retry);
  const text = `backoff before retry ${retry + 1}: ${fromMs} to ${toMs} ms`;
  return {
    kind: 'window',
    fromMs,
    toMs,
    because:
      reason === undefined ? because('retry.backoff', pointer, text) : { ...reason, text: `${reason.text}; ${text}` },
  };
}
