import {
  type Condition,
  className,
  type ErrorClassId,
  type Language,
  type Operation,
  type RetriedStatus,
  type Spec,
  type TransportKind,
  transportKinds,
} from '@sdk-conformance/model';
import { type Range, rangeOf } from './answers.js';

/** What an attempt may come to without an answer that decides; `stream`: its events tell of a failure. One that ends without its last event is cut. */
export const faultKinds = [...transportKinds, 'timeoutHead', 'timeoutBody', 'stream'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A status that is retried. */
export interface StatusRuleView extends Range {
  /** Null: those of the policy. */
  readonly methods: readonly string[] | null;
  readonly when: Condition | null;
}

export interface OperationView {
  readonly method: string;
  readonly stream: boolean;
  /** Whether it is retried, whatever its method; null: its method decides. */
  readonly retried: boolean | null;
  /** It is retried only where a call gives this argument. */
  readonly precondition: string | null;
  readonly maxRetries: number | null;
  readonly statuses: readonly StatusRuleView[] | null;
  readonly timeoutMs: number | null;
}

/** What a client does with calls, as data: the same names and values in each language; null where the spec leaves it open. */
export interface RulesView {
  readonly maxRetries: number | null;
  /** Null: all. */
  readonly methods: readonly string[] | null;
  /** Methods that are retried where a request has a key of idempotency. */
  readonly keyedMethods: readonly string[];
  readonly statuses: readonly StatusRuleView[] | null;
  readonly faults: readonly FaultKind[];
  readonly ownRetries: readonly { readonly fault: FaultKind; readonly extra: number; readonly atLeast: number }[];
  readonly shouldRetryHeader: string | null;
  readonly operations: Readonly<Record<string, OperationView>>;
  readonly idempotency: {
    readonly header: string;
    readonly methods: readonly string[];
    readonly stableOnRetry: boolean;
  } | null;
  readonly quota: {
    readonly capacity: number;
    readonly cost: number;
    readonly throttleCost: number;
    readonly timeoutCost: number;
    readonly refund: number;
  } | null;
  readonly authRefresh: { readonly statuses: readonly Range[]; readonly max: number } | null;
  readonly timeouts: {
    readonly attemptMs: number | null;
    readonly totalMs: number | null;
    readonly coversBackoff: boolean | null;
    readonly coversBody: boolean | null;
    readonly perRead: boolean | null;
    readonly perStreamEvent: boolean | null;
  };
  readonly abort: { readonly during: readonly string[]; readonly settleWithinMs: number } | null;
  readonly streaming: {
    readonly terminalEvent: string | null;
    readonly terminalData: string | null;
    readonly givesTerminal: boolean;
    readonly errorEvent: string | null;
    readonly errorData: string | null;
    readonly silent: readonly string[];
    readonly missingTerminal: string | null;
    readonly retryAfterFirstEvent: boolean | null;
  } | null;
  readonly success: {
    readonly empty: string | null;
    readonly undecodable: string | null;
    readonly cut: string | null;
    readonly integers: string | null;
  };
  readonly redirects: string | null;
}

/** How an error is made of an answer. */
export interface WordsView {
  readonly pointers: readonly string[];
  /** `phrase` of the status, the `body`, or a text of its own, with the status for `{status}`. */
  readonly fallback: 'phrase' | 'body' | { readonly is: string };
  readonly maxBytes: number | null;
}

export type UnreadKind = 'cut' | 'corrupt' | 'empty' | 'notJson';

/** An error body that cannot be read: the class that it raises; null: that of its status. `isFault`: retried like a cut body. */
export interface UnreadView {
  readonly kind: UnreadKind;
  readonly error: string | null;
  readonly isFault: boolean;
}

export interface FaultView {
  readonly kind: FaultKind;
  /** Null: an error of none of the package's classes, by the spec. */
  readonly error: string | null;
  readonly words: string;
}

function statusRule(entry: RetriedStatus): StatusRuleView {
  const { methods = null, when = null } = entry;
  return { ...rangeOf(entry), methods: methods === 'all' ? ['*'] : methods, when };
}

function operationView({ retry }: Spec, { id, method, stream, own }: Operation): OperationView {
  const idempotent = own?.idempotent ?? null;
  return {
    method,
    stream,
    retried: retry.operations[id]?.retried ?? (typeof idempotent === 'boolean' ? idempotent : null),
    precondition: typeof idempotent === 'object' && idempotent !== null ? idempotent.precondition : null,
    maxRetries: own?.maxRetries ?? null,
    statuses: own?.statuses?.map(statusRule) ?? null,
    timeoutMs: own?.timeoutMs ?? null,
  };
}

const finite = (ms: number | null) => (ms === null || Number.isFinite(ms) ? ms : null);

export function rulesOf(spec: Spec): RulesView {
  const { retry, hints, timeouts, abort, streaming, success, identity } = spec;
  const { idempotency } = identity;
  const faults = (retry.transport ?? []).filter((kind) => kind !== 'cutBody');
  return {
    maxRetries: retry.maxRetries,
    methods: retry.methods === 'all' ? null : retry.methods,
    keyedMethods: retry.unsafe === 'withKey' ? (idempotency?.methods ?? []) : [],
    statuses: retry.statuses?.map(statusRule) ?? null,
    faults: success.cut === 'retry' ? [...faults, 'cutBody'] : faults,
    ownRetries: Object.entries(retry.ownRetries).map(([fault, { extra, atLeast }]) => ({
      fault: fault as FaultKind,
      extra,
      atLeast,
    })),
    shouldRetryHeader: hints?.shouldRetryHeader ?? null,
    operations: Object.fromEntries(spec.operations.map((operation) => [operation.id, operationView(spec, operation)])),
    idempotency: idempotency && {
      header: idempotency.header,
      methods: idempotency.methods,
      stableOnRetry: idempotency.stableOnRetry,
    },
    quota: retry.quota && {
      capacity: retry.quota.capacity,
      cost: retry.quota.cost,
      throttleCost: retry.quota.throttleCost,
      timeoutCost: retry.quota.timeoutCost,
      refund: retry.quota.refund,
    },
    authRefresh: retry.authRefresh && {
      statuses: retry.authRefresh.statuses.map(rangeOf),
      max: retry.authRefresh.max,
    },
    timeouts: {
      attemptMs: finite(timeouts.attemptMs),
      totalMs: finite(timeouts.totalMs),
      coversBackoff: timeouts.coversBackoff,
      coversBody: timeouts.coversBody,
      perRead: timeouts.perRead,
      perStreamEvent: timeouts.perStreamEvent,
    },
    abort: abort && { during: abort.during, settleWithinMs: abort.settleWithinMs },
    streaming: streaming && {
      terminalEvent: streaming.terminal.event,
      terminalData: streaming.terminal.data,
      givesTerminal: streaming.terminal.given,
      errorEvent: streaming.errorEvent,
      errorData: streaming.errorData,
      silent: streaming.silent,
      missingTerminal: streaming.missingTerminal,
      retryAfterFirstEvent: streaming.retryAfterFirstEvent,
    },
    success: {
      empty: success.empty,
      undecodable: success.undecodable,
      cut: success.cut,
      integers: success.integers,
    },
    redirects: spec.redirects,
  };
}

export function wordsOf({ errors: { body } }: Spec): WordsView {
  const { fallback } = body;
  return {
    pointers: body.message ?? [],
    fallback: fallback === null || fallback === 'statusPhrase' ? 'phrase' : fallback,
    maxBytes: body.maxMessageBytes,
  };
}

/** Kinds of unreadable bodies that change what an error body raises. */
export function unreadOf(spec: Spec, nameOf: (id: ErrorClassId) => string): readonly UnreadView[] {
  const { body, transport, base } = spec.errors;
  const kinds: readonly UnreadKind[] = ['cut', 'corrupt', 'empty', 'notJson'];
  return kinds.flatMap((kind) => {
    const rule = body[kind] ?? body.undecodable ?? 'keepStatus';
    if (rule === 'keepStatus') return [];
    if (typeof rule === 'object') return [{ kind, error: nameOf(rule.error), isFault: false }];
    const isFault = rule === 'transport';
    return [{ kind, error: nameOf(transport[isFault ? 'cutBody' : 'decode'] ?? base), isFault }];
  });
}

const faultWords: Readonly<Record<FaultKind, string>> = {
  dns: 'The host has no address',
  connect: 'The connection was refused',
  tls: 'The handshake of TLS failed',
  reset: 'The connection was reset before an answer came',
  close: 'The connection was closed before an answer came',
  garbage: 'The answer is not HTTP',
  cutHead: 'The answer was cut in its head',
  cutBody: 'The answer was cut in its body',
  timeout: 'No answer came in time',
  timeoutHead: 'No answer came in time',
  timeoutBody: 'The answer did not end in time',
  abort: 'The call was aborted',
  decode: 'The answer cannot be read',
  stream: 'The stream broke off',
};

/** What each fault raises; one that the spec does not name raises the base class. */
export function faultsOf(spec: Spec, language: Language, nameOf: (id: ErrorClassId) => string): readonly FaultView[] {
  const { transport, outside, base } = spec.errors;
  return faultKinds.map((kind): FaultView => {
    const words = faultWords[kind];
    if (kind === 'stream') return { kind, error: nameOf(spec.streaming?.errorClass ?? base), words };
    const plain: TransportKind = kind === 'timeoutHead' || kind === 'timeoutBody' ? 'timeout' : kind;
    const isOutside = outside[plain]?.[language] !== undefined;
    return { kind, error: isOutside ? null : nameOf(transport[plain] ?? base), words };
  });
}

/** What an error of no answer has as its status. */
export function statusOfNone({ errors }: Spec): number | null {
  const none = errors.fields.find(({ id }) => id === 'status')?.none;
  return typeof none === 'number' ? none : null;
}

export function classNamer(spec: Spec, language: Language): (id: ErrorClassId) => string {
  return (id) => className(spec, id, language);
}

/** What the data and the functions are, in the same words in each language. */
export const ruleDocs = {
  rules: 'What a client does with calls, as the API says it; null where it leaves that open. Times in ms.',
  toError:
    'The error that an answer raises, whole: its class, the words of the server, its fields; null where the answer is a success.',
  errorForFault: 'The error of a call that no answer decides; what is behind it stays its cause.',
  shouldRetry: 'Whether a call is tried again after an attempt.',
  decideRetry:
    'What follows an attempt that failed: another one after a delay, one with a fresh credential, or its error.',
  secrets: 'Texts that no error may show; each is replaced by [redacted].',
  unread: 'Why the body could not be read: it was cut, or its coding is broken.',
  attempt: 'Attempts of the call before this one.',
  uncounted: 'After what the retries of the call were made that did not count, as decisions told it.',
  uncountedKind: 'What a retry is made after that does not count against maxRetries.',
  decision:
    'What follows an attempt. `uncounted`: the retry is none of maxRetries, but of this kind. `cost`: tokens that it takes from the quota.',
  given: 'Names of the arguments that the call gives; asked where an operation has a precondition.',
  hasKey: 'False: the request has no key of idempotency, though its method has one by the rules.',
  hasEvents: 'The stream has given events already.',
} as const;
