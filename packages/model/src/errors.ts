import type { JsonValue } from './json.js';
import type { ErrorClassId, Language, StatusMatch, TransportKind } from './terms.js';

export interface ErrorClass {
  readonly id: ErrorClassId;
  /** Class above it; null for the base class. */
  readonly extends: ErrorClassId | null;
  readonly names: Readonly<Record<Language, string>>;
  readonly deprecated: boolean;
  /** Names that it had before, by which code still finds it; absent where it had none. */
  readonly formerly?: Readonly<Record<Language, readonly string[]>>;
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
  /** Whether it tells that the client is throttled, by which its retries are priced; null: a 429 does. */
  readonly throttle: boolean | null;
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
  /** Where no pointer gives a message: the phrase of the status, all of the body's text, or this text, with the status for `{status}`. */
  readonly fallback: 'statusPhrase' | 'body' | { readonly is: string } | null;
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
