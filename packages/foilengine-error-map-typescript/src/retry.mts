/** What is retried, how often and after which delay; null where the API leaves it open. Times in ms. */
export interface RetryPolicy {
  /** Retries after the first attempt. */
  readonly maxRetries: number | null;
  /** Statuses that are retried. */
  readonly statuses: readonly { readonly from: number; readonly to: number }[] | null;
  /** Methods that are retried. */
  readonly methods: readonly string[] | 'all' | null;
  /** Connection faults that are retried. */
  readonly transport: readonly string[] | null;
  /** Timeout of one attempt, ms. */
  readonly attemptTimeoutMs: number | null;
  /** Delay where the server does not say. */
  readonly backoff: BackoffPolicy | null;
  /** The server's say on when to retry. */
  readonly hint: HintPolicy | null;
}

/** Delay before retry k (k = 0, 1, …) where the server does not say; null where its kind has no such part. */
export interface BackoffPolicy {
  /** exponential, linear, polynomial, constant or listed. */
  readonly kind: string;
  /** Delay before the first retry. */
  readonly initialMs: number;
  /** How the delay grows from retry to retry. */
  readonly factor: number;
  /** The power of the retry, from 1, by which the delay grows. */
  readonly power: number | null;
  /** Delay before each retry; the last one before all that follow. */
  readonly delaysMs: readonly number[] | null;
  /** Delay before the first retry, which has no jitter. */
  readonly firstRetryMs: number | null;
  /** Shortest delay. */
  readonly minMs: number | null;
  /** Longest delay. */
  readonly maxMs: number | null;
  /** What randomness does to the delay. */
  readonly jitter: { readonly kind: string; readonly ratio: number; readonly ms: number | null };
}

/** The server's say on when to retry. */
export interface HintPolicy {
  /** Headers that say when to retry, in order of precedence. */
  readonly headers: readonly string[];
  /** Where an error body says when to retry: a JSON pointer. */
  readonly body: { readonly pointer: string; readonly unit: string } | null;
  /** A delay that the server asks for is at least the backoff, and at most so much more. */
  readonly clampAboveMs: number | null;
  /** Longest wait that is heeded, ms. */
  readonly capMs: number | null;
}

/** What is retried, how often and after which delay. */
export const RETRY_POLICY: RetryPolicy = {
  maxRetries: 3,
  statuses: [{ from: 429, to: 429 }, { from: 500, to: 599 }, { from: 600, to: 999 }],
  methods: 'all',
  transport: ['connect', 'reset', 'close', 'garbage', 'cutHead', 'timeout'],
  attemptTimeoutMs: 30000,
  backoff: {
    kind: 'exponential',
    initialMs: 500,
    factor: 2,
    power: null,
    delaysMs: null,
    firstRetryMs: null,
    minMs: null,
    maxMs: null,
    jitter: { kind: 'subtract', ratio: 0.5, ms: null },
  },
  hint: { headers: ['Retry-After'], body: null, clampAboveMs: null, capMs: 60000 },
};

/** Whether a call that ends in this status is tried again. */
export function isRetryable(status: number): boolean {
  return typeof status === 'number' && (status === 429 || (500 <= status && status <= 599) || (600 <= status && status <= 999));
}
