import type { JsonValue, Language, Operation, OwnRetries, Spec } from '@sdk-conformance/model';
import { backoffAfter, backoffRange } from './backoff.js';
import type { Because } from './because.js';
import { because, keyMissing } from './because.js';
import type { Decision, Gap } from './expectation.js';
import type { OutcomeExpectation } from './outcome-expectation.js';

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
  /** Retries so far that count against maxRetries. */
  readonly counted: number;
  /** Retries that the fault of this attempt has of its own; null where it has none. */
  readonly ownRetries: OwnRetries | null;
  /** True: a retry after this attempt is made beside maxRetries. */
  readonly free: boolean;
  /** Names of the arguments that the call gives. */
  readonly given: ReadonlySet<string>;
  /** Place of the next retry in the backoff, from 0. */
  readonly retry: number;
  /** Retries after the first attempt; null: unspecified. */
  readonly maxRetries: number | null;
  /** The line that has it. */
  readonly maxRetriesAt: string;
  /** True: the scenario sets maxRetries, or this kind of answer has been retried before, so that what is at stake is the count. */
  readonly countAtStake: boolean;
}

/** Action, its reason, the gap and the outcome if the SDK stops: a {@link Decision} without its place. */
export type Ruling = Pick<Decision, 'action' | 'because' | 'again' | 'gap' | 'outcome'>;

/** Methods that the line of a status allows a retry after. */
export interface Methods {
  readonly allowed: readonly string[] | 'all';
  readonly pointer: string;
  readonly status: number;
}

/** What the operation's own rule says of a retry, whatever failed; undefined where it has none. */
function byOperation({ operation, spec, given }: Situation): Because | null | undefined {
  const { id, own, pointer } = operation;
  const listed = spec.retry.operations[id];
  if (listed !== undefined) {
    return listed.retried ? null : because('retry.status', `/retry/operations/${id}`, `${id} is never retried`);
  }
  const rule = own?.idempotent ?? null;
  if (rule === null) return undefined;
  if (typeof rule === 'boolean')
    return rule ? null : because('retry.status', `${pointer}/idempotent`, `${id} is not idempotent, and not retried`);
  if (given.has(rule.precondition)) return null;
  const text = `${id} without ${rule.precondition} is not retried`;
  return because('retry.status', `${pointer}/idempotent/precondition`, text);
}

/** What the operation's own rule or its method says against a retry: a stop, or that nothing is said; null: nothing. */
function againstRetry(
  s: Situation,
  ofStatus: Methods | null,
): { readonly action: 'stop' | 'open'; readonly because: Because } | null {
  const { method } = s.operation;
  const ruled = byOperation(s);
  if (ruled !== undefined) return ruled === null ? null : { action: 'stop', because: ruled };
  if (ofStatus !== null) {
    const { allowed, pointer, status } = ofStatus;
    if (allowed === 'all' || allowed.includes(method)) return null;
    return { action: 'stop', because: because('retry.status', pointer, `${method} is not retried after ${status}`) };
  }
  const { methods, unsafe } = s.spec.retry;
  if (methods === null)
    return {
      action: 'open',
      because: keyMissing('retry.status', '/retry/methods', 'the spec does not say which methods are retried'),
    };
  if (methods === 'all' || methods.includes(method)) return null;
  const keyed = unsafe === 'withKey' && s.spec.identity.idempotency?.methods.includes(method) === true;
  if (keyed) return null;
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
  methods: Methods | null = null,
): Ruling {
  const against = againstRetry(s, methods);
  if (against !== null) return { ...against, gap: null, outcome };
  const { ownRetries } = s;
  if (ownRetries !== null && s.free) {
    const text = `${eligible.text}, and that does not count against maxRetries`;
    return {
      action: 'retry',
      because: because('retry.transport', `${ownRetries.pointer}/extra`, text),
      gap: gap(s.retry),
      outcome,
    };
  }
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
  if (s.counted >= s.maxRetries) {
    if (ownRetries !== null && s.attempt < ownRetries.atLeast) {
      const text = `${eligible.text} ${times(ownRetries.atLeast)}, also where maxRetries is less`;
      const least = because('retry.transport', `${ownRetries.pointer}/atLeast`, text);
      return { action: 'retry', because: least, gap: gap(s.retry), outcome };
    }
    return {
      action: 'stop',
      because: because('retry.count', s.maxRetriesAt, count),
      gap: null,
      outcome: exhausted(s, outcome),
    };
  }
  return {
    action: 'retry',
    because: s.countAtStake ? because('retry.count', s.maxRetriesAt, count) : eligible,
    gap: gap(s.retry),
    outcome,
  };
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
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
