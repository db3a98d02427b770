import { ruleDocs } from '../rules.js';
import { jsArray, jsDoc } from '../text/javascript.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';

/** What follows an attempt that failed. */
export function shouldRetryFile(view: View, extension: string): string {
  const { answers, waits, unread } = view;
  const asFault = unread.filter(({ isFault }) => isFault).map(({ kind }) => kind);
  const broken = asFault.length > 0 && view.spec.retry.transport?.includes('cutBody') === true;
  const codes = answers !== null && answers.codes.length > 0;
  return fileText([
    answers === null
      ? `import { errorForStatus } from './error-for-status.${extension}';`
      : `import { ${codes ? 'codeOf, ERROR_CODES, ' : ''}errorForAnswer } from './answers.${extension}';`,
    `import { type Answer, isThere, type ReadAnswer, read } from './reader.${extension}';`,
    `import { CALL_RULES, type FaultKind, type OperationRules, type RetriedSpan } from './rules.${extension}';`,
    ...(waits === null ? [] : [`import { type DelayOptions, retryDelayMs } from './waits.${extension}';`]),
    '',
    ...jsDoc(['An attempt of a call: its answer, or the fault that it ended in.']),
    'export interface FailedAttempt extends Partial<Answer> {',
    ...jsDoc(['The id of the operation, whose own rules go before those of all.'], [], '  '),
    '  readonly operation?: string | null | undefined;',
    ...jsDoc(['In upper case; without, that of the operation.'], [], '  '),
    '  readonly method?: string | null | undefined;',
    '  readonly fault?: FaultKind | null | undefined;',
    ...jsDoc([`${ruleDocs.attempt} 0 is the first.`], [], '  '),
    '  readonly attempt: number;',
    ...jsDoc(['What the client is set to; without, what the API says.'], [], '  '),
    '  readonly maxRetries?: number | null | undefined;',
    ...jsDoc([ruleDocs.uncounted], [], '  '),
    '  readonly uncounted?: readonly UncountedKind[] | undefined;',
    ...jsDoc([ruleDocs.given], [], '  '),
    '  readonly given?: readonly string[] | undefined;',
    ...jsDoc([ruleDocs.hasKey], [], '  '),
    '  readonly hasKey?: boolean | undefined;',
    ...jsDoc([ruleDocs.hasEvents], [], '  '),
    '  readonly hasEvents?: boolean | undefined;',
    ...jsDoc(['ms since the call began; asked where a call as a whole has a timeout.'], [], '  '),
    '  readonly elapsedMs?: number | undefined;',
    '}',
    '',
    ...jsDoc([ruleDocs.uncountedKind]),
    "export type UncountedKind = FaultKind | 'refresh';",
    '',
    ...jsDoc([ruleDocs.decision]),
    'export type RetryDecision =',
    "  | { readonly action: 'stop' }",
    "  | { readonly action: 'refresh'; readonly delayMs: 0; readonly uncounted: 'refresh'; readonly cost: 0 }",
    `  | { readonly action: 'retry'; readonly delayMs: ${waits === null ? 'null' : 'number'}; readonly uncounted: FaultKind | null; readonly cost: number };`,
    '',
    ...(waits === null
      ? [
          ...jsDoc(['The API does not say how long to wait.']),
          'export interface DelayOptions {',
          '  readonly random?: (() => number) | undefined;',
          '}',
          '',
        ]
      : []),
    "const stop: RetryDecision = { action: 'stop' };",
    '',
    ...jsDoc([ruleDocs.shouldRetry]),
    'export function shouldRetry(attempt: FailedAttempt, options: DelayOptions = {}): boolean {',
    "  return decideRetry(attempt, options).action !== 'stop';",
    '}',
    '',
    ...jsDoc([`${ruleDocs.decideRetry} Delays in ms.`]),
    `export function decideRetry(attempt: FailedAttempt, ${waits === null ? '_options' : 'options'}: DelayOptions = {}): RetryDecision {`,
    ...body(waits !== null, answers === null ? 'errorForStatus(reader.status)' : 'errorForAnswer(reader)').split('\n'),
    '',
    ...engine(codes, broken ? asFault : null).split('\n'),
  ]);
}

const body = (waits: boolean, raised: string) => `  const { fault = null, attempt: made, uncounted = [] } = attempt;
  const own = operationRules(attempt);
  const status = attempt.status ?? null;
  if (fault === null && typeof status !== 'number') return stop;
  const reader = fault !== null || status === null ? null : read({ ...attempt, status });
  if (reader !== null && ${raised} === null) return stop;
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
${
  waits
    ? `  const delayMs = retryDelayMs(counted, reader, options);
  if (delayMs === null || isTooLate(attempt, delayMs)) return stop;
  return { action: 'retry', delayMs, uncounted: isFree ? beside.fault : null, cost };`
    : `  return isTooLate(attempt, 0) ? stop : { action: 'retry', delayMs: null, uncounted: isFree ? beside.fault : null, cost };`
}
}`;

const engine = (
  codes: boolean,
  broken: readonly string[] | null,
) => `function operationRules({ operation }: FailedAttempt): OperationRules | null {
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
${codes ? '  const code = isRedirect ? null : (codeEntry(reader)?.retryable ?? null);\n  if (code !== null) return code;\n' : ''}${
  broken === null
    ? ''
    : `  if (!isRedirect && reader.unread !== null && ${jsArray(broken)}.includes(reader.unread)) return true;\n`
}  const lines = (own?.statuses ?? CALL_RULES.statuses ?? []).filter((line) => spans(line, reader.status) && has(reader, line));
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
  const throttled = ${codes ? 'codeEntry(reader)?.throttle ?? ' : ''}reader.status === 429;
  return throttled ? quota.throttleCost : quota.cost;
}${
  codes
    ? `

interface CodeEntry {
  readonly retryable: boolean | null;
  readonly throttle: boolean | null;
  readonly statuses: readonly { readonly from: number; readonly to: number }[] | null;
}

/** What the table of codes says of an answer with its status. */
function codeEntry(reader: ReadAnswer): CodeEntry | null {
  const code = codeOf(reader);
  const codes: Readonly<Record<string, CodeEntry>> = ERROR_CODES;
  if (code === null || !Object.prototype.hasOwnProperty.call(codes, code)) return null;
  const entry = codes[code] ?? null;
  return entry?.statuses?.some((span) => spans(span, reader.status)) === false ? null : entry;
}`
    : ''
}`;
