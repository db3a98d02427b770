import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';
import { errorMonitor } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Worker } from 'node:worker_threads';
import type { CallClock, Helper, TrackedRequest } from './call.js';
import { current } from './current.js';
import { followParser } from './undici-timeouts.js';

const tracked = new WeakMap<object, TrackedRequest>();
/** Sockets with tracked requests. Traffic on other sockets is unknown. */
const speaking = new WeakSet<Socket>();
export const isTracked = (socket: Socket): boolean => speaking.has(socket);

function sign(call: CallClock): void {
  call.exchanges++;
  call.touch();
}

function created(request: object): TrackedRequest | undefined {
  const call = current();
  if (!call || tracked.has(request)) return undefined;
  const entry: TrackedRequest = { call, state: 'created', collectedIn: null, socket: null };
  tracked.set(request, entry);
  call.requests.add(entry);
  sign(call);
  return entry;
}

function sent(request: object, socket: Socket): void {
  const entry = tracked.get(request);
  if (!entry) return;
  if (entry.state === 'created') entry.state = 'sent';
  entry.socket = socket;
  speaking.add(socket);
  sign(entry.call);
}

// In flight means until the head: a client may never read the body of an answer that it retries.
function answered(request: object, status: number | undefined): void {
  const entry = tracked.get(request);
  if (!entry || (status ?? 200) < 200) return;
  entry.state = 'answered';
  sign(entry.call);
}

function over(request: object): void {
  const entry = tracked.get(request);
  if (!entry) return;
  tracked.delete(request);
  entry.call.requests.delete(entry);
  if (entry.state !== 'created') entry.call.over++;
  sign(entry.call);
}

function watchUndici(): void {
  type Message = { request: object; socket: Socket; response: { statusCode: number } };
  const on = (name: string, act: (message: Message) => void) => {
    subscribe(`undici:${name}`, (message) => act(message as Message));
  };
  on('request:create', ({ request }) => created(request));
  on('client:sendHeaders', ({ request, socket }) => {
    sent(request, socket);
    const call = tracked.get(request)?.call;
    if (call) followParser(socket, call);
  });
  on('request:headers', ({ request, response }) => answered(request, response.statusCode));
  on('request:trailers', ({ request }) => over(request));
  on('request:error', ({ request }) => over(request));
}

function watchHttp(): void {
  subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: ClientRequest };
    if (!created(request)) return;
    const onSocket = (socket: Socket) => sent(request, socket);
    if (request.socket) onSocket(request.socket);
    else request.once('socket', onSocket);
    request.once(errorMonitor, () => over(request));
    request.once('close', () => over(request));
  });
  // Published when the head has come, whatever its name says.
  subscribe('http.client.response.finish', (message) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    answered(request, response.statusCode);
  });
}

function watchSockets(): void {
  subscribe('net.client.socket', (message) => {
    const { socket } = message as { socket: Socket };
    const call = current();
    if (!call) return;
    call.sockets.add(socket);
    sign(call);
  });
}

function watchHelpers(): void {
  const add = (what: string, emitter: EventEmitter) => {
    const call = current();
    if (!call) return;
    const helper: Helper = { what, inert: false };
    call.helpers.add(helper);
    call.touch();
    emitter.once('exit', () => {
      call.touch();
      call.helpers.delete(helper);
    });
  };
  subscribe('worker_threads', (message) => add('a worker thread', (message as { worker: Worker }).worker));
  subscribe('child_process', (message) => add('a child process', (message as { process: ChildProcess }).process));
}

/** Follows each call's requests, sockets, worker threads and child processes by diagnostics channels. */
export function installInFlight(): void {
  watchUndici();
  watchHttp();
  watchSockets();
  watchHelpers();
}
