import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';

/** A virtual timer as the pump sees it. */
export interface PendingTimer {
  readonly dueMs: number;
  /** Order of creation. Timers that are due together fire in this order. */
  readonly order: number;
  readonly interval: boolean;
  /** False for the host's own timers, which do not count as left behind. */
  readonly counted: boolean;
  hasRef(): boolean;
  /** Runs the callback in the context that created the timer. Rethrows what it throws. */
  fire(): void;
}

/** A request of the call. It is created, then sent on a socket, then answered by a head; its body may still come. */
export interface TrackedRequest {
  readonly call: CallClock;
  state: 'created' | 'sent' | 'answered';
  /** The state in which garbage was collected last; null: in none. */
  collectedIn: TrackedRequest['state'] | null;
  socket: Socket | null;
}

/** A worker thread or child process. It can run on in real time. */
export interface Helper {
  readonly what: string;
  /** True after one wait of full length without a result. It is not waited for again. */
  inert: boolean;
}

/** When the wall clock of a call is set, ms after it began, and by how much. */
export interface WallJump {
  readonly atMs: number;
  readonly byMs: number;
}

/** The virtual clock of one call inside the client's process. */
export interface CallClock {
  readonly id: string;
  /** Virtual time in ms since the call began; whole. */
  nowMs: number;
  /** True once the clock has stopped. Code that runs on in its context gets real timers. */
  ended: boolean;
  /** ms by which the wall clock is set once the call's clock has come to `atMs`; null: it goes with it. */
  wallJump: WallJump | null;
  readonly timers: Set<PendingTimer>;
  readonly requests: Set<TrackedRequest>;
  /** Requests that were sent and are over. */
  over: number;
  /** Connections of the call without a tracked request. */
  readonly sockets: Set<Socket>;
  readonly helpers: Set<Helper>;
  /** Goes up with everything that the call does. */
  activity: number;
  /** Goes up with every sign of life of a request. */
  exchanges: number;
  /** Clock reads in this turn of the event loop since the clock last moved. */
  reads: number;
  /** The call did something: it is not blocked. */
  touch(): void;
  /** Moves the clock while the thread is blocked. Returns when the server has confirmed. */
  jump(toMs: number): void;
  /** Lets so many ms go by in which the thread stands still, and with it all other calls. */
  block(ms: number): void;
  /** Counts a clock read. A loop that does nothing else gets real time. */
  read(): number;
}

/** State that the preload shares with the client in the same process. */
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
  /** Starts a timer of the host inside the call. It does not count as left behind. Returns the function that cancels it. */
  readonly after: (call: CallClock, ms: number, callback: () => void) => () => void;
}

const key: unique symbol = Symbol.for('@sdk-conformance/clock') as never;
const place: { [key]?: Installed } = globalThis as never;

/** Returns what the preload installed; undefined without the preload. */
export const installed = (): Installed | undefined => place[key];

export function leaveInstalled(installed: Installed): void {
  place[key] = installed;
}
