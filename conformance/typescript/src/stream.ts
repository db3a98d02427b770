import { broken, type Context, open } from './attempt.js';
import { checkAbort, prepareRetry } from './execute.js';
import type { Failure } from './failure.js';
import type { RequestOptions } from './options.js';
import type { HttpRequest, Operation } from './request.js';
import type { StreamEvent } from './sse.js';

interface Progress {
  eventsGiven: number;
}

/** One attempt of a stream: gives its events and then what went wrong, null if nothing did. */
async function* attemptStream(
  { config, seams }: Context,
  request: HttpRequest,
  signal: AbortSignal | undefined,
  progress: Progress,
): AsyncGenerator<StreamEvent, Failure | null> {
  const deadline = seams.openDeadline(config.timeoutMs, signal);
  try {
    const opened = await open({ config, seams }, request, deadline);
    if (!opened.ok) return opened.failure;
    const body = opened.value.body;
    if (body === null) return seams.missingEnd();
    for await (const event of seams.parseEvents(body)) {
      if (seams.isErrorEvent(event)) return { kind: 'errorEvent', data: event.data };
      deadline.pause();
      progress.eventsGiven++;
      yield event;
      if (seams.isLastEvent(event)) return null;
      deadline.restart();
    }
    return seams.missingEnd();
  } catch (cause) {
    return broken(deadline, cause, 'cut');
  } finally {
    deadline.close();
  }
}

/** Makes a call that answers with a stream; asks again only before its first event. */
export async function* executeStream(
  context: Context,
  operation: Operation,
  options: RequestOptions,
): AsyncGenerator<StreamEvent, void> {
  const { config, seams } = context;
  const { signal } = options;
  const progress: Progress = { eventsGiven: 0 };
  for (let retriesDone = 0; ; retriesDone++) {
    checkAbort(context, signal);
    const request = seams.buildRequest(config, operation, retriesDone);
    const failure = yield* attemptStream(context, request, signal, progress);
    if (failure === null) return;
    checkAbort(context, signal);
    if (!seams.mayReplay(progress.eventsGiven)) throw seams.toError(failure, config, seams);
    await prepareRetry(context, failure, retriesDone, signal);
  }
}
