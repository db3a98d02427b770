import type { ClockTier, Stamp } from '@sdk-conformance/model';

/** An answer that the mock server holds back. */
export interface Held {
  /** Ends the hold without waking. Idempotent, also after waking. */
  release(): void;
}

/** One virtual clock and what the mock server knows of it. */
export interface ClockDomain {
  readonly tier: ClockTier;
  /** Time since the call began. */
  now(): Stamp;
  /** Returns the domain's current date, ms since 1970. `Date` headers and HTTP dates come from it. */
  epochMs(): number;
  /**
   * Holds an answer until `dueVirtualMs` (ms since the call began); null holds it for ever. After `wake` the exchange counts as being
   * served until it closes or is held again.
   */
  hold(dueVirtualMs: number | null, wake: () => void): Held;
  /** The mock received a request. */
  exchangeOpened(): void;
  /** The mock server wrote the last byte, or the connection died. */
  exchangeClosed(): void;
}

export type Quiet = { readonly kind: 'quiet'; readonly epoch: number } | { readonly kind: 'busy' };
export type Advance =
  | { readonly kind: 'now'; readonly ms: number }
  | { readonly kind: 'busy' }
  /** `endless`: timers fire on and on, and nothing comes of them. */
  | { readonly kind: 'idle'; readonly endless: boolean };

/** A domain whose clock moves only by {@link advance} and {@link jump}. */
export interface VirtualDomain extends ClockDomain {
  /**
   * First phase: asks whether every exchange is held, and whether they are the client's. `waiting` counts the client's requests without a
   * response head. `atMost` adds those whose body may still come.
   */
  quiet(waiting: number, atMost: number): Quiet;
  /** Second phase: moves the clock to `toMs` or to the earliest held answer. Refused if an exchange opened or closed since `epoch`. */
  advance(epoch: number, toMs: number | null): Advance;
  /**
   * Both phases in one, for a client that has seen `over` requests to their end and has no other: moves the clock to `toMs`. Refused while any
   * exchange is open, held back or not, and where more or fewer have been: then the client does not know of all that is on its way.
   */
  move(over: number, toMs: number | null): Advance;
  /**
   * Moves the clock to `toMs` unconditionally, because the client's thread was blocked. Wakes held answers on the way, each at its own
   * time.
   */
  jump(toMs: number): number;
}

/** A domain whose clock moves by the client's sleeps, and in real time while an answer is held. */
export interface SleepDomain extends ClockDomain {
  /** Marks a step as working until it sleeps or settles. No sleeper wakes meanwhile. */
  began(step: string): void;
  settled(step: string): void;
  /** Puts a step, or another part of the client, to sleep for `ms`. It works again from `woke` on. Returns false if it sleeps already. */
  sleep(who: string, ms: number, woke: (nowMs: number) => void): boolean;
  /** Ends a sleep without waking. Also ends the work of a sleeper that is no step. */
  wake(who: string): void;
}

/** Any domain that a call can have. */
export type CallDomain = ClockDomain | VirtualDomain | SleepDomain;
