/** Ends an attempt when its time is over or the caller aborts. */
export interface Deadline {
  readonly signal: AbortSignal;
  timedOut(): boolean;
  /** Starts the time anew. */
  restart(): void;
  /** Stops the time, while the caller is busy with an event. */
  pause(): void;
  /** Must be called at the end: it lets go of the timer and of the caller's signal. */
  close(): void;
}

export function openDeadline(timeoutMs: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  const pause = (): void => clearTimeout(timer);
  const restart = (): void => {
    pause();
    timer = setTimeout(() => {
      over = true;
      controller.abort(new Error(`no answer within ${timeoutMs} ms`));
    }, timeoutMs);
  };
  const onAbort = (): void => controller.abort(outer?.reason);
  outer?.addEventListener('abort', onAbort);
  if (outer?.aborted) onAbort();
  restart();
  return {
    signal: controller.signal,
    timedOut: () => over,
    restart,
    pause,
    close: () => {
      pause();
      outer?.removeEventListener('abort', onAbort);
    },
  };
}
