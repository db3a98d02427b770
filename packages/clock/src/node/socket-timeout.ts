import type { Socket } from 'node:net';
import { current } from './current.js';
import { modules, real } from './real.js';
import { Timeout } from './timeout.js';

/** The property that holds a socket's idle timer. The socket refreshes the timer with every byte and clears it at its end. */
const slotOf = (socket: object): symbol | undefined =>
  Object.getOwnPropertySymbols(socket).find(({ description }) => description === 'timeout');

/**
 * Makes `socket.setTimeout` virtual inside a call, and with it the timeouts of node:http requests. It replaces the socket's idle timer in
 * place, so that Node refreshes it on activity.
 */
export function installSocketTimeout(): void {
  modules.net.Socket.prototype.setTimeout = function setTimeout(this: Socket, ms: number, callback?: () => void) {
    const result = real.socketSetTimeout.call(this, ms, callback);
    const call = current();
    const slot = slotOf(this);
    if (!call || slot === undefined || !(ms > 0)) return result;
    const slots = this as unknown as Record<symbol, unknown> & { _onTimeout(): void };
    real.clearTimeout(slots[slot] as never);
    slots[slot] = new Timeout({ call, callback: () => slots._onTimeout(), delayMs: Math.trunc(ms) || 1, ref: false });
    return result;
  };
}
