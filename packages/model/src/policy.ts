import type {
  Condition,
  CredentialId,
  ErrorClassId,
  Language,
  OperationId,
  StatusMatch,
  TransportKind,
} from './terms.js';

/** A status that is retried, perhaps not always. */
export type RetriedStatus = StatusMatch & {
  /** Only where the answer has this. */
  readonly when?: Condition;
  /** After these methods, in place of the policy's. */
  readonly methods?: readonly string[] | 'all';
};

/** `timeout` is both of its parts: before the head has come, and after it. */
export type RetriedFault = TransportKind | 'timeoutHead' | 'timeoutBody';

/** What a fault has beside the retries that maxRetries allows. */
export interface OwnRetries {
  /** Retries that do not count. */
  readonly extra: number;
  /** Retries that are made even where maxRetries is less, and count. */
  readonly atLeast: number;
  readonly pointer: string;
}

/** A bucket of tokens that the retries of one client take from. */
export interface RetryQuota {
  readonly capacity: number;
  readonly cost: number;
  /** After a 429. */
  readonly throttleCost: number;
  /** After a timeout or a broken connection. */
  readonly timeoutCost: number;
  /** What a success without a retry gives back; after retries it is what the last one took. */
  readonly refund: number;
}

export interface AuthRefresh {
  readonly statuses: readonly StatusMatch[];
  readonly max: number;
  /** The credential that is refreshed, and the id by which clients are given the one that takes its place; null: the spec does not say. */
  readonly credential: { readonly id: CredentialId; readonly refreshed: CredentialId } | null;
}

/** The least and the most that a client takes as an option; null: any. */
export interface OptionRange {
  readonly min: number | null;
  readonly max: number | null;
}

/** Every policy field is null where the spec leaves it open; it is then reported as unspecified, never as passed. */
export interface RetryPolicy {
  /** Retries after the first attempt. */
  readonly maxRetries: number | null;
  /** Numbers that clients take as maxRetries. */
  readonly optionRange: OptionRange;
  readonly statuses: readonly RetriedStatus[] | null;
  /** Connection faults that are retried, before a response is complete. */
  readonly transport: readonly RetriedFault[] | null;
  /** Faults that have more, or other retries. */
  readonly ownRetries: Readonly<Partial<Record<RetriedFault, OwnRetries>>>;
  readonly methods: readonly string[] | 'all' | null;
  /** Requests with an idempotency key are retried, whatever their method. */
  readonly unsafe: 'withKey' | null;
  /** How often a language's own HTTP client sends a request again when its connection is closed, within one attempt. */
  readonly runtimeResends: Readonly<Record<Language, number>>;
  readonly quota: RetryQuota | null;
  readonly authRefresh: AuthRefresh | null;
  /** Operations whose rule differs. */
  readonly operations: Readonly<Record<OperationId, { readonly retried: boolean }>>;
  /** What is raised when retries are used up. */
  readonly exhausted: 'lastError' | null;
}

export type JitterKind = 'none' | 'full' | 'equal' | 'subtract' | 'add' | 'symmetric' | 'decorrelated';

/** What randomness does to a delay. */
export interface Jitter {
  readonly kind: JitterKind;
  /** Of the delay, that is drawn from at most. */
  readonly ratio: number;
  /** So many ms are drawn from at most, whatever the delay: in place of the ratio. */
  readonly ms?: number;
}

/**
 * Delay before retry k (k = 0, 1, …), between `minMs` and `maxMs`, with jitter. exponential: `initialMs · factor^k`; linear:
 * `initialMs · (1 + k · factor)`; polynomial: `initialMs · (k + 1)^power`; constant: `initialMs`; listed: `delaysMs[k]`, the last one for all
 * retries after it.
 */
