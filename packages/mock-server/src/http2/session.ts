import { performServerHandshake, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { LaneHandlers } from '../engine.js';
import { maxHeadBytes } from '../rejection.js';
import { carrierOn } from './carrier.js';
import { incomingByStream } from './incoming.js';
import { replyByStream } from './reply.js';

export interface SessionParts {
  /** Requests of each connection whose answers have not ended. */
  readonly busy: Map<Socket, number>;
  /** Null: the lane is closed. */
  readonly handlers: () => LaneHandlers | null;
}

/** What a stream shares with those beside it: their connection. */
export interface Shared {
  /** Calls back when all that was said is with the operating system, or has been lost. */
  written(callback: () => void): void;
  /** True where nothing else is under way. */
  isAlone(): boolean;
  /** The answer of a stream has ended. True where it was the last that was under way. */
  left(): boolean;
  /** GOAWAY: no more requests are taken. */
  sayGoodbye(): void;
  /** Goes without a word: FIN, or RST. */
  close(): void;
  reset(): void;
}

/** Heads are as long as by HTTP/1.1, bodies as well. */
const options = {
  maxHeaderListPairs: 4096,
  maxSessionMemory: 256,
  settings: { maxHeaderListSize: maxHeadBytes },
};

/** Takes the requests that come by HTTP/2 on a connection. */
export function takeSession(socket: Socket, { busy, handlers }: SessionParts): void {
  const { duplex, written } = carrierOn(socket);
  const session = performServerHandshake(duplex, options);
  const shared: Shared = {
    written,
    isAlone: () => busy.get(socket) === 1,
    left() {
      const open = (busy.get(socket) ?? 1) - 1;
      busy.set(socket, open);
      return open === 0;
    },
    sayGoodbye: () => session.goaway(),
    close: () => socket.destroySoon(),
    reset: () => void socket.resetAndDestroy(),
  };
  // What is no HTTP/2 ends the connection, and with it what is under way.
  session.on('error', () => socket.destroy());
  session.on('stream', (stream: ServerHttp2Stream, _headers: unknown, _flags: number, raw: readonly string[]) => {
    const taking = handlers();
    if (taking === null) {
      socket.destroy();
      return;
    }
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    taking.request(incomingByStream(socket, stream, raw, replyByStream(stream, shared)));
  });
}
