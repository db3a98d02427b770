import type { ClientHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { current } from './current.js';
import { modules, real } from './real.js';
import { Timeout } from './timeout.js';

/** The property that holds a socket's idle timer. The socket refreshes the timer with every byte and clears it at its end. */
const slotOf = (socket: object): symbol | undefined =>
  Object.getOwnPropertySymbols(socket).find(({ description }) => description === 'timeout');

/** Replaces the idle timer of a socket, or of what Node gives one like it, in place, so that Node refreshes it on activity. */
function replaceTimer(idle: object, ms: number): void {
  const call = current();
  const slot = slotOf(idle);
  if (!call || slot === undefined || !(ms > 0)) return;
  const slots = idle as Record<symbol, unknown> & { _onTimeout(): void };
  real.clearTimeout(slots[slot] as never);
  slots[slot] = new Timeout({ call, callback: () => slots._onTimeout(), delayMs: Math.trunc(ms) || 1, ref: false });
}

/** Makes `socket.setTimeout` virtual inside a call, and with it the timeouts of node:http requests. */
export function installSocketTimeout(): void {
  modules.net.Socket.prototype.setTimeout = function setTimeout(this: Socket, ms: number, callback?: () => void) {
    const result = real.socketSetTimeout.call(this, ms, callback);
    replaceTimer(this, ms);
    return result;
  };
}

type Timed = Pick<ClientHttp2Stream, 'setTimeout'>;

/** Node shows the class of its streams nowhere: the first one leads to it. */
function timedPrototype(stream: object): Timed | null {
  for (let at: object | null = stream; at !== null; at = Object.getPrototypeOf(at))
    if (Object.hasOwn(at, 'setTimeout')) return at as Timed;
  return null;
}

/** Makes `stream.setTimeout` of node:http2 clients virtual inside a call. */
export function installStreamTimeout(): void {
  const { connect } = modules.http2;
  const known = new WeakSet<Timed>();
  const follow = (stream: object) => {
    const prototype = timedPrototype(stream);
    if (prototype === null || known.has(prototype)) return;
    known.add(prototype);
    const { setTimeout: original } = prototype;
    prototype.setTimeout = function setTimeout(this: Timed, ms: number, callback?: () => void) {
      const result = original.call(this, ms, callback);
      replaceTimer(this, ms);
      return result;
    };
  };
  modules.http2.connect = ((...given: Parameters<typeof connect>) => {
    const session = connect(...given);
    const { request } = session;
    session.request = (...asked) => {
      const stream = request.apply(session, asked);
      follow(stream);
      return stream;
    };
    return session;
  }) as typeof connect;
}
