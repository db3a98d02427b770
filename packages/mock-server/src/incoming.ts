import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { HeaderLine, Rejection } from '@sdk-conformance/model';
import { headRejection } from './rejection.js';
import type { WireMessage } from './wire.js';

/** What answers a request: a message on a connection of its own, or a stream that has others beside it. */
export interface Reply {
  /** Bytes of a body that are written at once; what follows waits until the client has taken them. */
  readonly pieceBytes: number;
  /** A client that is told of a break drops what it has not read by then. */
  readonly breaksAtOnce: boolean;
  /** A message as it can be said here. */
  fitted(message: WireMessage): WireMessage;
  /** Calls back when nothing of an earlier answer is before this one. */
  ready(callback: () => void): void;
  informational(statuses: readonly number[]): void;
  head(message: WireMessage): void;
  write(bytes: Uint8Array): void;
  /** Head, body and end. */
  whole(message: WireMessage): void;
  /** Bytes in place of a message, or a part of one. */
  raw(bytes: Uint8Array): void;
  end(): void;
  /** The connection goes when the answer has ended: said by what HTTP has for it, or not at all. */
  loseAfter(how: 'said' | 'unsaid'): void;
  /** Ends without the end of the answer. `ended` is called before the client can know, or as soon as it can. */
  finish(ended: () => void): void;
  reset(ended: () => void, whose: 'answer' | 'connection'): void;
  /** Calls back when all that was written is with the operating system, or has been lost. */
  flushed(callback: (lost: boolean) => void): void;
  /** The answer is complete, and with the operating system. */
  onceFinished(callback: () => void): void;
  /** The client has gone away, or the connection has. */
  onceLost(callback: () => void): () => void;
  isLost(): boolean;
}

/** A request whose head has come. */
export interface Incoming {
  readonly http2: boolean;
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly socket: Socket;
  /** Null where it has none, and no event will say so. */
  readonly body: Readable | null;
  readonly isWhole: () => boolean;
  /** Why its head is not taken; null where it is. */
  readonly rejection: Rejection | null;
  readonly reply: Reply;
}

export function headerLines(raw: readonly string[]): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let n = 0; n + 1 < raw.length; n += 2) lines.push([raw[n] ?? '', raw[n + 1] ?? '']);
  return lines;
}

/** The value of the first header line of that name, which is in lower case. */
export function headerOf(headers: readonly HeaderLine[], wanted: string): string | undefined {
  return headers.find(([name]) => name.length === wanted.length && name.toLowerCase() === wanted)?.[1];
}

/** What node:http has read. */
export function incomingByHttp1(request: IncomingMessage, reply: Reply): Incoming {
  const headers = headerLines(request.rawHeaders);
  // Without one of these headers a request has no body (RFC 9112 section 6.3), and there is no event to wait for.
  const framed = headers.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name));
  return {
    http2: false,
    method: request.method ?? '',
    target: request.url ?? '',
    headers,
    socket: request.socket,
    body: framed ? request : null,
    isWhole: () => request.complete,
    rejection: headRejection(request),
    reply,
  };
}
