import { delay } from 'msw';
import type { RawMessage } from './prepare.js';
import type { ServePlan } from './serve-plan.js';

const isNullBody = (status: number) => status === 204 || status === 205 || status === 304;

/** A Response refuses statuses below 200 and above 599, and bodies of 204, 205 and 304: 500 and no body stand for them. */
function toResponse(message: RawMessage, body: Uint8Array<ArrayBuffer> | ReadableStream | null): Response {
  const fits = message.status >= 200 && message.status <= 599;
  const headers = new Headers();
  for (const [name, value] of message.headers) headers.append(name, value);
  return new Response(isNullBody(message.status) ? null : body, {
    status: fits ? message.status : 500,
    statusText: message.reason ?? '',
    headers,
  });
}

/** Pieces with a pause before each but the first, then an end, an error, or neither. */
function pieces(parts: readonly Uint8Array[], intervalMs: number, end: 'close' | 'error' | 'open'): ReadableStream {
  let next = 0;
  return new ReadableStream({
    async pull(controller) {
      const part = parts[next];
      if (part === undefined) {
        if (end === 'close') controller.close();
        else if (end === 'error') controller.error(new TypeError('the connection was cut'));
        // A pull that never resolves keeps the stream open.
        else await new Promise(() => {});
        return;
      }
      if (next > 0) await delay(intervalMs);
      next += 1;
      controller.enqueue(part);
    },
  });
}

function slices(body: Uint8Array, bytes: number): Uint8Array[] {
  const out: Uint8Array[] = [];
  for (let at = 0; at < body.length; at += bytes) out.push(body.subarray(at, at + bytes));
  return out;
}

const bytesBefore = (after: 'request' | 'head' | { readonly bodyBytes: number }) =>
  typeof after === 'object' ? after.bodyBytes : 0;

/**
 * Acts a plan out with a Response alone, in real time: what is lost with the connection (reset, close, garbage, refuse, a cut
 * head) is a network error.
 */
export async function answerInProcess(plan: ServePlan): Promise<Response> {
  const fault = plan.answer.fault;
  if (fault?.kind === 'delay') await delay(fault.ms);
  if (fault?.kind === 'stall' && fault.after === 'request') await delay('infinite');
  if (plan.message === null) return Response.error();
  const message = plan.message({ nowMs: Date.now() });
  const whole = Uint8Array.from(message.body);
  switch (fault?.kind) {
    case 'drip':
      return toResponse(message, pieces(slices(whole, fault.bytes), fault.intervalMs, 'close'));
    case 'stall':
      return toResponse(message, pieces([whole.subarray(0, bytesBefore(fault.after))], 0, 'open'));
    case 'truncate':
      return fault.in === 'head'
        ? Response.error()
        : toResponse(message, pieces([whole.subarray(0, fault.bytes)], 0, 'error'));
    case 'reset':
      return toResponse(message, pieces([whole.subarray(0, bytesBefore(fault.after))], 0, 'error'));
    default:
      return toResponse(message, whole);
  }
}