export interface BackoffPolicy {
  readonly kind: 'exponential' | 'linear' | 'polynomial' | 'constant' | 'listed';
  /** The first of the list where delays are listed. */
  readonly initialMs: number;
  readonly factor: number;
  readonly power: number;
  readonly delaysMs: readonly number[];
  /** Delay before the first retry where it is none of the kind's; the others stay as they are. Without jitter. */
  readonly firstRetryMs: number | null;
  readonly minMs: number | null;
  readonly maxMs: number | null;
  readonly jitter: Jitter;
  /** True: the floor holds for the jittered delay. */
  readonly floorAfterJitter: boolean;
  /** True: the cap holds for the jittered delay. */
  readonly clampAfterJitter: boolean;
  /** Failures after which the delay starts from another one, or has another cap. */
  readonly for: readonly BackoffException[];
}

export interface BackoffException {
  readonly statuses: readonly StatusMatch[];
  readonly initialMs: number | null;
  readonly maxMs: number | null;
  readonly pointer: string;
}

export type HintUnit = 's' | 'ms' | 'epochS' | 'epochMs';

/** The forms of an HTTP-date (RFC 9110, section 5.6.7); the first is the one that is sent. */
export type DateForm = 'imf' | 'rfc850' | 'asctime';

export interface HintHeader {
  readonly name: string;
  readonly unit: HintUnit;
  /** Forms of HTTP-date that the value may have instead; none where it may not. */
  readonly dateForms: readonly DateForm[];
  /** The header counts only where another one has this value. */
  readonly when: { readonly header: string; readonly equals: string } | null;
  /** Added to what the value says, ms. */
  readonly addMs: number;
  readonly pointer: string;
}

/**
 * Texts that are a number: digits with a fraction at most; those, and a sign, an exponent or a bare fraction (`+1`, `2e0`, `.5`); or whatever
 * begins with digits, by these (`1abc` is 1).
 */
export type HintNumbers = 'digits' | 'float' | 'leading';

/** A place in an error body that says when to retry. */
export interface BodyHint {
  readonly pointer: string;
  /** `duration`: seconds as a text with an s behind, `34.4s`. */
  readonly unit: 's' | 'ms' | 'duration';
}

/** The server's say on when to retry. */
export interface HintPolicy {
  /** In order of precedence. */
  readonly headers: readonly HintHeader[];
  /** True: the spec says that no header is read, so that one that is there changes nothing. */
  readonly readsNone: boolean;
  /** Asked where no header has the word; null: no body is read. */
  readonly body: BodyHint | null;
  /** Null: the spec does not say what is a number beyond digits. */
  readonly numbers: HintNumbers | null;
  /** A delay that a hint asks for is at least the backoff, and at most so many ms more; null: it is waited as it stands. */
  readonly clampAboveMs: number | null;
  /** What an answer without a hint comes to where one counts: the backoff, no retry at all, or so many ms. */
  readonly missing: 'backoff' | 'noRetry' | number;
  /** Statuses on which a hint counts: all that are retried, or these. */
  readonly statuses: 'retried' | readonly StatusMatch[];
  readonly combine: 'replace' | 'max' | 'add';
  readonly zero: 'backoff' | 'immediate' | null;
  readonly negative: 'backoff' | 'noRetry' | null;
  readonly fractional: 'accept' | 'backoff' | 'truncate' | 'ceil' | null;
  /** `next`: the next header has the word. */
  readonly invalid: 'backoff' | 'noRetry' | 'next' | null;
  readonly pastDate: 'backoff' | 'immediate' | null;
  readonly capMs: number | null;
  readonly overCap: 'noRetry' | 'clamp' | 'backoff' | 'honour' | null;
  /** Header whose `true` or `false` overrides the status table; null: none. */
  readonly shouldRetryHeader: string | null;
}

export interface TimeoutPolicy {
  /** Default of the `timeoutMs` option: one attempt; infinite where an attempt has no end of its own. */
  readonly attemptMs: number | null;
  /** Milliseconds that clients take as `timeoutMs`. */
  readonly optionRange: OptionRange;
  readonly totalMs: number | null;
  /** The waits between attempts count in the total. */
  readonly coversBackoff: boolean | null;
  /** What is raised when the total is used up. */
  readonly totalRaises: 'lastError' | 'timeout' | null;
  /** The attempt's timeout covers reading the body. */
  readonly coversBody: boolean | null;
  /** The timeout is for each wait for more of an answer, and begins anew with whatever comes of its body. */
  readonly perRead: boolean | null;
  /** In a stream the timeout is for each wait for an event. */
  readonly perStreamEvent: boolean | null;
}

