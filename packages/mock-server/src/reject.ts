import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { OpenExchange } from './exchange.js';
import { type Journal, rejectedLabel } from './journal.js';
import {
  answerRaw,
  type Misfit,
  rejectedBody,
  rejectedHead,
  rejectedTail,
  rejectedTunnel,
  statusFor,
} from './rejection.js';
import type { WireMessage } from './wire.js';

const refusal: WireMessage = {
  status: 400,
  reason: 'Bad Request',
  headers: [
    ['Connection', 'close'],
    ['Content-Length', '0'],
  ],
  body: new Uint8Array(),
};

/** Bytes of a connection that are no request. */
export interface Misread {
  readonly socket: Socket;
  readonly misfit: Misfit;
  /** Start of the head that was arriving; null where none was. */
  readonly head: Uint8Array | null;
  /** What could not be read, where the parser says. */
  readonly rest: Uint8Array;
}

/** Writes down what cannot be taken as a request, and answers it as a server does. */
export interface Rejecter {
  misread(misread: Misread): void;
  tunnel(request: IncomingMessage, socket: Socket): void;
  /** True where a request's head is not taken: it is answered, and nothing more is to be done. */
  rejectsHead(exchange: OpenExchange): boolean;
}

export function createRejecter(journal: Journal): Rejecter {
  // More may come of what is being sent: it is one request all the same.
  const done = new WeakSet<Socket>();

  function misreadBody({ record, incoming: { socket }, end }: OpenExchange, misfit: Misfit): void {
    const rejection = rejectedBody(misfit);
    const status = statusFor(misfit);
    record.request.rejected = rejection;
    record.served.label = rejectedLabel(rejection, status);
    record.served.status = status;
    if (status === null) {
      socket.destroy();
      return;
    }
    end();
    answerRaw(socket, status);
  }

  return {
    misread({ socket, misfit, head, rest }) {
      if (done.has(socket)) return;
      done.add(socket);
      const exchange = journal.openOn(socket);
      if (exchange !== undefined && !exchange.incoming.isWhole()) {
        misreadBody(exchange, misfit);
      } else if (exchange !== undefined && misfit.kind === 'unreadable') {
        // The request before them is whole, and its answer goes on; the parser takes no more.
        exchange.reply.loseAfter('unsaid');
        journal.reject(socket, rejectedTail(rest), null);
      } else if (exchange !== undefined || head === null) {
        socket.destroy();
      } else {
        const status = statusFor(misfit);
        journal.reject(socket, rejectedHead(head, misfit), status);
        if (status === null) socket.destroy();
        else answerRaw(socket, status);
      }
    },
    tunnel(request, socket) {
      journal.reject(socket, rejectedTunnel(request), 405);
      answerRaw(socket, 405);
    },
    rejectsHead({ record, reply, incoming: { rejection } }) {
      if (rejection === null) return false;
      record.request.rejected = rejection;
      record.served.label = rejectedLabel(rejection, 400);
      record.served.status = 400;
      reply.loseAfter('unsaid');
      reply.whole(reply.fitted(refusal));
      return true;
    },
  };
}
