import type { CallClock } from './call.js';
import { current } from './current.js';

/** FNV-1a: spreads a call's name over 32 bits. */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Mulberry32: uniform in [0, 1), with a state of 32 bits. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * `Math.random` inside a call is drawn from the call's name, which the runner makes from its seed: the same seed gives the same
 * delays. It stays uniform and independent from call to call.
 */
export function installRandom(): void {
  const real = Math.random;
  const generators = new WeakMap<CallClock, () => number>();
  Math.random = () => {
    const call = current();
    if (call === undefined) return real();
    const draw = generators.get(call) ?? generator(seedOf(call.id));
    generators.set(call, draw);
    return draw();
  };
}