/** A success by its status that tells of a failure. */
export interface SuccessFailure {
  readonly when: Condition;
  readonly error: ErrorClassId;
  /** Pointer to its code in the body; null: where `errors.discriminator` says. */
  readonly code: string | null;
}

export interface SuccessPolicy {
  /** Null: a 2xx is never an error. */
  readonly failure: SuccessFailure | null;
  /**
   * `raw`: callers get the JSON as it was sent. `typed`: models, in which a key that the recorded success has keeps its value, and of
   * others nothing is promised.
   */
  readonly values: 'raw' | 'typed';
  /** Statuses that are a success: these, and no other 2xx. Null: any 2xx that the table does not call an error. */
  readonly statuses: readonly StatusMatch[] | null;
  /** `exact`: a whole number keeps its digits, also above 2^53. Null: nothing is promised. */
  readonly integers: 'exact' | null;
  /** What 204 and an empty 2xx give. */
  readonly empty: 'null' | 'error' | null;
  /** A 2xx that is not JSON where JSON is due. */
  readonly undecodable: 'error' | null;
  /** A 2xx cut in its body. */
  readonly cut: 'retry' | 'error' | null;
}

export interface StreamPolicy {
  readonly format: 'sse';
  /** Name of the event that ends the stream, or its data (`[DONE]`). */
  readonly terminal: {
    readonly event: string | null;
    readonly data: string | null;
    /** False: the SDK keeps it to itself. */
    readonly given: boolean;
  };
  readonly errorEvent: string | null;
  /** Names of events that callers do not get. */
  readonly silent: readonly string[];
  /** JSON pointer; an event whose data has something there tells of a failure, whatever its name. */
  readonly errorData: string | null;
  readonly missingTerminal: 'error' | 'accept' | null;
  readonly retryAfterFirstEvent: boolean | null;
  readonly errorClass: ErrorClassId | null;
  /** True: a call ends with the event that ends its stream, also where the connection stays open. Null: nothing says when. */
  readonly endsAtTerminal: boolean | null;
  /** `closed`: what its caller leaves before the end keeps no connection. Null: nothing is said. */
  readonly left: 'closed' | null;
}

export interface AbortPolicy {
  readonly during: readonly ('request' | 'body' | 'backoff')[];
  /** An abort settles the call within this many ms. */
  readonly settleWithinMs: number;
  /** Error classes or language-own abort errors that may be raised, by language; the base class always may. */
  readonly errors: Readonly<Record<Language, readonly string[]>>;
  /** What the reader of a stream meets: an error like any other call's, or the end of the stream. */
  readonly stream: 'raise' | 'end';
  /** `removed`: a call that has settled leaves no listener on its caller's signal. Null: nothing is said. */
  readonly listeners: 'removed' | null;
}

export interface IdentityPolicy {
  /** Headers equal across the attempts of one call. Lower case. */
  readonly stable: readonly string[];
  /** Headers that differ across attempts. Lower case. */
  readonly fresh: readonly string[];
  /** Header that tells the number of the attempt, and the number of the first; null: none does. Lower case. */
  readonly attempt: { readonly header: string; readonly start: number } | null;
  /** `closed`: a request has no header but those that the spec names and those of an HTTP client. Null: it may have any. */
  readonly headers: 'closed' | null;
  /** `same`: of the headers that are not named none comes, goes or grows from attempt to attempt. Null: nothing is said. */
  readonly others: 'same' | null;
  readonly idempotency: {
    readonly header: string;
    readonly methods: readonly string[];
    readonly stableOnRetry: boolean;
  } | null;
}
