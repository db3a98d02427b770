/** What an attempt may come to without an answer that decides. */
export type FaultKind = 'dns' | 'connect' | 'tls' | 'reset' | 'close' | 'garbage' | 'cutHead' | 'cutBody' | 'timeout' | 'abort' | 'decode' | 'timeoutHead' | 'timeoutBody' | 'stream';

/** Ids of the operations. */
export type OperationId = 'listPersonas' | 'listMachines' | 'initSession' | 'sendMessage' | 'streamMessage' | 'getSession' | 'getHistory' | 'resetSession' | 'validateLlmKey' | 'revokeApiKey';

/** Statuses from one to another. */
export interface StatusSpan {
  /** The first. */
  readonly from: number;
  /** The last. */
  readonly to: number;
}

/** Something that an answer has. */
export interface AnswerCondition {
  /** body or header. */
  readonly in: 'body' | 'header';
  /** A JSON pointer into the body, or the name of a header. */
  readonly name: string;
  /** null: whatever stands there. */
  readonly equals: string | number | boolean | null;
}

/** Statuses that are retried. */
export interface RetriedSpan {
  /** The first. */
  readonly from: number;
  /** The last. */
  readonly to: number;
  /** Methods after which they are, * for all; null: those of the policy. */
  readonly methods: readonly string[] | null;
  /** Only where the answer has this. */
  readonly when: AnswerCondition | null;
}

/** What an operation has of its own; null where it has nothing. */
export interface OperationRules {
  /** In upper case. */
  readonly method: string;
  /** It answers with a stream of events. */
  readonly stream: boolean;
  /** Whether it is retried, whatever its method. */
  readonly retried: boolean | null;
  /** It is retried only where a call gives this argument. */
  readonly precondition: string | null;
  /** Retries after the first attempt. */
  readonly maxRetries: number | null;
  /** Statuses that are retried. */
  readonly statuses: readonly RetriedSpan[] | null;
  /** Of one attempt. */
  readonly timeoutMs: number | null;
}

/** Retries that a fault has of its own. */
export interface OwnRetries {
  /** The fault. */
  readonly fault: FaultKind;
  /** Retries that do not count. */
  readonly extra: number;
  /** Retries that are made even where the option says less. */
  readonly atLeast: number;
}

/** The key of idempotency of a request. */
export interface IdempotencyRules {
  /** Where it stands. */
  readonly header: string;
  /** Methods whose requests have one. */
  readonly methods: readonly string[];
  /** It stays the same on each attempt. */
  readonly stableOnRetry: boolean;
}

/** Tokens that the retries of one client take from together, and that successes give back. */
export interface QuotaRules {
  /** Tokens of a new client. */
  readonly capacity: number;
  /** What a retry takes. */
  readonly cost: number;
  /** What a retry takes after a 429. */
  readonly throttleCost: number;
  /** What a retry takes after a timeout or a broken connection. */
  readonly timeoutCost: number;
  /** What a success without a retry gives back; after retries it is what the last one took. */
  readonly refund: number;
}

/** Statuses after which a credential is refreshed, and the call sent again. */
export interface RefreshRules {
  /** The statuses. */
  readonly statuses: readonly StatusSpan[];
  /** How often in a call. */
  readonly max: number;
}

/** How long a client waits. */
export interface TimeoutRules {
  /** Of one attempt. */
  readonly attemptMs: number | null;
  /** Of the call as a whole. */
  readonly totalMs: number | null;
  /** Waits between attempts count in the total. */
  readonly coversBackoff: boolean | null;
  /** The timeout of an attempt covers reading the body. */
  readonly coversBody: boolean | null;
  /** It is for each wait for more of an answer. */
  readonly perRead: boolean | null;
  /** In a stream it is for each wait for an event. */
  readonly perStreamEvent: boolean | null;
}

/** What an abort does. */
export interface AbortRules {
  /** When it ends a call. */
  readonly during: readonly string[];
  /** The call ends within this time. */
  readonly settleWithinMs: number;
}

/** How a stream of events ends. */
export interface StreamRules {
  /** The name of its last event. */
  readonly terminalEvent: string | null;
  /** The data of its last event. */
  readonly terminalData: string | null;
  /** The caller is given the last event. */
  readonly givesTerminal: boolean;
  /** The name of an event that tells of a failure. */
  readonly errorEvent: string | null;
  /** A JSON pointer: an event whose data has something there tells of a failure. */
  readonly errorData: string | null;
  /** Events that the caller is not given. */
  readonly silent: readonly string[];
  /** What a stream without its last event comes to: error or accept. */
  readonly missingTerminal: string | null;
  /** A stream that has given events is retried. */
  readonly retryAfterFirstEvent: boolean | null;
}

/** What a success comes to that is not as it should be. */
export interface SuccessRules {
  /** Without a body: null or error. */
  readonly empty: string | null;
  /** One that cannot be read: error. */
  readonly undecodable: string | null;
  /** One that is cut in its body: retry or error. */
  readonly cut: string | null;
  /** exact: large whole numbers keep their digits. */
  readonly integers: string | null;
}

/** Rules of calls; null where the API leaves something open. */
export interface CallRules {
  /** Retries after the first attempt. */
  readonly maxRetries: number | null;
  /** Methods that are retried; null: all. */
  readonly methods: readonly string[] | null;
  /** Methods that are retried where the request has a key of idempotency. */
  readonly keyedMethods: readonly string[];
  /** Statuses that are retried. */
  readonly statuses: readonly RetriedSpan[] | null;
  /** Faults that are retried. */
  readonly faults: readonly FaultKind[];
  /** Faults with retries of their own. */
  readonly ownRetries: readonly OwnRetries[];
  /** Header whose true or false goes before the status. */
  readonly shouldRetryHeader: string | null;
  /** Keys of idempotency. */
  readonly idempotency: IdempotencyRules | null;
  /** Tokens that retries take. */
  readonly quota: QuotaRules | null;
  /** When a credential is refreshed. */
  readonly authRefresh: RefreshRules | null;
  /** How long a client waits. */
  readonly timeouts: TimeoutRules;
  /** What an abort does. */
  readonly abort: AbortRules | null;
  /** How a stream ends. */
  readonly streaming: StreamRules | null;
  /** What odd successes come to. */
  readonly success: SuccessRules;
  /** error or follow. */
  readonly redirects: string | null;
  /** What operations have of their own, by id. */
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
  timeouts: { attemptMs: 30000, totalMs: null, coversBackoff: null, coversBody: true, perRead: null, perStreamEvent: true },
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
