import { effectOf, type FaultEffect, type Pace, piecesOf, type Sent } from '@sdk-conformance/model';
import type { AnswerPlan } from './answer-plan.js';
import type { RawMessage } from './prepare.js';

/** As long as a timer waits; it does not keep a Node process alive. */
const forEverMs = 2 ** 31 - 1;

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer: unknown = setTimeout(resolve, ms);
    if (ms === forEverMs && timer !== null && typeof timer === 'object' && 'unref' in timer)
      (timer as NodeJS.Timeout).unref();
  });
}

const isNullBody = (status: number) => status === 204 || status === 205 || status === 304;

/** Adapts a message to what a Response accepts. A status below 200 or above 599 becomes 500. 204, 205 and 304 lose their body. */
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

interface Part {
  readonly bytes: Uint8Array;
  /** ms before it. */
  readonly pauseMs: number;
}

/** Streams the pieces with a pause before each, then ends, fails or stays open. */
function pieces(parts: readonly Part[], end: 'close' | 'error' | 'open'): ReadableStream {
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
      if (part.pauseMs > 0) await delay(part.pauseMs);
      next += 1;
      controller.enqueue(part.bytes);
    },
  });
}

function parted(body: Uint8Array, pace: Pace | null): readonly Part[] {
  let at = 0;
  return piecesOf(pace, body.length).map(({ bytes, pauseMs }) => {
    at += bytes;
    return { bytes: body.subarray(at - bytes, at), pauseMs };
  });
}

/** Returns the part of the body that is sent. Null if no response can carry it. */
function bodySent(sent: Sent, body: Uint8Array): Uint8Array | null {
  switch (sent.kind) {
    case 'nothing':
    case 'noise':
    case 'partOfHead':
      return null;
    case 'head':
      return new Uint8Array();
    case 'partOfBody':
      return body.subarray(0, sent.bytes);
    case 'all':
      return body;
  }
}

/** How a stream of the body ends. */
function streamEnd(end: FaultEffect['end']): 'close' | 'error' | 'open' {
  switch (end) {
    case 'complete':
      return 'close';
    case 'fin':
    case 'rst':
      return 'error';
    case 'never':
      return 'open';
  }
}

/**
 * Acts out a plan with a Response, in real time. A fault of the connection (reset, close, garbage, refuse, a cut head) becomes a network
 * error.
 */
export async function answerInProcess(plan: AnswerPlan): Promise<Response> {
  const { sent, heldMs, pace, end } = effectOf(plan.answer.fault);
  if (heldMs > 0) await delay(heldMs);
  const message = plan.message?.({ nowMs: Date.now() });
  const body = message === undefined ? null : bodySent(sent, Uint8Array.from(message.body));
  if (message === undefined || body === null) {
    if (end === 'never') await delay(forEverMs);
    return Response.error();
  }
  if (pace === null && end === 'complete') return toResponse(message, Uint8Array.from(body));
  return toResponse(message, pieces(parted(body, pace), streamEnd(end)));
}
