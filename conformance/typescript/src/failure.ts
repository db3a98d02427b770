/** What went wrong in one attempt, before any policy. */
export type Failure =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly reason: string;
      /** Seconds; null where there is no usable hint. */
      readonly retryAfter: number | null;
      /** Null: the body could not be read to its end. */
      readonly text: string | null;
    }
  | { readonly kind: 'network'; readonly cause: unknown }
  | { readonly kind: 'timeout'; readonly cause: unknown }
  /** A 2xx that broke off in its body. */
  | { readonly kind: 'cut'; readonly cause: unknown }
  /** A 2xx that is not JSON. */
  | { readonly kind: 'decode'; readonly status: number; readonly cause: unknown }
  /** The server's own `error` event in a stream. */
  | { readonly kind: 'errorEvent'; readonly data: unknown }
  /** A stream that ended without `done`. */
  | { readonly kind: 'unfinished' };

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };
