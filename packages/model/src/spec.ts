import type { ErrorModel } from './errors.js';
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
import type { Condition, CredentialId, ErrorClassId, Language, OperationId, StatusMatch } from './terms.js';

/**
 * How binding a requirement is: a broken *must* fails the run, a broken *should* fails it under `--strict` only. *kept* is what an SDK was seen
 * to do: nobody promised it, and a change of it fails the run.
 */
export type Level = 'must' | 'kept' | 'should';

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

/** A secret, or an option that reaches the wire, which the client is given; scenarios put a canary in it. */
export interface Credential {
  readonly id: CredentialId;
  readonly in: 'header' | 'query';
  /** Of the header, or of the parameter. */
  readonly name: string;
  /** How the value stands there, for example `Bearer {value}`. */
  readonly format: string;
  /** Where the error may not show it. */
  readonly secret: boolean;
  /** What stands there where a client is given none: a text, or nothing. Absent: the spec does not say. */
  readonly otherwise?: string | null;
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
  /** Entries of a list in a form: a name that repeats (`a=1&a=2`), empty brackets, or places in brackets; null: as `nested` says. */
  readonly lists: 'repeat' | 'brackets' | 'indices' | null;
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

/** Sections that may differ from language to language. */
export type OwnSections = Partial<Pick<Spec, 'retry' | 'backoff' | 'hints' | 'timeouts'>>;

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
  /** Sections that SDKs of a language have of their own, in place of those of the spec; absent where none has. */
  readonly inLanguages?: Readonly<Record<Language, OwnSections>>;
  /** Position of each key of the file by JSON pointer (`/retry/maxRetries`). */
  readonly positions: Readonly<Record<string, Position>>;
  /** Source id that vouches for each pointer that names one: the nearest enclosing `source` key counts. */
  readonly sourceOf: Readonly<Record<string, string>>;
}
