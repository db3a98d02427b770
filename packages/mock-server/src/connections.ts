import type { Socket } from 'node:net';
import type { ExchangeConnection } from '@sdk-conformance/model';
import type { Incoming } from './incoming.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The connections of a lane. */
export interface Connections {
  /** Follows a connection from its acceptance on. */
  accepted(socket: Socket): void;
  /** A layer above carries the requests of a connection: TLS. */
  carriedBy(socket: Socket, carrier: Socket): void;
  /** A request has come: its connection, which is brought up to date as long as it lives. Absent where it is not followed. */
  request(incoming: Pick<Incoming, 'socket' | 'http2'>): ExchangeConnection | undefined;
}

interface Followed {
  readonly id: number;
  requests: number;
  readonly exchanges: Mutable<ExchangeConnection>[];
}

export function createConnections(): Connections {
  const followed = new WeakMap<Socket, Followed>();
  let accepted = 0;
  let open = 0;

  function follow(socket: Socket, own: Followed): void {
    followed.set(socket, own);
    const ended = (how: 'closed' | 'reset') => {
      for (const exchange of own.exchanges) exchange.ended ??= how;
    };
    // What the server has ended, the client ends in answer.
    socket.on('end', () => socket.writableEnded || ended('closed'));
    socket.on('error', (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' && ended('reset'));
  }

  return {
    accepted(socket) {
      follow(socket, { id: accepted++, requests: 0, exchanges: [] });
      open += 1;
      socket.once('close', () => {
        open -= 1;
      });
    },
    carriedBy(socket, carrier) {
      const own = followed.get(socket);
      if (own !== undefined) follow(carrier, own);
    },
    request({ socket, http2 }) {
      const own = followed.get(socket);
      if (own === undefined) return undefined;
      const connection: Mutable<ExchangeConnection> = {
        ...{ id: own.id, before: own.requests, open },
        ...(http2 ? { http2 } : {}),
      };
      own.requests += 1;
      own.exchanges.push(connection);
      return connection;
    },
  };
}
