import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { HeadWatch } from './head-watch.js';
import { type Incoming, incomingByHttp1 } from './incoming.js';
import type { Misread } from './reject.js';
import { maxHeadBytes, misfitOf } from './rejection.js';
import { replyByHttp1 } from './reply-http1.js';

/** Who takes what comes to a lane. */
export interface LaneHandlers {
  readonly request: (incoming: Incoming) => void;
  /** The first byte of a head has come. */
  readonly headBegan: (socket: Socket) => void;
  /** What came is no request, or was cut. The handler sees to the connection's end. */
  readonly misread: (misread: Misread) => void;
  /** A CONNECT. The handler sees to the connection's end. */
  readonly tunnel: (request: IncomingMessage, socket: Socket) => void;
}

/** What node:http tells of bytes that it cannot read. */
type ParserError = NodeJS.ErrnoException & {
  readonly reason?: string;
  readonly rawPacket?: Buffer;
  readonly bytesParsed?: number;
};

export interface EngineParts {
  readonly heads: HeadWatch;
  /** Requests of each connection whose answers have not ended. */
  readonly busy: Map<Socket, number>;
  /** Null: the lane is closed. */
  readonly handlers: () => LaneHandlers | null;
}

/** A server of node:http that listens nowhere: it reads requests from the connections that it is given, and answers none by itself. */
export function createEngine({ heads, busy, handlers }: EngineParts): Server {
  const engine = createServer({
    // Its timeouts run on real time and would cut what a scenario holds back.
    keepAliveTimeout: 0,
    requestTimeout: 0,
    headersTimeout: 0,
    maxHeaderSize: maxHeadBytes,
    // What it answers by itself would be recorded nowhere.
    requireHostHeader: false,
  });
  engine.maxHeadersCount = 0;

  function receive(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    const taking = handlers();
    if (taking === null) {
      socket.destroy();
      return;
    }
    heads.whole(socket);
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    response.once('finish', () => {
      busy.set(socket, (busy.get(socket) ?? 1) - 1);
      heads.next(socket);
    });
    taking.request(incomingByHttp1(request, replyByHttp1(socket, response)));
  }

  engine.on('request', receive);
  engine.on('checkExpectation', receive);
  engine.on('connect', (request: IncomingMessage, socket: Socket) => {
    const taking = handlers();
    if (taking === null) socket.destroy();
    else taking.tunnel(request, socket);
  });
  engine.on('clientError', (error: ParserError, socket: Socket) => {
    const taking = handlers();
    const { rawPacket, bytesParsed = 0 } = error;
    const rest = rawPacket?.subarray(bytesParsed) ?? new Uint8Array();
    if (taking === null) socket.destroy();
    else taking.misread({ socket, misfit: misfitOf(error), head: heads.arriving(socket), rest });
  });
  return engine;
}
