import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { UnreachedFault } from '@sdk-conformance/model';
import { untrusted } from './certificate.js';

/** How the handshakes of a lane fail. */
export type FailingHandshake = Extract<UnreachedFault, { readonly kind: 'handshake' }>['by'];

export interface HandshakeParts {
  /** A handshake is under way, until what it gives is called. */
  readonly began: () => () => void;
  /** The client has taken the certificate: what comes now is a request. */
  readonly taken: (socket: TLSSocket) => void;
}

const plainText = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** Answers the handshake on a new connection in a way that no client may accept. */
export function failHandshake(socket: Socket, by: FailingHandshake, { began, taken }: HandshakeParts): void {
  let ended: (() => void) | null = began();
  const end = () => {
    ended?.();
    ended = null;
  };
  socket.on('close', end).on('error', () => socket.destroy());
  if (by === 'plainText') {
    socket.once('data', () => socket.end(plainText)).on('end', () => socket.destroySoon());
    return;
  }
  const secured = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(untrusted) });
  secured.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  secured.once('secure', () => {
    end();
    taken(secured);
  });
}
