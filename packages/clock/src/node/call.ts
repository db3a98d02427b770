import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';

/** A virtual timer as the pump sees it. */
export interface PendingTimer {
  readonly dueMs: number;
  /** Order of creation: decides between timers that are due at once. */
  readonly order: number;
  readonly interval: boolean;
  /** False: the host's own, no sign of something left behind. */
  readonly counted: boolean;
  hasRef(): boolean;
  /** Runs the callback in the context that created the timer. What it throws comes out. */
  fire(): void;
}

/** A request of the call: created, then sent on a socket, then answered by a head whose body may still come. */
export interface TrackedRequest {
  readonly call: CallClock;
  state: 'created' | 'sent' | 'answered';
  socket: Socket | null;
}

/** Something that can run on in real time: a worker thread or a child process. */
export interface Helper {
  readonly what: string;
  /** Waited for its full time once, in vain: not waited for again. */
  inert: boolean;
}

/** The virtual clock of one call inside the client's process. */
export interface CallClock {
  readonly id: string;
  /** Virtual time in ms since the call began; whole. */
  nowMs: number;
  /** No longer virtual: what runs on in its context has real timers. */
  ended: boolean;
  readonly timers: Set<PendingTimer>;
  readonly requests: Set<TrackedRequest>;
  /** Connections of the call on which no request was tracked, as far as it is known. */
  readonly sockets: Set<Socket>;
  readonly helpers: Set<Helper>;
  /** Goes up with everything that the call does. */
  activity: number;
  /** Goes up with every sign of life of a request. */
  exchanges: number;
  /** Reads of the clock since it last moved, in this turn of the event loop. */
  reads: number;
  /** The call did something: it is not blocked. */
  touch(): void;
  /** Moves the clock while the thread is blocked; returns once the server knows. */
  jump(toMs: number): void;
  /** Counts a read of the clock; a loop that does nothing else is let through by real time. */
  read(): number;
}

/** What the preload leaves for the client in the same process, whatever loads either of them. */
export interface Installed {
  readonly calls: AsyncLocalStorage<CallClock>;
  readonly realMs: () => number;
  readonly setTimeout: typeof setTimeout;
  readonly clearTimeout: typeof clearTimeout;
  readonly setImmediate: typeof setImmediate;
  readonly atomicsWait: typeof Atomics.wait;
  /** Jobs that the thread pool has not handed back. */
  readonly poolJobs: () => number;
  /** True where requests on the socket are tracked. */
  readonly isTracked: (socket: Socket) => boolean;
  /** A timer of the host inside the call, not counted as left behind. Returns how to call it off. */
  readonly after: (call: CallClock, ms: number, callback: () => void) => () => void;
}

const key: unique symbol = Symbol.for('@sdk-conformance/clock') as never;
const place: { [key]?: Installed } = globalThis as never;

/** What the preload installed; undefined where it was not loaded. */
export const installed = (): Installed | undefined => place[key];

export function leaveInstalled(it: Installed): void {
  place[key] = it;
}
