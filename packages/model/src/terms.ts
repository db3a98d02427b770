/** A language as the spec spells it: `typescript`, `python`, `csharp`, `java`, `go`, or any other that the spec names. */
export type Language = string;
/** Canonical id of an error class, for example `RateLimit`. */
export type ErrorClassId = string;
/** Canonical name of an operation, for example `sendMessage`. */
export type OperationId = string;
export type CredentialId = string;

/** `429`, `494-499`, `500+` (up to the highest status) or every status that nothing else names. */
export type StatusMatch =
  | { readonly kind: 'code'; readonly code: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'default' };

/** What goes wrong where no status decides. */
export const transportKinds = [
  /** The name of the API’s host does not resolve. */
  'dns',
  'connect',
  /** The handshake of TLS fails. */
  'tls',
  'reset',
  'close',
  'garbage',
  'cutHead',
  'cutBody',
  'timeout',
  'abort',
  'decode',
] as const;

export type TransportKind = (typeof transportKinds)[number];

/** Something that an answer has. */
export interface Condition {
  readonly in: 'body' | 'header';
  /** A pointer into the body, or the name of a header. */
  readonly name: string;
  /** Null: whatever stands there, if it is not null. */
  readonly equals: string | number | boolean | null;
}
