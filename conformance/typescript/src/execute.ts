import { attempt, type Context } from './attempt.js';
import type { Failure } from './failure.js';
import type { RequestOptions } from './options.js';
import type { Operation } from './request.js';

/** Waits for the next attempt, or raises what the failure comes to. */
export async function prepareRetry(
  { config, seams }: Context,
  failure: Failure,
  retriesDone: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const again =
    seams.mayRetry(retriesDone, config.maxRetries) &&
    seams.retryable(failure, (status) => seams.retryableStatus(status));
  if (!again) throw seams.toError(failure, config, seams);
  const hint = failure.kind === 'status' ? failure.retryAfter : null;
  await seams.wait(seams.delay(hint, seams.backoff(retriesDone, Math.random())), signal);
}

/** Raises where the caller has aborted. */
export function checkAbort({ seams }: Context, signal: AbortSignal | undefined): void {
  if (seams.isAborted(signal)) throw seams.abortError(signal?.reason);
}

/** Makes a call, with its retries, and gives its value; null where the API answers with nothing. */
export async function execute(context: Context, operation: Operation, options: RequestOptions): Promise<unknown> {
  const { config, seams } = context;
  const { signal } = seams.callOptions(options);
  for (let retriesDone = 0; ; retriesDone++) {
    checkAbort(context, signal);
    const request = seams.buildRequest(config, operation, retriesDone);
    const deadline = seams.openDeadline(config.timeoutMs, signal);
    const result = await attempt(context, request, deadline).finally(deadline.close);
    if (result.ok) return result.value;
    checkAbort(context, signal);
    await prepareRetry(context, result.failure, retriesDone, signal);
  }
}
