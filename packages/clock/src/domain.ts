import type { ClockTier, Stamp } from '@sdk-conformance/model';

/** An answer that the mock server holds back. */
export interface Held {
  /** Ends the hold without waking: the exchange is over. May be called more than once, also after waking. */
  release(): void;
}

/** What shares one clock: the times of a call as the mock server sees them. */
export interface ClockDomain {
  readonly tier: ClockTier;
  /** Time since the call began. */
  now(): Stamp;
  /** Wall date of the domain now, ms since 1970: for `Date` and HTTP dates. */
  epochMs(): number;
  /**
   * Holds an answer back until the domain's clock shows `dueVirtualMs` (ms since the call began); null: never due.
   * From `wake` on the exchange counts as being served, until it closes or is held again.
   */
  hold(dueVirtualMs: number | null, wake: () => void): Held;
  /** The mock received a request. */
  exchangeOpened(): void;
  /** The mock flushed the last byte, or the connection died. */
  exchangeClosed(): void;
}

export type Quiet = { readonly kind: 'quiet'; readonly epoch: number } | { readonly kind: 'busy' };
export type Advance =
  | { readonly kind: 'now'; readonly ms: number }
  | { readonly kind: 'busy' }
  | { readonly kind: 'idle' };

/** A domain whose clock moves by {@link advance} and {@link jump} alone. */
export interface VirtualDomain extends ClockDomain {
  /**
   * First phase: is every exchange held back, and are they the client's? `waiting` requests of the client have no
   * head of a response yet; `atMost` also counts those of which a part may still come.
   */
  quiet(waiting: number, atMost: number): Quiet;
  /** Second phase: moves to `toMs` or the earliest held answer, unless anything came or went since `epoch`. */
  advance(epoch: number, toMs: number | null): Advance;
  /** Moves to `toMs` without condition, waking held answers on the way at their own time: the client's thread was blocked. */
  jump(toMs: number): number;
}

/** A domain whose clock moves by the sleeps that its client asks for, and in real time while an answer is held back. */
export interface SleepDomain extends ClockDomain {
  /** A step is at work until it sleeps or settles: no sleeper is woken meanwhile. */
  began(step: string): void;
  settled(step: string): void;
  /** Lets a step, or anything else of the client, sleep so many ms; from `woke` on it is at work. False: it sleeps already. */
  sleep(who: string, ms: number, woke: (nowMs: number) => void): boolean;
  /** Ends a sleep without waking, or the work that anything but a step was woken for. */
  wake(who: string): void;
}

/** Any domain that a call can have. */
export type CallDomain = ClockDomain | VirtualDomain | SleepDomain;
