import type { JsonValue } from './json.js';

/** A language as the spec spells it: `typescript`, `python`, `csharp`, or any other that the spec names. */
export type Language = string;
/** Canonical id of an error class, for example `RateLimit`. */
export type ErrorClassId = string;
/** Canonical name of an operation, for example `sendMessage`. */
export type OperationId = string;
export type CredentialId = string;

/** How binding a requirement is: a broken *must* fails the run, a broken *should* fails it under `--strict` only. */
export type Level = 'must' | 'should';

/** A place in a spec file; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where a policy comes from, and so how binding it is. */
export interface PolicySource {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
}

/** `429`, `[494, 499]` or every status that nothing else names. */
export type StatusMatch =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'default' };

/** One row of the status table. A specific code beats a range, a range beats the default. */
export interface StatusEntry {
  /** As the file spells it: `429`, `5xx`, `494-499`, `default`. */
  readonly key: string;
  readonly match: StatusMatch;
  readonly meaning: string | null;
  readonly causes: readonly string[];
  readonly resolution: string | null;
  /** Error class that the status raises; null where the status is a success. */
  readonly error: ErrorClassId | null;
  readonly pointer: string;
}

export interface ErrorClass {
  readonly id: ErrorClassId;
  /** Class above it; null for the base class. */
  readonly extends: ErrorClassId | null;
  readonly names: Readonly<Record<Language, string>>;
  readonly deprecated: boolean;
  readonly description: string | null;
  readonly pointer: string;
}

/** Canonical fields an error can carry. */
export type ErrorFieldId = 'status' | 'retryAfter' | 'message' | 'cause' | 'requestId' | 'headers';

export interface ErrorField {
  readonly id: ErrorFieldId;
  /** Attribute name in each language. */
  readonly names: Readonly<Record<Language, string>>;
  /** Classes that carry the field; a class carries what its ancestors carry. */
  readonly classes: readonly ErrorClassId[];
  /** Response header that its value comes from: of `requestId` only. */
  readonly header?: string;
  readonly pointer: string;
}

export type TransportKind =
  | 'connect'
  | 'reset'
  | 'close'
  | 'garbage'
  | 'cutHead'
  | 'cutBody'
  | 'timeout'
  | 'abort'
  | 'decode';

export interface ErrorModel {
  readonly base: ErrorClassId;
  readonly classes: readonly ErrorClass[];
  readonly fields: readonly ErrorField[];
  /** What an SDK raises where no status decides; a kind that is missing is unspecified. */
  readonly transport: Readonly<Partial<Record<TransportKind, ErrorClassId>>>;
  /** True: the low-level error stays reachable as the cause. Null: unspecified. */
  readonly keepsCause: boolean | null;
  readonly body: ErrorBody;
}

/** The error format: how the server words a failure, and what the SDK makes of it. */
export interface ErrorBody {
  /** JSON pointers, the first that leads to a string gives the message; null: unspecified. */
  readonly message: readonly string[] | null;
  /** Where no pointer gives a message. */
  readonly fallback: 'statusPhrase' | null;
  /** UTF-8 bytes of server text that a message may carry. */
  readonly maxMessageBytes: number | null;
  /** An error body that is not JSON, cut, or undecodable: `keepStatus` raises by status all the same. */
  readonly undecodable: 'keepStatus' | 'decodeError' | null;
  readonly example: JsonValue | null;
}

/** Every policy field is null where the spec leaves it open; it is then reported as unspecified, never as passed. */
export interface RetryPolicy {
  /** Retries after the first attempt. */
  readonly maxRetries: number | null;
  readonly statuses: readonly StatusMatch[] | null;
  /** Connection faults that are retried, before a response is complete. */
  readonly transport: readonly TransportKind[] | null;
  readonly methods: readonly string[] | 'all' | null;
  /** Operations whose rule differs. */
  readonly operations: Readonly<Record<OperationId, { readonly retried: boolean }>>;
  /** What is raised when retries are used up. */
  readonly exhausted: 'lastError' | null;
}

export type JitterKind = 'none' | 'full' | 'equal' | 'subtract' | 'add' | 'symmetric' | 'decorrelated';

/** Delay before retry k (k = 0, 1, …): `initialMs · factor^k`, at most `maxMs`, with jitter. */
export interface BackoffPolicy {
  readonly kind: 'exponential' | 'linear' | 'constant';
  readonly initialMs: number;
  readonly factor: number;
  readonly maxMs: number | null;
  readonly jitter: { readonly kind: JitterKind; readonly ratio: number };
  /** True: the cap holds for the jittered delay. */
  readonly clampAfterJitter: boolean;
}

export type HintUnit = 's' | 'ms' | 'epochS' | 'epochMs';

/** The server's say on when to retry. */
export interface HintPolicy {
  /** In order of precedence. */
  readonly headers: readonly {
    readonly name: string;
    readonly unit: HintUnit;
    readonly httpDate: boolean;
    readonly pointer: string;
  }[];
  /** Statuses on which a hint counts: all that are retried, or these. */
  readonly statuses: 'retried' | readonly StatusMatch[];
  readonly combine: 'replace' | 'max' | 'add';
  readonly zero: 'backoff' | 'immediate' | null;
  readonly negative: 'backoff' | 'noRetry' | null;
  readonly fractional: 'accept' | 'backoff' | null;
  readonly invalid: 'backoff' | 'noRetry' | null;
  readonly pastDate: 'backoff' | 'immediate' | null;
  readonly capMs: number | null;
  readonly overCap: 'noRetry' | 'clamp' | 'backoff' | 'honour' | null;
  /** Header whose `true` or `false` overrides the status table; null: none. */
  readonly shouldRetryHeader: string | null;
}

