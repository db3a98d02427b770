import type { JsonValue } from './json.js';
import type {
  AbortPolicy,
  BackoffPolicy,
  HintPolicy,
  IdentityPolicy,
  RetriedStatus,
  RetryPolicy,
  StreamPolicy,
  SuccessPolicy,
  TimeoutPolicy,
} from './policy.js';
import type { CredentialId, ErrorClassId, Language, OperationId, StatusMatch, TransportKind } from './terms.js';

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

/** Something that an answer has. */
export interface Condition {
  readonly in: 'body' | 'header';
  /** A pointer into the body, or the name of a header. */
  readonly name: string;
  /** Null: whatever stands there, if it is not null. */
  readonly equals: string | number | boolean | null;
}

/** Answers of a status that raise a class of their own. */
export interface StatusCase {
  readonly when: Condition;
  readonly error: ErrorClassId;
  readonly pointer: string;
}

/** One row of the status table. A specific code beats a range, a range beats the default. */
export interface StatusEntry {
  /** As the file spells it: `429`, `5xx`, `494-499`, `500+`, `default`. */
  readonly key: string;
  readonly match: StatusMatch;
  readonly meaning: string | null;
  readonly causes: readonly string[];
  readonly resolution: string | null;
  /** Error class that the status raises; null where the status is a success. */
  readonly error: ErrorClassId | null;
  /** Answers of it that raise another class; the first that holds counts. */
  readonly cases: readonly StatusCase[];
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
  /** Response headers that its value comes from, the first that is there: of `requestId` only. */
  readonly headers?: readonly string[];
  /** What it holds where no response came, of `status` only; absent: null, 0 and no field at all are alike. */
  readonly none?: NoStatus;
  readonly pointer: string;
}

/** What an error carries of the answer beside the canonical fields, as it stands there. */
export interface FreeField {
  readonly id: string;
  readonly names: Readonly<Record<Language, string>>;
  readonly classes: readonly ErrorClassId[];
  /** A place in the body, the first of some headers that is there, or the whole body. */
  readonly from:
    | { readonly in: 'body'; readonly name: string }
    | { readonly in: 'header'; readonly names: readonly string[] }
    | { readonly in: 'raw' };
  readonly pointer: string;
}

/** What the `name` of an error tells: its class, its code, always the same text, or what stands at a pointer into the body. */
export type NameRule = 'class' | 'code' | { readonly is: string } | { readonly pointer: string };

/** `any`: whatever the SDK likes. */
export type NoStatus = number | 'null' | 'any';

/** Where an error tells its code. */
export interface CodePlace {
  /** A pointer into the body, or a header. */
  readonly in: 'body' | 'header';
  readonly name: string;
  /** The code begins behind this text, and ends before that one; null: it is the whole. */
  readonly after: string | null;
  readonly until: string | null;
  /** What a code that stands here raises where the table of codes does not have it; null: nothing of its own. */
  readonly error: ErrorClassId | null;
  readonly pointer: string;
}

/** What an error's code says; it goes before the status. */
export interface ErrorCode {
  readonly code: string;
  /** Null: the status decides. */
  readonly error: ErrorClassId | null;
  /** Null: the status decides. */
  readonly retried: boolean | null;
  /** Statuses that it comes with, by which alone it counts; null: any. */
  readonly statuses: readonly StatusMatch[] | null;
  readonly pointer: string;
}

