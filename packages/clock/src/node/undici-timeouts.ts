import type { Socket } from 'node:net';
import type { CallClock } from './call.js';
import { Timeout } from './timeout.js';

/** The part of undici's parser that waits: for a head, for more of a body, or on an idle connection. */
interface Parser {
  timeout: Partial<Ticking> | null;
  timeoutValue: number | null;
  setTimeout(delay: number, type: number): void;
}
/** A timer of undici's own, or Node's. */
interface Ticking {
  _onTimeout(...args: unknown[]): void;
  _timerArg: unknown;
  clear(): void;
}

// As in undici 6.20 and later. Before, the numbers meant other things, and the timers had other members.
const HEAD = 3;
const BODY = 5;

const calls = new WeakMap<Parser, CallClock>();
const patched = new WeakSet<object>();

const parserOf = (socket: Socket): Parser | null => {
  const slot = Object.getOwnPropertySymbols(socket).find(({ description }) => description === 'parser');
  const parser: unknown = slot && (socket as unknown as Record<symbol, unknown>)[slot];
  return typeof parser === 'object' && parser !== null && 'setTimeout' in parser ? (parser as unknown as Parser) : null;
};

/**
 * Makes undici's waits for a head and for a body (300 s each by default) virtual for what a call sends on the socket. What they
 * do when they are over stays undici's own; a connection's idle time stays real.
 */
export function followParser(socket: Socket, call: CallClock): void {
  const parser = parserOf(socket);
  if (!parser) return;
  calls.set(parser, call);
  const prototype: Parser = Object.getPrototypeOf(parser);
  if (patched.has(prototype)) return;
  patched.add(prototype);
  const original = prototype.setTimeout;
  prototype.setTimeout = function (this: Parser, delay, type) {
    const owner = calls.get(this);
    if (this.timeout instanceof Timeout && !this.timeout.isOf(owner)) {
      this.timeout.close();
      this.timeout = null;
      this.timeoutValue = null;
    }
    original.call(this, delay, type);
    const { timeout } = this;
    if (!owner || owner.ended || !timeout || timeout instanceof Timeout || (type !== HEAD && type !== BODY)) return;
    const { _onTimeout, _timerArg, clear } = timeout;
    if (!_onTimeout || !clear) return;
    clear.call(timeout);
    const over = () => _onTimeout(_timerArg);
    this.timeout = new Timeout({ call: owner, callback: over, delayMs: delay, ref: false, counted: false }) as never;
  };
}
