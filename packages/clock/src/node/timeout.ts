import { AsyncResource } from 'node:async_hooks';
import type { CallClock, PendingTimer } from './call.js';

const MAX_DELAY_MS = 2 ** 31 - 1;
let created = 0;

/** Timers that were converted to a number, so that `clearTimeout(+timer)` finds them. */
const byNumber = new Map<number, Timeout>();
export const timeoutOfNumber = (id: number): Timeout | undefined => byNumber.get(id);

/** Rounds a delay by Node's rule: whole ms, at least 1. A delay over 31 bits becomes 1, with a warning. */
export function delayOf(given: unknown): number {
  const ms = Number(given);
  if (ms > MAX_DELAY_MS) {
    const text = `${ms} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`;
    process.emitWarning(text, 'TimeoutOverflowWarning');
    return 1;
  }
  return ms >= 1 ? Math.trunc(ms) : 1;
}

export interface TimeoutPlan {
  readonly call: CallClock;
  readonly callback: (...args: never[]) => unknown;
  readonly args?: readonly unknown[];
  readonly delayMs: number;
  readonly interval?: boolean;
  readonly ref?: boolean;
  readonly counted?: boolean;
}

/** Replaces Node's Timeout object, with the same members. */
export class Timeout implements PendingTimer {
  readonly order = ++created;
  readonly interval: boolean;
  readonly counted: boolean;
  dueMs: number;
  // Node's own clearTimeout, which its sockets use, clears through these two.
  readonly _destroyed = true;
  readonly #plan: TimeoutPlan;
  readonly #scope = new AsyncResource('Timeout');
  #ref: boolean;
  #cleared = false;

  constructor(plan: TimeoutPlan) {
    this.#plan = plan;
    this.interval = plan.interval ?? false;
    this.counted = plan.counted ?? true;
    this.#ref = plan.ref ?? true;
    this.dueMs = plan.call.nowMs + plan.delayMs;
    plan.call.timers.add(this);
    plan.call.touch();
  }
  isOf(call: CallClock | undefined): boolean {
    return this.#plan.call === call && call?.ended === false;
  }
  get _onTimeout(): unknown {
    return this.#plan.call.timers.has(this) ? this.#plan.callback : null;
  }
  set _onTimeout(to: unknown) {
    if (to === null) this.close();
  }
  fire(): void {
    const { call, callback, args = [], delayMs } = this.#plan;
    if (!this.interval) call.timers.delete(this);
    try {
      this.#scope.runInAsyncScope(callback as (...given: unknown[]) => unknown, this, ...args);
    } finally {
      if (this.interval) this.dueMs = call.nowMs + delayMs;
      else if (!call.timers.has(this)) byNumber.delete(this.#scope.asyncId());
    }
  }
  close(): this {
    this.#cleared = true;
    byNumber.delete(this.#scope.asyncId());
    if (this.#plan.call.timers.delete(this)) this.#plan.call.touch();
    return this;
  }
  refresh(): this {
    const { call, delayMs } = this.#plan;
    if (this.#cleared || call.ended) return this;
    this.dueMs = call.nowMs + delayMs;
    call.timers.add(this);
    call.touch();
    return this;
  }
  ref(): this {
    this.#ref = true;
    return this;
  }
  unref(): this {
    this.#ref = false;
    return this;
  }
  hasRef(): boolean {
    return this.#ref;
  }
  [Symbol.toPrimitive](): number {
    const id = this.#scope.asyncId();
    if (!this.#cleared) byNumber.set(id, this);
    return id;
  }
  [Symbol.dispose](): void {
    this.close();
  }
}
