import { errorForStatus } from './error-for-status.cjs';
import { type Answer, isThere, type ReadAnswer, read } from './reader.cjs';
import { CALL_RULES, type FaultKind, type OperationRules, type RetriedSpan } from './rules.cjs';
import { type DelayOptions, retryDelayMs } from './waits.cjs';

/** An attempt of a call: its answer, or the fault that it ended in. */
export interface FailedAttempt extends Partial<Answer> {
  /** The id of the operation, whose own rules go before those of all. */
  readonly operation?: string | null | undefined;
  /** In upper case; without, that of the operation. */
  readonly method?: string | null | undefined;
  readonly fault?: FaultKind | null | undefined;
  /** Attempts of the call before this one. 0 is the first. */
  readonly attempt: number;
  /** What the client is set to; without, what the API says. */
  readonly maxRetries?: number | null | undefined;
  /** After what the retries of the call were made that did not count, as decisions told it. */
  readonly uncounted?: readonly UncountedKind[] | undefined;
  /** Names of the arguments that the call gives; asked where an operation has a precondition. */
  readonly given?: readonly string[] | undefined;
  /** False: the request has no key of idempotency, though its method has one by the rules. */
  readonly hasKey?: boolean | undefined;
  /** The stream has given events already. */
  readonly hasEvents?: boolean | undefined;
  /** ms since the call began; asked where a call as a whole has a timeout. */
  readonly elapsedMs?: number | undefined;
}

/** What a retry is made after that does not count against maxRetries. */
export type UncountedKind = FaultKind | 'refresh';

/**
 * What follows an attempt. `uncounted`: the retry is none of maxRetries, but of this kind. `cost`: tokens that
 * it takes from the quota.
 */
export type RetryDecision =
  | { readonly action: 'stop' }
  | { readonly action: 'refresh'; readonly delayMs: 0; readonly uncounted: 'refresh'; readonly cost: 0 }
  | { readonly action: 'retry'; readonly delayMs: number; readonly uncounted: FaultKind | null; readonly cost: number };

const stop: RetryDecision = { action: 'stop' };

/** Whether a call is tried again after an attempt. */
export function shouldRetry(attempt: FailedAttempt, options: DelayOptions = {}): boolean {
  return decideRetry(attempt, options).action !== 'stop';
}

/**
 * What follows an attempt that failed: another one after a delay, one with a fresh credential, or its error.
 * Delays in ms.
 */
export function decideRetry(attempt: FailedAttempt, options: DelayOptions = {}): RetryDecision {
  const { fault = null, attempt: made, uncounted = [] } = attempt;
  const own = operationRules(attempt);
  const status = attempt.status ?? null;
  if (fault === null && typeof status !== 'number') return stop;
  const reader = fault !== null || status === null ? null : read({ ...attempt, status });
  if (reader !== null && errorForStatus(reader.status) === null) return stop;
  const refresh = CALL_RULES.authRefresh;
  if (reader !== null && refresh?.statuses.some((span) => spans(span, reader.status)) === true) {
    const made = uncounted.filter((kind) => kind === 'refresh').length;
    return made < refresh.max ? { action: 'refresh', delayMs: 0, uncounted: 'refresh', cost: 0 } : stop;
  }
  const cost = costOf(reader);
  const eligible = reader === null ? faultIsRetried(attempt, fault) : answerIsRetried(attempt, reader, own);
  if (eligible === false || !operationAllows(attempt, own, eligible === true ? null : eligible)) return stop;
  const counted = made - uncounted.length;
  const most = attempt.maxRetries ?? own?.maxRetries ?? CALL_RULES.maxRetries ?? 0;
  const faults = CALL_RULES.ownRetries.filter((rule) => namesOf(fault).includes(rule.fault));
  const beside = faults.find((rule) => rule.fault === fault) ?? faults[0];
  const isFree = beside !== undefined && uncounted.filter((kind) => kind === beside.fault).length < beside.extra;
  if (!isFree && counted >= most && (beside === undefined || made >= beside.atLeast)) return stop;
  const delayMs = retryDelayMs(counted, reader, options);
  if (delayMs === null || isTooLate(attempt, delayMs)) return stop;
  return { action: 'retry', delayMs, uncounted: isFree ? beside.fault : null, cost };
}

