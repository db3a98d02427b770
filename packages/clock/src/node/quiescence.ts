import type { Socket } from 'node:net';
import type { CallClock, Helper, Installed, PendingTimer } from './call.js';

/** Requests whose answer's head has not come. */
export function waiting(call: CallClock): number {
  let count = 0;
  for (const { state } of call.requests) if (state === 'sent') count++;
  return count;
}

// One tick counts for no more than this: a process that was not scheduled has not been waiting.
export const COUNTED_TICK_MS = 5;
const ON_ITS_WAY_MS = 2_000;
const QUEUED_MS = 50;

/**
 * Returns how long to wait (counted real ms) for requests that are on no socket yet; 0 if there are none. The HTTP stack may be preparing a
 * connection, which cannot be seen. If another request is under way, this one may be queued.
 */
export function unsentPatienceMs(call: CallClock): number {
  const states = new Set([...call.requests].map(({ state }) => state));
  if (!states.has('created')) return 0;
  return states.has('sent') ? QUEUED_MS : ON_ITS_WAY_MS;
}

/** Counts the requests whose answer may still come: the most answers that the server can hold for this call. */
export function atMost(call: CallClock, isTracked: Installed['isTracked']): number | '-' {
  for (const socket of call.sockets) {
    // A connection that was opened ahead of a request has said nothing yet.
    if (!socket.destroyed && socket.bytesWritten > 0 && !isTracked(socket)) return '-';
  }
  return call.requests.size;
}

/** Counts the bytes on the call's sockets. They change even if no request changes state. */
export function bytes(call: CallClock, isTracked: Installed['isTracked']): number {
  const sockets = new Set<Socket>();
  for (const { socket } of call.requests) if (socket) sockets.add(socket);
  for (const socket of call.sockets) {
    // A call may have a thousand connections that are idle: those on which requests are tracked count while one is under way.
    if (socket.destroyed || isTracked(socket)) call.sockets.delete(socket);
    else sockets.add(socket);
  }
  let sum = 0;
  for (const socket of sockets) sum += socket.bytesRead + socket.bytesWritten;
  return sum;
}

/** Returns the first timer due until `untilMs`. The oldest wins among equals. */
export function firstTimer(call: CallClock, untilMs = Number.POSITIVE_INFINITY): PendingTimer | undefined {
  let first: PendingTimer | undefined;
  for (const timer of call.timers) {
    if (timer.dueMs > untilMs) continue;
    if (!first || timer.dueMs < first.dueMs || (timer.dueMs === first.dueMs && timer.order < first.order))
      first = timer;
  }
  return first;
}

/** Returns a worker thread or child process that may still work in real time. */
export function runningHelper(call: CallClock): Helper | undefined {
  for (const helper of call.helpers) if (!helper.inert) return helper;
  return undefined;
}

/** Something that outlived the settling of a call; or, before it, a wait that nothing holds the process for. */
export interface LeftBehind {
  readonly what: 'timer' | 'interval' | 'request' | 'unheld wait';
  readonly count: number;
}

/**
 * Whether a process that has nothing else to do ends where the call waits: no request is under way, not even one whose body may still come, and
 * every timer is unref'd.
 */
export function isUnheld(call: CallClock, isTracked: Installed['isTracked']): boolean {
  const timers = [...call.timers];
  return (
    timers.length > 0 &&
    timers.every((timer) => !timer.hasRef()) &&
    call.requests.size === 0 &&
    atMost(call, isTracked) === 0 &&
    call.helpers.size === 0
  );
}

/** Counts what keeps the process alive: timers that are not unref'd and requests without an answer. */
export function leftBehind(call: CallClock): readonly LeftBehind[] {
  const timers = [...call.timers].filter((timer) => timer.counted && timer.hasRef());
  const intervals = timers.filter(({ interval }) => interval).length;
  const counts: LeftBehind[] = [
    { what: 'timer', count: timers.length - intervals },
    { what: 'interval', count: intervals },
    { what: 'request', count: waiting(call) },
  ];
  return counts.filter(({ count }) => count > 0);
}
