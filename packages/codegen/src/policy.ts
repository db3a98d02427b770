import type { BackoffPolicy } from '@sdk-conformance/model';

/** A constant of the retry policy, as a language's package writes it. */
export interface Constant {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
  /** A spec may leave it open; its type says so whatever this one does. */
  readonly open?: true;
  /** Source text; null where the spec leaves it open. */
  readonly value: string | null;
}

/** What only some kinds of backoff have; null where another one has not. */
export function shapeOf(backoff: BackoffPolicy | null): {
  readonly power: number | null;
  readonly delaysMs: readonly number[] | null;
  readonly firstRetryMs: number | null;
  readonly minMs: number | null;
} {
  const { kind, power, delaysMs, firstRetryMs = null, minMs = null } = backoff ?? {};
  return {
    power: kind === 'polynomial' ? (power ?? null) : null,
    delaysMs: kind === 'listed' ? (delaysMs ?? null) : null,
    firstRetryMs,
    minMs,
  };
}

/** Of a policy that has no backoff: the constants are there all the same. */
export const noJitter: { readonly kind: string; readonly ratio: number; readonly ms?: number } = { kind: '', ratio: 0 };

/** What the constants of the retry policy are, in the same words in each language. */
export const policyDocs = {
  maxRetries: 'Retries after the first attempt.',
  transport: 'Connection faults that are retried.',
  kind: 'exponential, linear, polynomial, constant or listed.',
  power: 'The power of the retry, from 1, by which the delay grows.',
  delays: 'Delay before each retry; the last one before all that follow.',
  firstRetry: 'Delay before the first retry, which has no jitter.',
  min: 'Shortest delay.',
  factor: 'How the delay grows from retry to retry.',
  jitterKind: 'What randomness does to the delay.',
  jitterRatio: 'How much of the delay is random, where it is a share of it.',
  jitterSpread: 'What is drawn from at most, whatever the delay; it stands in place of a ratio.',
  backoff: 'Delay where the server does not say.',
  headers: 'Headers that say when to retry, in order of precedence.',
  hintBody: 'Where an error body says when to retry: a JSON pointer.',
  hintBodyUnit: 's, ms, or duration: seconds as a text with an s behind, such as 34.4s.',
  clamp: 'A delay that the server asks for is at least the backoff, and at most so much more.',
  retryable: 'Whether a call that ends in this status is tried again.',
  hint: "The server's say on when to retry.",
} as const;