function operationRules({ operation }: FailedAttempt): OperationRules | null {
  const known = CALL_RULES.operations;
  if (typeof operation !== 'string' || !Object.prototype.hasOwnProperty.call(known, operation)) return null;
  return known[operation] ?? null;
}

function spans({ from, to }: { readonly from: number; readonly to: number }, status: number): boolean {
  return from <= status && status <= to;
}

function methodOf({ method }: FailedAttempt, own: OperationRules | null): string {
  return method ?? own?.method ?? '';
}

/** Names by which a fault may be listed: a timeout is also what it is in part. */
function namesOf(fault: FaultKind | null): readonly FaultKind[] {
  if (fault === null) return [];
  return fault === 'timeoutHead' || fault === 'timeoutBody' ? [fault, 'timeout'] : [fault];
}

function faultIsRetried({ hasEvents = false }: FailedAttempt, fault: FaultKind | null): boolean {
  if (hasEvents || fault === 'stream') return CALL_RULES.streaming?.retryAfterFirstEvent === true;
  return namesOf(fault).some((name) => CALL_RULES.faults.includes(name));
}

/** True where an answer is retried; the methods after which it is, where its status names them. */
function answerIsRetried(
  attempt: FailedAttempt,
  reader: ReadAnswer,
  own: OperationRules | null,
): boolean | readonly string[] {
  // A redirect is retried where its status is listed, and else raised.
  const isRedirect = 300 <= reader.status && reader.status <= 399;
  const name = isRedirect ? null : CALL_RULES.shouldRetryHeader;
  const said = name === null ? null : reader.header(name)?.trim();
  if (said === 'true' || said === 'false') return said === 'true';
  const lines = (own?.statuses ?? CALL_RULES.statuses ?? []).filter((line) => spans(line, reader.status) && has(reader, line));
  const method = methodOf(attempt, own);
  const line = lines.find(({ methods }) => allows(methods ?? CALL_RULES.methods, method)) ?? lines[0];
  return line === undefined ? false : (line.methods ?? true);
}

function has(reader: ReadAnswer, { when }: RetriedSpan): boolean {
  if (when === null) return true;
  if (when.in === 'body') return isThere(reader.body(when.name), when.equals);
  return isThere(reader.header(when.name)?.trim(), when.equals === null ? null : String(when.equals));
}

function allows(methods: readonly string[] | null, method: string): boolean {
  return methods === null || methods.includes('*') || methods.includes(method);
}

/** Whether the operation's own rule, or its method, allows a retry. */
function operationAllows(attempt: FailedAttempt, own: OperationRules | null, ofStatus: readonly string[] | null): boolean {
  if (own !== null && own.retried !== null) return own.retried;
  if (own !== null && own.precondition !== null) return attempt.given?.includes(own.precondition) === true;
  const method = methodOf(attempt, own);
  if (ofStatus !== null) return allows(ofStatus, method);
  return allows(CALL_RULES.methods, method) || (attempt.hasKey !== false && CALL_RULES.keyedMethods.includes(method));
}

function isTooLate({ elapsedMs = 0 }: FailedAttempt, delayMs: number): boolean {
  const { totalMs, coversBackoff } = CALL_RULES.timeouts;
  return totalMs !== null && elapsedMs + (coversBackoff === false ? 0 : delayMs) >= totalMs;
}

function costOf(reader: ReadAnswer | null): number {
  const { quota } = CALL_RULES;
  if (quota === null) return 0;
  if (reader === null) return quota.timeoutCost;
  const throttled = reader.status === 429;
  return throttled ? quota.throttleCost : quota.cost;
}
