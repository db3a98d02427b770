import {
  CALL_RULES,
  decideRetry,
  errorForFault,
  type FailedAttempt,
  type FaultKind,
  FoilEngineError,
  toError,
} from '@sdk-conformance/foilengine-error-map-typescript';
import { type Arguments, type Client, eventsOf, isUndecodable, isWritable, requestOf, wait } from './wire.js';

/** What an attempt came to, for the rules of the error map, and the error if there is no other. */
class Failed extends Error {
  constructor(
    readonly came: Omit<FailedAttempt, 'attempt'>,
    readonly error: FoilEngineError,
  ) {
    super();
  }
}

/** One attempt: the JSON of an answer, or the events of a stream. @throws Failed */
async function* once(client: Client, operation: string, given: Arguments, signal?: AbortSignal) {
  const { timeoutMs = CALL_RULES.timeouts.attemptMs ?? 0, secrets } = client;
  const { streaming, operations } = CALL_RULES;
  const ends = new AbortController();
  const abort = () => ends.abort(signal?.reason);
  const failed = (fault: FaultKind, cause?: unknown) => {
    const kind = isLate ? 'timeout' : fault;
    return new Failed({ fault: kind }, errorForFault(kind, cause));
  };
  let isLate = false;
  const time = () =>
    setTimeout(() => {
      isLate = true;
      ends.abort(new Error(`no answer within ${timeoutMs} ms`));
    }, timeoutMs);
  let timer = time();
  signal?.addEventListener('abort', abort);
  try {
    const answer = await fetch(...requestOf(client, operation, given, ends.signal)).catch((cause: unknown) => {
      throw failed('connect', cause);
    });
    const { status, statusText, headers } = answer;
    const isEvents = operations[operation]?.stream === true && toError({ status }) === null;
    if (!isEvents) {
      const read = await answer.text().then(
        (body) => ({ body, unread: null, cause: null }),
        (cause: unknown) => ({
          body: null,
          unread: isUndecodable(cause) ? ('corrupt' as const) : ('cut' as const),
          cause,
        }),
      );
      if (isLate) throw failed('timeout', read.cause);
      const came = { status, statusText, headers, ...read };
      const error = toError(came, { secrets });
      if (error !== null) throw new Failed(came, error);
      if (read.unread !== null) throw failed(read.unread === 'cut' ? 'cutBody' : 'decode', read.cause);
      try {
        yield read.body === '' || read.body === null ? null : JSON.parse(read.body);
      } catch (cause) {
        throw failed('decode', cause);
      }
      return;
    }
    const events = eventsOf(answer.body ?? []);
    for (let next = await events.next(); !next.done; next = await events.next()) {
      clearTimeout(timer);
      if (next.value.event === streaming?.errorEvent) throw failed('stream');
      yield next.value;
      if (next.value.event === streaming?.terminalEvent) return;
      timer = time();
    }
    // Without its last event it is cut, whether or not the connection tells.
    throw new Failed({ fault: 'cutBody' }, errorForFault('stream'));
  } catch (cause) {
    throw cause instanceof Failed ? cause : failed('cutBody', cause);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    ends.abort();
  }
}

/** Attempts until one succeeds or the error map says that the failure is final. */
export async function* call(client: Client, operation: string, given: Arguments, signal?: AbortSignal) {
  if (!isWritable(client.secrets)) throw new FoilEngineError('A key is no header value');
  for (let attempt = 0; ; attempt++) {
    let hasEvents = false;
    try {
      if (signal?.aborted) throw signal.reason;
      for await (const value of once(client, operation, given, signal)) {
        hasEvents = true;
        yield value;
      }
      return;
    } catch (failure) {
      if (signal?.aborted) throw errorForFault('abort', signal.reason);
      if (!(failure instanceof Failed)) throw failure;
      const { maxRetries } = client;
      const next = decideRetry({ ...failure.came, operation, attempt, maxRetries, hasEvents });
      if (next.action !== 'retry') throw failure.error;
      await wait(next.delayMs, signal).catch(() => {
        throw errorForFault('abort', signal?.reason);
      });
    }
  }
}
