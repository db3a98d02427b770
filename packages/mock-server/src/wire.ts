import { STATUS_CODES } from 'node:http';
import type { RawMessage } from '@sdk-conformance/handlers';
import type { HeaderLine } from '@sdk-conformance/model';

/** A message with nothing left to fill or add. */
export interface WireMessage {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

const hasNoBody = (status: number) => status === 204 || status === 304;

function withConnectionClose(headers: readonly HeaderLine[]): HeaderLine[] {
  const others = headers.filter(([name]) => name.toLowerCase() !== 'connection');
  return [...others, ['Connection', 'close']];
}

/**
 * Adds what a server adds: `Date` in the domain's time, `Content-Length` where nothing gives the length, and `Connection: close` where
 * asked for; but nothing that the answer takes away.
 */
export function completeMessage(message: RawMessage, nowMs: number, closes: boolean): WireMessage {
  const headers = closes ? withConnectionClose(message.headers) : [...message.headers];
  const names = new Set(message.headers.map(([name]) => name.toLowerCase()));
  const missing = (name: string) => !names.has(name) && !message.withheld.has(name);
  if (missing('date')) headers.push(['Date', new Date(nowMs).toUTCString()]);
  if (missing('content-length') && !names.has('transfer-encoding') && !hasNoBody(message.status)) {
    headers.push(['Content-Length', String(message.body.length)]);
  }
  const body = hasNoBody(message.status) ? new Uint8Array() : message.body;
  return { status: message.status, reason: message.reason ?? STATUS_CODES[message.status] ?? '', headers, body };
}

/** The head as bytes, for what node:http would not send: a part of it. */
export function headBytes(message: WireMessage): Buffer {
  const lines = message.headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${message.status} ${message.reason}\r\n${lines.join('')}\r\n`, 'latin1');
}
