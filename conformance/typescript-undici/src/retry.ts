import { setTimeout as sleep } from 'node:timers/promises';
import { AttemptFailed, type Limits } from './attempt.js';
import { FoilEngineError } from './errors.js';

/** Raises what ends the call, or waits until the next attempt is due. */
export async function recover(error: unknown, retry: number, maxRetries: number, { signal }: Limits): Promise<void> {
  if (signal?.aborted) throw aborted(signal);
  if (!(error instanceof AttemptFailed)) throw error;
  if (!error.retryable || retry >= maxRetries) throw error.raised;
  const backoff = 500 * 2 ** retry * (1 - Math.random() / 2);
  try {
    await sleep(error.hint ?? backoff, undefined, signal === undefined ? {} : { signal });
  } catch {
    throw aborted(signal);
  }
}

/** What the caller's abort raises. */
export function aborted(signal: AbortSignal | undefined): FoilEngineError {
  return new FoilEngineError('Aborted', { cause: signal?.reason });
}

/** Attempts until one succeeds or the failure is final. */
export async function retrying<T>(attempt: () => Promise<T>, maxRetries: number, limits: Limits): Promise<T> {
  for (let retry = 0; ; retry++) {
    if (limits.signal?.aborted) throw aborted(limits.signal);
    try {
      return await attempt();
    } catch (error) {
      await recover(error, retry, maxRetries, limits);
    }
  }
}
