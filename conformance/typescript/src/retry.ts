import type { Failure } from './failure.js';

const initialMs = 500;
/** Longer than this, the caller is told at once instead. */
const longestRetryAfter = 60;

const zoned = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun).* GMT$/;
const asctime = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/** Epoch ms of an HTTP-date in any of its three forms (RFC 9110, section 5.6.7); NaN for anything else. */
function parseHttpDate(text: string): number {
  // Date.parse makes a date of almost anything, of '-3' for one.
  if (zoned.test(text)) return Date.parse(text);
  // asctime names no zone: Date.parse would take the machine's.
  return asctime.test(text) ? Date.parse(`${text} GMT`) : Number.NaN;
}

/**
 * Seconds that a Retry-After header asks for, from seconds or an HTTP-date (RFC 9110, section 10.2.3); null where it is zero, negative,
 * past or no such value.
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  const text = value.trim();
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (parseHttpDate(text) - nowMs) / 1000;
  return seconds > 0 ? seconds : null;
}

/** ms before retry k (from 0) where the server gives no hint; `random` is in [0, 1). */
export function backoff(retry: number, random: number): number {
  return initialMs * 2 ** retry * (0.5 + random / 2);
}

/** ms before the next attempt. */
export function delay(retryAfter: number | null, backoffMs: number): number {
  return retryAfter === null ? backoffMs : retryAfter * 1000;
}

export function retryableStatus(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Whether a failure is worth another attempt. */
export function retryable(failure: Failure, statusIsRetryable: (status: number) => boolean): boolean {
  switch (failure.kind) {
    case 'status':
      return statusIsRetryable(failure.status) && (failure.retryAfter ?? 0) <= longestRetryAfter;
    case 'network':
    case 'timeout':
    case 'cut':
    // Asked only before a stream's first event: not even that came.
    case 'unfinished':
      return true;
    case 'decode':
    case 'errorEvent':
      return false;
  }
}

/** Whether another retry is left after so many. */
export function mayRetry(retriesDone: number, maxRetries: number): boolean {
  return retriesDone < maxRetries;
}

/** Waits so many ms; an abort ends the wait at once. */
export function wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal?.addEventListener('abort', finish);
    if (signal?.aborted) finish();
  });
}
