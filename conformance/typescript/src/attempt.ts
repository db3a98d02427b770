import { isUndecodable } from './body.js';
import type { Config } from './config.js';
import type { Deadline } from './deadline.js';
import type { Failure, Result } from './failure.js';
import type { HttpRequest } from './request.js';
import type { Seams } from './seams.js';

export interface Context {
  readonly config: Config;
  readonly seams: Seams;
}

/** A failure of the connection, or of the time it had. */
export function broken(deadline: Deadline, cause: unknown, kind: 'network' | 'cut'): Failure {
  return deadline.timedOut() ? { kind: 'timeout', cause } : { kind, cause };
}

async function statusFailure({ seams }: Context, response: Response, deadline: Deadline): Promise<Failure> {
  const retryAfter = seams.parseRetryAfter(response.headers.get('retry-after'), Date.now());
  let text: string | null = null;
  try {
    text = seams.decodeText(await seams.readBody(response), response.headers.get('content-type'));
  } catch (cause) {
    // A body that is cut or cannot be decoded says nothing; the status still does.
    if (deadline.timedOut()) return { kind: 'timeout', cause };
  }
  return { kind: 'status', status: response.status, reason: response.statusText, retryAfter, text };
}

/** Sends the request and gives a successful response, its body unread. */
export async function open(context: Context, request: HttpRequest, deadline: Deadline): Promise<Result<Response>> {
  let response: Response;
  try {
    response = await context.seams.send(request, deadline.signal);
  } catch (cause) {
    return { ok: false, failure: broken(deadline, cause, 'network') };
  }
  if (context.seams.isSuccess(response.status)) return { ok: true, value: response };
  return { ok: false, failure: await statusFailure(context, response, deadline) };
}

/** One attempt of a call that answers with one JSON value. */
export async function attempt(context: Context, request: HttpRequest, deadline: Deadline): Promise<Result<unknown>> {
  const { seams } = context;
  const opened = await open(context, request, deadline);
  if (!opened.ok) return opened;
  const response = opened.value;
  const undecodable = (cause: unknown): Result<never> => ({
    ok: false,
    failure: { kind: 'decode', status: response.status, cause },
  });
  let bytes: ArrayBuffer;
  try {
    bytes = await seams.readBody(response);
  } catch (cause) {
    if (isUndecodable(cause)) return undecodable(cause);
    return { ok: false, failure: broken(deadline, cause, 'cut') };
  }
  try {
    return { ok: true, value: seams.parseValue(seams.decodeText(bytes, response.headers.get('content-type'))) };
  } catch (cause) {
    return undecodable(cause);
  }
}
