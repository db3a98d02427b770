import { FoilEngineError } from './errors.js';

/** Seconds that a Retry-After header asks for, as a number or an HTTP-date; null where it asks for nothing to come. */
export function parseRetryAfter(value: unknown, nowMs: number): number | null {
  if (typeof value !== 'string') return null;
  // An HTTP-date is in GMT, also in the form of asctime, which ends in the year.
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) .* \d{4}$/.test(value) ? `${value} GMT` : value;
  const seconds = /^\d+(\.\d+)?$/.test(value)
    ? Number(value)
    : /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun).* GMT$/.test(date)
      ? (Date.parse(date) - nowMs) / 1000
      : 0;
  return seconds > 0 ? seconds : null;
}

/** ms before retry k (from 0): 500 · 2^k, half of it at random. */
export function backoffMs(retry: number): number {
  return 500 * 2 ** retry * (0.5 + Math.random() / 2);
}

export function aborted(cause: unknown): FoilEngineError {
  return new FoilEngineError('The call was aborted', { cause });
}

/** Rejects at once where the caller aborts. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(aborted(signal?.reason));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
