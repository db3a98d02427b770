import { type AddressInfo, connect, createServer as createListener, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { type Connections, createConnections } from './connections.js';
import { createEngine, type LaneHandlers } from './engine.js';
import { type FailingHandshake, failHandshake, type HandshakeParts, type Spoken, secure } from './handshake.js';
import { createHeadWatch } from './head-watch.js';
import { takeSession } from './http2/session.js';

const host = '127.0.0.1';
const LISTEN_TRIES = 100;
const LISTEN_PAUSE_MS = 20;

/** A mock origin: a port of its own on the loopback interface. */
export interface Lane {
  readonly port: number;
  readonly connections: Pick<Connections, 'request'>;
  /** Takes requests; without, connections are closed at once. */
  occupy(handlers: LaneHandlers): void;
  /** Has every connection from now on begin with a handshake of TLS. */
  secure(spoken: Spoken, began: HandshakeParts['began']): void;
  /** Fails every handshake of TLS from now on; a connection without one has the same end. */
  failHandshakes(by: FailingHandshake, began: HandshakeParts['began']): void;
  /** Refuses connections from now on, and closes those that are idle. Takes effect before this returns. */
  refuse(): void;
  /** Accepts connections again on the same port. */
  accept(): Promise<void>;
  /** Destroys its connections and gives up the port. */
  close(): Promise<void>;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Between closing a port and keeping it, it may have become another program's for the length of a connection. */
async function listenAgain(server: Server, port: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await listen(server, port);
      return;
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || tries === LISTEN_TRIES) throw error;
      await sleep(LISTEN_PAUSE_MS);
    }
  }
}

/** Where refusing lanes hang the connection that keeps their port from being given to anyone else. */
export interface Anchor {
  readonly port: number;
  close(): void;
}

export async function openAnchor(): Promise<Anchor> {
  const held = new Set<Socket>();
  const server = createListener((socket) => {
    held.add(socket);
    socket.on('error', () => {}).on('close', () => held.delete(socket));
  });
  const port = await listen(server, 0);
  return {
    port,
    close() {
      server.close();
      for (const socket of held) socket.destroy();
    },
  };
}

/**
 * @param isFresh whether a port may be taken; else the system is asked for another.
 * @param wanted the one port to listen on; 0: any.
 * @throws Error with code `EADDRINUSE` or `EACCES` where the wanted port cannot be had.
 */
export async function openLane(anchor: Anchor, isFresh: (port: number) => boolean, wanted = 0): Promise<Lane> {
  const sockets = new Set<Socket>();
  /** What carries the requests of a connection, where that is a layer above. */
  const carriers = new WeakMap<Socket, Socket>();
  const carrierOf = (socket: Socket) => carriers.get(socket) ?? socket;
  const busy = new Map<Socket, number>();
  const heads = createHeadWatch();
  const connections = createConnections();
  let handlers: LaneHandlers | null = null;
  let accepting = true;
  let keeper: Socket | null = null;
  let handshakes: ((socket: Socket) => void) | null = null;

  const engine = createEngine({ heads, busy, handlers: () => handlers });

  function take(socket: Socket): void {
    engine.emit('connection', socket);
    heads.follow(socket, () => handlers?.headBegan(socket));
  }

  const takenFrom = (socket: Socket) => (secured: TLSSocket) => {
    connections.carriedBy(socket, secured);
    carriers.set(socket, secured);
    if (secured.alpnProtocol === 'h2') takeSession(secured, { busy, handlers: () => handlers });
    else take(secured);
  };

  // The engine only parses: a listener of its own can be closed while connections live on.
  const listener = createListener({ allowHalfOpen: true, noDelay: true }, (socket) => {
    if (handlers === null || !accepting) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    connections.accepted(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      busy.delete(carrierOf(socket));
    });
    if (handshakes === null) take(socket);
    else handshakes(socket);
  });
  let port = await listen(listener, wanted);
  while (!isFresh(port) && wanted === 0) {
    listener.close();
    port = await listen(listener, 0);
  }

  // RST: a connection in TIME_WAIT would stand in the way of the next keeper.
  const leavePort = () => keeper?.resetAndDestroy();

  async function accept(): Promise<void> {
    if (accepting) return;
    accepting = true;
    await listenAgain(listener, port);
    if (!accepting) listener.close();
    else leavePort();
  }

  return {
    port,
    connections,
    occupy(taking) {
      handlers = taking;
    },
    secure(spoken, began) {
      handshakes = (socket) => secure(socket, spoken, { began, taken: takenFrom(socket) });
    },
    failHandshakes(by, began) {
      handshakes = (socket) => failHandshake(socket, by, { began, taken: takenFrom(socket) });
    },
    refuse() {
      if (!accepting) return;
      accepting = false;
      if (listener.listening) listener.close();
      leavePort();
      // A port in use as a client's is neither handed to another listener nor to an outgoing connection.
      keeper = connect({ host, port: anchor.port, localAddress: host, localPort: port }).on('error', () => {});
      for (const socket of sockets) if ((busy.get(carrierOf(socket)) ?? 0) === 0) socket.destroy();
    },
    accept,
    async close() {
      for (const socket of [...sockets].map(carrierOf)) {
        const head = heads.arriving(socket);
        if (head !== null) handlers?.misread({ socket, misfit: { kind: 'unfinished' }, head, rest: new Uint8Array() });
      }
      handlers = null;
      accepting = false;
      leavePort();
      if (listener.listening) listener.close();
      await Promise.all(
        [...sockets].map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()).destroy())),
      );
    },
  };
}
