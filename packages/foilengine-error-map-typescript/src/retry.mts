/** What is retried, how often and after which delay; null where the API leaves it open. Times in ms. */
export const RETRY_POLICY = {
  /** Retries after the first attempt. */
  maxRetries: 3,
  /** Statuses that are retried. */
  statuses: [{ from: 429, to: 429 }, { from: 500, to: 599 }, { from: 600, to: 999 }],
  /** Methods that are retried. */
  methods: 'all',
  /** Connection faults that are retried. */
  transport: ['connect', 'reset', 'close', 'garbage', 'cutHead', 'timeout'],
  /** Timeout of one attempt, ms. */
  attemptTimeoutMs: 30000,
  /** Delay before retry k (k = 0, 1, …) where the server does not say: it grows from initialMs by factor. */
  backoff: {
    kind: 'exponential',
    initialMs: 500,
    factor: 2,
    maxMs: null,
    jitter: { kind: 'subtract', ratio: 0.5 },
  },
  /**
   * Headers in which the server says when to retry, in order of precedence, and the longest wait that is heeded,
   * ms.
   */
  hint: { headers: ['Retry-After'], capMs: 60000 },
} as const;

/** Whether a call that ends in this status is tried again. */
export function isRetryable(status: number): boolean {
  return typeof status === 'number' && (status === 429 || (500 <= status && status <= 599) || (600 <= status && status <= 999));
}
