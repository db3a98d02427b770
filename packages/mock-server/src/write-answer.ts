import type { AnswerPlan } from '@sdk-conformance/handlers';
import { type Answer, effectOf, type FaultEffect, type Pace, piecesOf } from '@sdk-conformance/model';
import { negotiate } from './codings.js';
import { forPage } from './cors.js';
import type { OpenExchange } from './exchange.js';
import { completeMessage, headBytes, type WireMessage } from './wire.js';

/** FIN after what is written. */
async function finish(exchange: OpenExchange, sent: FaultEffect['sent']): Promise<void> {
  await exchange.flushed();
  await letRead(exchange, sent);
  exchange.reply.finish(exchange.end);
}

/** Head and so many body bytes, flushed. */
async function writePart(exchange: OpenExchange, message: WireMessage, bodyBytes: number): Promise<void> {
  const { reply } = exchange;
  const { pieceBytes } = reply;
  reply.head(message);
  for (let at = 0; at < bodyBytes; at += pieceBytes) {
    reply.write(message.body.subarray(at, Math.min(at + pieceBytes, bodyBytes)));
    await exchange.flushed();
  }
  if (bodyBytes === 0) await exchange.flushed();
}

async function writePieces(exchange: OpenExchange, message: WireMessage, pace: Pace, bodyBytes: number): Promise<void> {
  let dueMs = exchange.domain.now().virtualMs;
  exchange.reply.head(message);
  let at = 0;
  for (const { bytes, pauseMs } of piecesOf(pace, Math.min(bodyBytes, message.body.length))) {
    // Also without a pause: pieces that are written in one go reach the client as one.
    if (at > 0 || pauseMs > 0) {
      await exchange.flushed();
      dueMs += pauseMs;
      await exchange.holdUntil(dueMs);
    }
    exchange.reply.write(message.body.subarray(at, at + bytes));
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
      exchange.reply.raw(Buffer.from(sent.text, 'latin1'));
      return;
    case 'partOfHead':
      exchange.reply.raw(headBytes(due(message)).subarray(0, sent.bytes));
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

/** Time by which a client that has nothing else to do has read what came, ms. */
const readMs = 1;

/** Where a break takes what was not read yet with it, an SDK could not have seen what it is judged by. */
async function letRead({ reply, domain, holdUntil }: OpenExchange, sent: FaultEffect['sent']): Promise<void> {
  if (reply.breaksAtOnce && sent.kind !== 'nothing') await holdUntil(domain.now().virtualMs + readMs);
}

async function endAnswer(exchange: OpenExchange, { sent, end, connection }: FaultEffect): Promise<void> {
  switch (end) {
    case 'complete':
      exchange.reply.end();
      return;
    case 'fin':
      return finish(exchange, sent);
    case 'rst':
      await letRead(exchange, sent);
      exchange.reply.reset(exchange.end, connection === 'refused' ? 'connection' : 'answer');
      return;
    case 'never':
      return exchange.holdUntil(null);
    default:
      return end satisfies never;
  }
}

async function actOut(exchange: OpenExchange, message: WireMessage | null, effect: FaultEffect): Promise<void> {
  const { sent, pace, end, connection } = effect;
  if (connection === 'lostUnsaid') exchange.reply.loseAfter('unsaid');
  const atOnce = message !== null && message.body.length <= exchange.reply.pieceBytes;
  if (atOnce && sent.kind === 'all' && pace === null && end === 'complete') {
    exchange.reply.whole(message);
    return;
  }
  await send(exchange, message, effect);
  return endAnswer(exchange, effect);
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
  const headers = [...complete.headers, ...forPage(exchange.incoming)];
  const message = exchange.reply.fitted({ ...complete, headers });
  served.label = labelOf(plan.answer, message.status);
  if (negotiated.withheldCoding !== null) {
    served.label += ` without ${negotiated.withheldCoding}`;
    served.withheldCoding = negotiated.withheldCoding;
  }
  served.status = message.status;
  served.headers = message.headers;
  exchange.reply.informational(informational);
  if (closes) exchange.reply.loseAfter('said');
  return actOut(exchange, message, effect);
}
