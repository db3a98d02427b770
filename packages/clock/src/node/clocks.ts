import { VIRTUAL_EPOCH_MS } from '../epoch.js';
import { current } from './current.js';
import { real } from './real.js';

// The process seems to have started a second before the call: no clock reads 0, which some code takes for "not set".
const STARTED_BEFORE_MS = 1000;
const sinceStartMs = (virtualMs: number) => STARTED_BEFORE_MS + virtualMs;

function dateNow(): number {
  const call = current();
  if (!call) return real.dateNow();
  const ms = call.read();
  const { wallJump } = call;
  return VIRTUAL_EPOCH_MS + ms + (wallJump !== null && ms >= wallJump.atMs ? wallJump.byMs : 0);
}

/** `Date` that reads the call's clock: same prototype, so that `instanceof` and subclasses hold for dates of either. */
function createDate(): DateConstructor {
  function date(...args: never[]): object | string {
    if (!new.target) return new real.Date(dateNow()).toString();
    return Reflect.construct(real.Date, args.length === 0 ? [dateNow()] : args, new.target);
  }
  Object.defineProperty(date, 'length', { value: real.Date.length, configurable: true });
  Object.defineProperty(date, 'prototype', { value: real.Date.prototype, writable: false });
  for (const name of ['parse', 'UTC'] as const) {
    Object.defineProperty(date, name, { value: real.Date[name], writable: true, configurable: true });
  }
  Object.defineProperty(date, 'now', { value: dateNow, writable: true, configurable: true });
  Object.defineProperty(date, 'name', { value: 'Date', configurable: true });
  return date as unknown as DateConstructor;
}

function virtualHrtime(virtualMs: number, before?: [number, number]): [number, number] {
  const ms = sinceStartMs(virtualMs);
  let seconds = Math.floor(ms / 1000) - (before?.[0] ?? 0);
  let nanoseconds = (ms % 1000) * 1e6 - (before?.[1] ?? 0);
  if (nanoseconds < 0) {
    seconds--;
    nanoseconds += 1e9;
  }
  return [seconds, nanoseconds];
}

/** Puts trampolines on every clock that can be read: `Date`, `performance`, `process.hrtime`, `process.uptime`. */
export function installClocks(): void {
  const date = createDate();
  Object.defineProperty(globalThis, 'Date', { value: date, writable: true, configurable: true });
  Object.defineProperty(date.prototype, 'constructor', { value: date, writable: true, configurable: true });

  const prototype: typeof performance = Object.getPrototypeOf(performance);
  const origin = Object.getOwnPropertyDescriptor(prototype, 'timeOrigin')?.get;
  Object.assign(prototype, {
    now(this: typeof performance) {
      const call = current();
      return call ? sinceStartMs(call.read()) : real.performanceNow.call(this);
    },
  });
  Object.defineProperty(prototype, 'timeOrigin', {
    enumerable: true,
    configurable: true,
    get(this: typeof performance) {
      return current() ? VIRTUAL_EPOCH_MS - STARTED_BEFORE_MS : origin?.call(this);
    },
  });

  const hrtime = (before?: [number, number]): [number, number] => {
    const call = current();
    return call ? virtualHrtime(call.read(), before) : real.hrtime(before);
  };
  process.hrtime = Object.assign(hrtime, {
    bigint() {
      const call = current();
      return call ? BigInt(sinceStartMs(call.read())) * 1_000_000n : real.hrtimeBigint();
    },
  });
  process.uptime = () => {
    const call = current();
    return call ? sinceStartMs(call.read()) / 1000 : real.uptime.call(process);
  };
}