export interface ErrorModel {
  readonly base: ErrorClassId;
  readonly classes: readonly ErrorClass[];
  /** Where an error tells its code; the first place that has one counts. */
  readonly discriminator: readonly CodePlace[];
  readonly codes: readonly ErrorCode[];
  /** What an error without a known code raises, whatever its status; null: its status decides. */
  readonly unknownCode: ErrorClassId | null;
  readonly fields: readonly ErrorField[];
  readonly freeFields: readonly FreeField[];
  /** What an SDK raises where no status decides; a kind that is missing is unspecified. */
  readonly transport: Readonly<Partial<Record<TransportKind, ErrorClassId>>>;
  /** Kinds that raise an error of none of the classes, by its name in each language. */
  readonly outside: Readonly<Partial<Record<TransportKind, Readonly<Record<Language, string>>>>>;
  /** True: the low-level error stays reachable as the cause. Null: unspecified. */
  readonly keepsCause: boolean | null;
  /** What the `name` of an error tells. Null: nothing is promised of it. */
  readonly named: NameRule | null;
  /** True: an error survives being copied and serialised. Null: nothing is promised. */
  readonly serializable: boolean | null;
  readonly body: ErrorBody;
}

/**
 * What an error body that cannot be read comes to: `keepStatus` the class of the status, `decodeError` what a success that is not JSON
 * raises, `transport` a connection that broke, or a class.
 */
export type BodyRule = 'keepStatus' | 'decodeError' | 'transport' | { readonly error: ErrorClassId };

/** The error format: how the server words a failure, and what the SDK makes of it. */
export interface ErrorBody {
  /** JSON pointers, the first that leads to a string gives the message; null: unspecified. */
  readonly message: readonly string[] | null;
  /** Where no pointer gives a message: the phrase of the status, or all of the body's text. */
  readonly fallback: 'statusPhrase' | 'body' | null;
  /** UTF-8 bytes of server text that a message may carry. */
  readonly maxMessageBytes: number | null;
  /** True: the error's message is the server's text and nothing else. Null: it holds it. */
  readonly exactMessage: boolean | null;
  /** An error body that is not JSON, cut, or undecodable: `keepStatus` raises by status all the same. */
  readonly undecodable: 'keepStatus' | 'decodeError' | null;
  /** What each kind of unreadable body comes to; null: as `undecodable` says. */
  readonly notJson: BodyRule | null;
  readonly cut: BodyRule | null;
  readonly corrupt: BodyRule | null;
  readonly empty: BodyRule | null;
  readonly example: JsonValue | null;
}

/** A secret, or an option that reaches the wire, which the client is given; scenarios put a canary in it. */
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

/** `baseUrl`: clients may be sent to another address, a path included. It is no number that scenarios set. */
export type DeclaredOptionId = ClientOptionId | 'baseUrl';

export interface ClientOption {
  readonly id: DeclaredOptionId;
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

/** How a body is written. */
export interface BodyAs {
  readonly encoding: 'json' | 'form' | 'multipart';
  /** Objects and lists in a form: in brackets, or as texts of JSON; null: in whichever way. */
  readonly nested: 'brackets' | 'json' | null;
  /** True: a request without an argument of the body may have none. */
  readonly optional: boolean;
}

export interface Operation {
  readonly id: OperationId;
  readonly summary: string | null;
  readonly method: string;
  /** Template: `/api/v1/sdk/chat/{persona_id}/message`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** True: every request of the operation carries a body, also an empty object. */
  readonly hasBody: boolean;
  /** Absent: JSON, and never left out. */
  readonly bodyAs?: BodyAs;
  readonly credentials: readonly CredentialId[];
  readonly rateLimit: string | null;
  readonly stream: boolean;
  /** The recorded success: its status and fixture id (`foilengine/send-message`). */
  readonly success: { readonly status: number; readonly fixture: string };
  /** What it has of its own; absent where it has nothing. */
  readonly own?: OwnRules;
  readonly pointer: string;
}

/** Rules of one operation in place of the policy's; null where it has none. */
export interface OwnRules {
  readonly maxRetries: number | null;
  readonly statuses: readonly RetriedStatus[] | null;
  /** Of one attempt. */
  readonly timeoutMs: number | null;
  /** Retried whatever its method is, or not; or where a call gives this parameter. */
  readonly idempotent: boolean | { readonly precondition: string } | null;
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
