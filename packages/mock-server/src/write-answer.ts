import { STATUS_CODES } from 'node:http';
import type { AnswerPlan } from '@sdk-conformance/handlers';
import { type Answer, effectOf, type FaultEffect, type Pace, piecesOf } from '@sdk-conformance/model';
import { negotiate } from './codings.js';
import { forPage } from './cors.js';
import type { OpenExchange } from './exchange.js';
import { completeMessage, headBytes, type WireMessage, writeHead } from './wire.js';

/** Bytes of a body that are written at once; what follows waits until the client has taken them. */
const pieceBytes = 256 * 1024;

/** FIN after what is written. */
async function finish(exchange: OpenExchange): Promise<void> {
  await exchange.flushed();
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
  for (let at = 0; at < bodyBytes; at += pieceBytes) {
    exchange.response.write(message.body.subarray(at, Math.min(at + pieceBytes, bodyBytes)));
    await exchange.flushed();
  }
  if (bodyBytes === 0) await exchange.flushed();
}

async function writePieces(exchange: OpenExchange, message: WireMessage, pace: Pace, bodyBytes: number): Promise<void> {
  let dueMs = exchange.domain.now().virtualMs;
  writeHead(exchange.response, message);
  exchange.response.flushHeaders();
  let at = 0;
  for (const { bytes, pauseMs } of piecesOf(pace, Math.min(bodyBytes, message.body.length))) {
    // Also without a pause: pieces that are written in one go reach the client as one.
    if (at > 0 || pauseMs > 0) {
      await exchange.flushed();
      dueMs += pauseMs;
      await exchange.holdUntil(dueMs);
    }
    exchange.response.write(message.body.subarray(at, at + bytes));
    at += bytes;
  }
  await exchange.flushed();
}

function writeBody(exchange: OpenExchange, message: WireMessage, pace: Pace | null, bytes: number): Promise<void> {
  return pace === null ? writePart(exchange, message, bytes) : writePieces(exchange, message, pace, bytes);
}

const pieceEnds = { rest: '', cut: ', then cut', reset: ', then reset', stall: ', then stall' } as const;

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
    case 'pieces':
      return `${plain} in ${fault.pieces.length} pieces${pieceEnds[fault.end]}`;
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
    case 'unresolved':
    case 'handshake':
      return fault.kind;
  }
}

/** Writes what the fault leaves of a message, but not its end; null: there is none. */
async function send(exchange: OpenExchange, message: WireMessage | null, { sent, pace }: FaultEffect): Promise<void> {
  switch (sent.kind) {
    case 'nothing':
      return;
    case 'noise':
      exchange.socket.write(sent.text, 'latin1');
      return;
    case 'partOfHead':
      exchange.socket.write(headBytes(due(message)).subarray(0, sent.bytes));
      return;
    case 'head':
      return writePart(exchange, due(message), 0);
    case 'partOfBody':
      return writeBody(exchange, due(message), pace, sent.bytes);
    case 'all':
      return writeBody(exchange, due(message), pace, due(message).body.length);
    default:
      return sent satisfies never;
  }
}

function due(message: WireMessage | null): WireMessage {
  if (message === null) throw new RangeError('a fault that sends part of a response needs one');
  return message;
}

async function endAnswer(exchange: OpenExchange, end: FaultEffect['end']): Promise<void> {
  switch (end) {
    case 'complete':
      exchange.response.end();
      return;
    case 'fin':
      return finish(exchange);
    case 'rst':
      exchange.end();
      exchange.socket.resetAndDestroy();
      return;
    case 'never':
      return exchange.holdUntil(null);
    default:
      return end satisfies never;
  }
}

/** Arranges for the connection to go after the answer, where the fault does not end it itself. */
function loseLater({ response, socket }: OpenExchange, connection: FaultEffect['connection']): void {
  switch (connection) {
    case 'lostUnsaid':
      response.once('finish', () => socket.destroySoon());
      return;
    case 'kept':
    case 'lost':
    case 'refused':
    case 'unreached':
      return;
    default:
      connection satisfies never;
  }
}

async function actOut(exchange: OpenExchange, message: WireMessage | null, effect: FaultEffect): Promise<void> {
  const { sent, pace, end, connection } = effect;
  loseLater(exchange, connection);
  const atOnce = message !== null && message.body.length <= pieceBytes;
  if (atOnce && sent.kind === 'all' && pace === null && end === 'complete') {
    writeHead(exchange.response, message);
    exchange.response.end(message.body);
    return;
  }
  await send(exchange, message, effect);
  return endAnswer(exchange, end);
}

export interface WriteOptions {
  /** The answer carries `Connection: close`. */
  readonly closes: boolean;
  /** Where the lane's other origin is; absent where it has none. */
  readonly otherOrigin?: string;
}

/**
 * Writes an answer to the socket and acts out its fault.
 * Resolves when all is written or held back for ever; the exchange ends by itself.
 */
export async function writeAnswer(
  exchange: OpenExchange,
  plan: AnswerPlan,
  { closes, ...values }: WriteOptions,
): Promise<void> {
  const { fault, informational = [] } = plan.answer;
  const { served } = exchange.record;
  served.label = labelOf(plan.answer, plan.answer.status ?? null);
  const effect = effectOf(fault);
  if (plan.message === null) return actOut(exchange, null, effect);
  if (effect.heldMs > 0) await exchange.holdUntil(exchange.domain.now().virtualMs + effect.heldMs);

  const nowMs = exchange.domain.epochMs();
  const negotiated = negotiate(plan.message({ nowMs, ...values }), exchange.record.request.headers);
  const complete = completeMessage(negotiated.message, nowMs, closes);
  const message = { ...complete, headers: [...complete.headers, ...forPage(exchange.request)] };
  served.label = labelOf(plan.answer, message.status);
  if (negotiated.withheldCoding !== null) {
    served.label += ` without ${negotiated.withheldCoding}`;
    served.withheldCoding = negotiated.withheldCoding;
  }
  served.status = message.status;
  served.headers = message.headers;
  writeInformational(exchange, informational);
  return actOut(exchange, message, effect);
}
