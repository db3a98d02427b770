import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
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

function watch(socket: Socket, { began }: HandshakeParts): () => void {
  let ended: (() => void) | null = began();
  const end = () => {
    ended?.();
    ended = null;
  };
  socket.on('close', end).on('error', () => socket.destroy());
  return end;
}

/** What a lane of TLS speaks. */
export interface Spoken {
  readonly context: SecureContext;
  /** HTTP/2 with whoever takes it (ALPN, RFC 7301). */
  readonly http2: boolean;
}

/** Does the handshake on a new connection, and hands on what carries the requests. */
export function secure(socket: Socket, { context, http2 }: Spoken, parts: HandshakeParts): void {
  const end = watch(socket, parts);
  const secured = new TLSSocket(socket, {
    isServer: true,
    secureContext: context,
    ALPNProtocols: [...(http2 ? ['h2'] : []), 'http/1.1'],
  });
  secured.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  // It has no connection of its own to reset.
  secured.resetAndDestroy = () => {
    socket.resetAndDestroy();
    return secured;
  };
  // A client that goes away before it has said all leaves a connection that is half open.
  const gone = () => socket.destroy();
  secured.once('end', gone);
  secured.once('secure', () => {
    secured.off('end', gone);
    end();
    parts.taken(secured);
  });
}

/** Answers the handshake on a new connection in a way that no client may accept. */
export function failHandshake(socket: Socket, by: FailingHandshake, parts: HandshakeParts): void {
  if (by === 'certificate') {
    secure(socket, { context: createSecureContext(untrusted), http2: false }, parts);
    return;
  }
  watch(socket, parts);
  socket.once('data', () => socket.end(plainText)).on('end', () => socket.destroySoon());
}
