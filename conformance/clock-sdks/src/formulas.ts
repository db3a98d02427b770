/** What each SDK says it waits, in ms: read in the files named, as published. */
import type { SdkName } from './sdks.js';

/** The wait before retry k (from 1) where `u` was drawn from [0, 1); Node's timers cut its fraction. */
export type Formula = (k: number, u: number) => number;

export interface Published {
  readonly backoff: Formula;
  /** After `Retry-After: 30`, or an HTTP date 30 s ahead. */
  readonly after30: Formula;
  /** Place of the k-th jitter among all that the request draws. */
  readonly draw: (k: number) => number;
  /** From the request to giving it up, for a timeout of so many ms. */
  readonly timeout: (ms: number) => number;
  readonly retriesTimeouts: boolean;
}

/** openai and @anthropic-ai/sdk, client.mjs: `calculateDefaultRetryTimeoutMillis`; a name for the log is drawn with each request. */
const stainless: Published = {
  backoff: (k, u) => Math.min(0.5 * 2 ** (k - 1), 8) * (1 - u * 0.25) * 1000,
  after30: () => 30_000,
  draw: (k) => 2 * k - 1,
  timeout: (ms) => ms,
  retriesTimeouts: true,
};

/**
 * esm/RequestSender.js: `_getSleepTimeInMS`, which is asked with the retries so far and takes one off, so the first two waits of 500 ms are
 * followed by up to 1 s. Retry-After is not read.
 */
const stripe: Formula = (k, u) => Math.max(0.5, Math.min(0.5 * 2 ** (k - 2), 5) * 0.5 * (1 + u)) * 1000;

export const published: Readonly<Record<SdkName, Published>> = {
  openai: stainless,
  '@anthropic-ai/sdk': stainless,
  stripe: { backoff: stripe, after30: stripe, draw: (k) => k - 1, timeout: (ms) => ms, retriesTimeouts: true },
  /** dist/source/core/calculate-retry-delay.js; timed-out.js waits for one more timer of 0 ms, which is 1 ms in Node. */
  got: {
    backoff: (k, u) => 2 ** (k - 1) * 1000 + u * 100,
    after30: () => 30_000,
    draw: (k) => k - 1,
    timeout: (ms) => ms + 1,
    retriesTimeouts: true,
  },
  /** distribution/utils/normalize.js: `defaultRetryOptions`. */
  ky: {
    backoff: (k) => 0.3 * 2 ** (k - 1) * 1000,
    after30: () => 30_000,
    draw: (k) => k - 1,
    timeout: (ms) => ms,
    retriesTimeouts: false,
  },
  /** dist/esm/index.js: `exponentialDelay`, which adds jitter to Retry-After too. */
  'axios-retry': {
    backoff: (k, u) => 2 ** k * 100 * (1 + 0.2 * u),
    after30: (_, u) => 30_000 * (1 + 0.2 * u),
    draw: (k) => k - 1,
    timeout: (ms) => ms,
    retriesTimeouts: false,
  },
};
