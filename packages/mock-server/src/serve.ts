import { STATUS_CODES } from 'node:http';
import type { ServePlan } from '@sdk-conformance/handlers';
import type { Answer, Fault } from '@sdk-conformance/model';
import { forPage } from './cors.js';
import type { OpenExchange } from './exchange.js';
import { completeMessage, headBytes, type WireMessage, writeHead } from './wire.js';

/** Resolves when everything written so far is with the operating system. */
function flushed(exchange: OpenExchange): Promise<void> {
  return new Promise((resolve) => exchange.socket.write('', () => resolve()));
}

/** FIN after what is written. */
async function finish(exchange: OpenExchange): Promise<void> {
  await flushed(exchange);
  exchange.end();
  exchange.socket.destroySoon();
}

function writeInformational(exchange: OpenExchange, statuses: readonly number[]): void {
  for (const status of statuses) {
    exchange.socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n\r\n`, 'latin1');
  }
}

/** Head and so many body bytes, flushed. */
async function writePart(exchange: OpenExchange, message: WireMessage, bodyBytes: number): Promise<void> {
  writeHead(exchange.response, message);
  exchange.response.flushHeaders();
  if (bodyBytes > 0) exchange.response.write(message.body.subarray(0, bodyBytes));
  await flushed(exchange);
}

async function drip(exchange: OpenExchange, message: WireMessage, bytes: number, intervalMs: number): Promise<void> {
  let dueMs = exchange.domain.now().virtualMs;
  writeHead(exchange.response, message);
  exchange.response.flushHeaders();
  for (let at = 0; at < message.body.length; at += bytes) {
    if (at > 0) {
      await flushed(exchange);
      dueMs += intervalMs;
      await exchange.holdUntil(dueMs);
    }
    exchange.response.write(message.body.subarray(at, at + bytes));
  }
  exchange.response.end();
}

/** What the timeline calls an answer. */
function labelOf({ fault, informational = [] }: Answer, status: number | null): string {
  const plain = [...informational, status ?? 'nothing'].join(', ');
  switch (fault?.kind) {
    case undefined:
      return plain;
    case 'delay':
      return `${plain} after ${fault.ms} ms`;
    case 'drip':
      return `${plain} dripped`;
    case 'closeIdle':
      return `${plain}, then close`;
    case 'truncate':
      return `${plain} cut in ${fault.in} after ${fault.bytes} bytes`;
    case 'stall':
      if (fault.after === 'request') return 'stall';
      return fault.after === 'head' ? 'stall after head' : `stall after ${fault.after.bodyBytes} body bytes`;
    case 'reset':
      return fault.after === 'request' ? 'reset' : `reset after ${fault.after.bodyBytes} body bytes`;
    case 'close':
    case 'garbage':
    case 'refuse':
      return fault.kind;
  }
}

async function actOutWithoutResponse(exchange: OpenExchange, fault: Fault | undefined): Promise<void> {
  switch (fault?.kind) {
    case 'stall':
      return exchange.holdUntil(null);
    case 'garbage':
      exchange.socket.write(fault.text, 'latin1');
      return finish(exchange);
    case 'close':
      return finish(exchange);
    // A refused connection that is there already can only be reset.
    default:
      exchange.end();
      exchange.socket.resetAndDestroy();
  }
}

async function actOut(exchange: OpenExchange, message: WireMessage, fault: Fault | undefined): Promise<void> {
  switch (fault?.kind) {
    case 'stall':
      await writePart(exchange, message, typeof fault.after === 'object' ? fault.after.bodyBytes : 0);
      return exchange.holdUntil(null);
    case 'truncate':
      if (fault.in === 'body') await writePart(exchange, message, fault.bytes);
      else exchange.socket.write(headBytes(message).subarray(0, fault.bytes));
      return finish(exchange);
    case 'reset':
      await writePart(exchange, message, typeof fault.after === 'object' ? fault.after.bodyBytes : 0);
      exchange.end();
      exchange.socket.resetAndDestroy();
      return;
    case 'drip':
      return drip(exchange, message, fault.bytes, fault.intervalMs);
    case 'closeIdle':
      exchange.response.once('finish', () => exchange.socket.destroySoon());
      break;
    default:
  }
  writeHead(exchange.response, message);
  exchange.response.end(message.body);
}

/**
 * Writes an answer to the socket and acts out its fault. `closes`: the answer carries `Connection: close`.
 * Resolves when all is written or held back for ever; the exchange ends by itself.
 */
export async function serve(exchange: OpenExchange, plan: ServePlan, closes: boolean): Promise<void> {
  const { fault, informational = [] } = plan.answer;
  const { served } = exchange.record;
  served.label = labelOf(plan.answer, plan.answer.status ?? null);
  if (plan.message === null) return actOutWithoutResponse(exchange, fault);
  if (fault?.kind === 'delay') await exchange.holdUntil(exchange.domain.now().virtualMs + fault.ms);

  const nowMs = exchange.domain.epochMs();
  const complete = completeMessage(plan.message({ nowMs }), nowMs, closes);
  const message = { ...complete, headers: [...complete.headers, ...forPage(exchange.request)] };
  served.label = labelOf(plan.answer, message.status);
  served.status = message.status;
  served.headers = message.headers;
  writeInformational(exchange, informational);
  return actOut(exchange, message, fault);
}
