/** What an attempt may come to without an answer that decides. */
export type FaultKind = 'dns' | 'connect' | 'tls' | 'reset' | 'close' | 'garbage' | 'cutHead' | 'cutBody' | 'timeout' | 'abort' | 'decode' | 'timeoutHead' | 'timeoutBody' | 'stream';

/** Ids of the operations. */
export type OperationId = 'listPersonas' | 'listMachines' | 'initSession' | 'sendMessage' | 'streamMessage' | 'getSession' | 'getHistory' | 'resetSession' | 'validateLlmKey' | 'revokeApiKey';

/** Statuses from one to another. */
export interface StatusSpan {
  readonly from: number;
  readonly to: number;
}

/** Something that an answer has. */
export interface AnswerCondition {
  readonly in: 'body' | 'header';
  /** A JSON pointer into the body, or the name of a header. */
  readonly name: string;
  /** Null: whatever stands there. */
  readonly equals: string | number | boolean | null;
}

/** Statuses that are retried. */
export interface RetriedSpan extends StatusSpan {
  /** Methods after which they are, `*` for all; null: those of the policy. */
  readonly methods: readonly string[] | null;
  /** Only where the answer has this. */
  readonly when: AnswerCondition | null;
}

/** What an operation has of its own; null where it has nothing. */
export interface OperationRules {
  readonly method: string;
  readonly stream: boolean;
  /** Whether it is retried, whatever its method. */
  readonly retried: boolean | null;
  /** It is retried only where a call gives this argument. */
  readonly precondition: string | null;
  readonly maxRetries: number | null;
  readonly statuses: readonly RetriedSpan[] | null;
  readonly timeoutMs: number | null;
}

/** Rules of calls; null where the API leaves something open. Times in ms. */
export interface CallRules {
  /** Retries after the first attempt. */
  readonly maxRetries: number | null;
  /** Methods that are retried; null: all. */
  readonly methods: readonly string[] | null;
  /** Methods that are retried where the request has a key of idempotency. */
  readonly keyedMethods: readonly string[];
  readonly statuses: readonly RetriedSpan[] | null;
  /** Faults that are retried. */
  readonly faults: readonly FaultKind[];
  /** Faults with retries that do not count, or that are made even where the option says less. */
  readonly ownRetries: readonly { readonly fault: FaultKind; readonly extra: number; readonly atLeast: number }[];
  /** Header whose true or false goes before the status. */
  readonly shouldRetryHeader: string | null;
  readonly idempotency: {
    readonly header: string;
    readonly methods: readonly string[];
    /** The key stays the same on each attempt. */
    readonly stableOnRetry: boolean;
  } | null;
  /** Tokens that the retries of one client take from together, and that successes give back. */
  readonly quota: {
    readonly capacity: number;
    readonly cost: number;
    readonly throttleCost: number;
    readonly timeoutCost: number;
    readonly refund: number;
  } | null;
  /** Statuses after which a credential is refreshed, and the call sent again. */
  readonly authRefresh: { readonly statuses: readonly StatusSpan[]; readonly max: number } | null;
  readonly timeouts: {
    readonly attemptMs: number | null;
    /** Of the call as a whole. */
    readonly totalMs: number | null;
    readonly coversBackoff: boolean | null;
    readonly coversBody: boolean | null;
    /** In a stream it is for each wait for an event. */
    readonly perStreamEvent: boolean | null;
  };
  readonly abort: { readonly during: readonly string[]; readonly settleWithinMs: number } | null;
  readonly streaming: {
    readonly terminalEvent: string | null;
    readonly terminalData: string | null;
    /** False: the caller is not given the last event. */
    readonly givesTerminal: boolean;
    readonly errorEvent: string | null;
    /** A JSON pointer: an event whose data has something there tells of a failure. */
    readonly errorData: string | null;
    /** Events that the caller is not given. */
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
  readonly operations: Readonly<Record<string, OperationRules>>;
}

/** What a client does with calls, as the API says it; null where it leaves that open. Times in ms. */
export const CALL_RULES: CallRules = {
  maxRetries: 3,
  methods: null,
  keyedMethods: [],
  statuses: [{ from: 429, to: 429, methods: null, when: null }, { from: 500, to: 599, methods: null, when: null }, { from: 600, to: 999, methods: null, when: null }],
  faults: ['connect', 'reset', 'close', 'garbage', 'cutHead', 'timeout', 'cutBody'],
  ownRetries: [],
  shouldRetryHeader: null,
  idempotency: null,
  quota: null,
  authRefresh: null,
  timeouts: { attemptMs: 30000, totalMs: null, coversBackoff: null, coversBody: true, perStreamEvent: true },
  abort: { during: ['request', 'body', 'backoff'], settleWithinMs: 100 },
  streaming: { terminalEvent: 'done', terminalData: null, givesTerminal: true, errorEvent: 'error', errorData: null, silent: [], missingTerminal: 'error', retryAfterFirstEvent: false },
  success: { empty: 'null', undecodable: 'error', cut: 'retry', integers: null },
  redirects: 'error',
  operations: {
    listPersonas: { method: 'GET', stream: false, retried: null, precondition: null, maxRetries: null, statuses: null, timeoutMs: null },
    listMachines: { method: 'GET', stream: false, retried: null, precondition: null, maxRetries: null, statuses: null, timeoutMs: null },
    initSession: { method: 'POST', stream: false, retried: null, precondition: null, maxRetries: null, statuses: null, timeoutMs: null },
    sendMessage: { method: 'POST', stream: false, retried: null, precondition: null, maxRetries: null, statuses: null, timeoutMs: null },
    streamMessage: { method: 'POST', stream: true, retried: null, precondition: null, maxRetries: null, statuses: null, timeoutMs: null },
    getSession: { method: 'GET', stream: false, retried: null, precondition: null, maxRetries: null, statuses: null, timeoutMs: null },
    getHistory: { method: 'GET', stream: false, retried: null, precondition: null, maxRetries: null, statuses: null, timeoutMs: null },
    resetSession: { method: 'POST', stream: false, retried: null, precondition: null, maxRetries: null, statuses: null, timeoutMs: null },
    validateLlmKey: { method: 'POST', stream: false, retried: null, precondition: null, maxRetries: null, statuses: null, timeoutMs: null },
    revokeApiKey: { method: 'DELETE', stream: false, retried: null, precondition: null, maxRetries: null, statuses: null, timeoutMs: null },
  },
};

/** Kinds of faults, in the order of the table. */
export const FAULT_KINDS: readonly FaultKind[] = ['dns', 'connect', 'tls', 'reset', 'close', 'garbage', 'cutHead', 'cutBody', 'timeout', 'abort', 'decode', 'timeoutHead', 'timeoutBody', 'stream'];