export interface TimeoutPolicy {
  /** Default of the `timeoutMs` option: one attempt. */
  readonly attemptMs: number | null;
  readonly totalMs: number | null;
  /** The attempt's timeout covers reading the body. */
  readonly coversBody: boolean | null;
  /** In a stream the timeout is for each wait for an event. */
  readonly perStreamEvent: boolean | null;
}

export interface SuccessPolicy {
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
  /** JSON pointer; an event whose data has something there tells of a failure, whatever its name. */
  readonly errorData: string | null;
  readonly missingTerminal: 'error' | 'accept' | null;
  readonly retryAfterFirstEvent: boolean | null;
  readonly errorClass: ErrorClassId | null;
}

export interface AbortPolicy {
  readonly during: readonly ('request' | 'body' | 'backoff')[];
  /** An abort settles the call within this many ms. */
  readonly settleWithinMs: number;
  /** Error classes or language-own abort errors that may be raised, by language; the base class always may. */
  readonly errors: Readonly<Record<Language, readonly string[]>>;
}

export interface IdentityPolicy {
  /** Headers equal across the attempts of one call. Lower case. */
  readonly stable: readonly string[];
  /** Headers that differ across attempts. Lower case. */
  readonly fresh: readonly string[];
  readonly idempotency: {
    readonly header: string;
    readonly methods: readonly string[];
    readonly stableOnRetry: boolean;
  } | null;
}

/** A secret the client is given; scenarios put a canary in it. */
export interface Credential {
  readonly id: CredentialId;
  readonly header: string;
  /** How the value stands in the header, for example `Bearer {value}`. */
  readonly format: string;
  /** Where the error may not show it. */
  readonly secret: boolean;
  readonly pointer: string;
}

export type ClientOptionId = 'maxRetries' | 'timeoutMs';

export interface ClientOption {
  readonly id: ClientOptionId;
  readonly names: Readonly<Record<Language, string>>;
  readonly pointer: string;
}

export interface RateLimitCategory {
  readonly id: string;
  readonly name: string;
  readonly limit: number;
  readonly windowMs: number;
  readonly scope: 'ip' | 'apiKey' | 'client';
  readonly appliesTo: string;
  readonly pointer: string;
}

export type ParameterType = 'string' | 'uuid' | 'integer' | 'number' | 'boolean' | 'object' | 'array';

export interface Parameter {
  /** Wire name. */
  readonly name: string;
  readonly in: 'path' | 'query' | 'body';
  readonly type: ParameterType;
  readonly required: boolean;
  readonly values: readonly string[] | null;
  readonly example: JsonValue | null;
  /** What it is on every call: tells apart operations that share method and path. In the body only. */
  readonly constant?: JsonValue;
}

export interface Operation {
  readonly id: OperationId;
  readonly summary: string | null;
  readonly method: string;
  /** Template: `/api/v1/sdk/chat/{persona_id}/message`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** True: every request of the operation carries a JSON body, also an empty object. */
  readonly hasBody: boolean;
  readonly credentials: readonly CredentialId[];
  readonly rateLimit: string | null;
  readonly stream: boolean;
  /** The recorded success: its status and fixture id (`foilengine/send-message`). */
  readonly success: { readonly status: number; readonly fixture: string };
  readonly pointer: string;
}

/** One API, normalised. `pointer` fields and the arguments of {@link Spec.positions} are JSON pointers into the file. */
export interface Spec {
  readonly file: string;
  readonly specVersion: 1;
  readonly api: {
    readonly id: string;
    readonly name: string;
    readonly baseUrl: string;
    readonly documentation: string | null;
    /** Advice to callers, in the words of the documentation. */
    readonly tip: string | null;
  };
  readonly languages: readonly Language[];
  /** What documentation calls each language, for example `Unity (C#)`; absent where a spec was not loaded from a file. */
  readonly languageTitles?: Readonly<Record<Language, string>>;
  /** Languages whose SDKs are tested, but left out of the reference page; absent where there are none. */
  readonly undocumented?: readonly Language[];
  readonly sources: readonly PolicySource[];
  readonly options: readonly ClientOption[];
  readonly credentials: readonly Credential[];
  readonly errors: ErrorModel;
  readonly statuses: readonly StatusEntry[];
  readonly success: SuccessPolicy;
  readonly retry: RetryPolicy;
  readonly backoff: BackoffPolicy | null;
  readonly hints: HintPolicy | null;
  readonly timeouts: TimeoutPolicy;
  readonly redirects: 'error' | 'follow' | null;
  readonly abort: AbortPolicy | null;
  readonly streaming: StreamPolicy | null;
  readonly identity: IdentityPolicy;
  readonly rateLimits: readonly RateLimitCategory[];
  readonly operations: readonly Operation[];
  /** Position of each key of the file by JSON pointer (`/retry/maxRetries`). */
  readonly positions: Readonly<Record<string, Position>>;
  /** Source id that vouches for each pointer that names one: the nearest enclosing `source` key counts. */
  readonly sourceOf: Readonly<Record<string, string>>;
}
