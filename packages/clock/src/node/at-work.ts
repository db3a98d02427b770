import { COUNTED_TICK_MS } from './quiescence.js';

/** What is under way outside the event loop's own thread. It cannot be told whose it is. */
export interface AtWork {
  /** Files, names, connections, thread pool jobs. */
  readonly busy: boolean;
  /** Channels to other threads that keep the process alive: a module being loaded through hooks has one. */
  readonly ports: number;
}

const REQUESTS = new Set(
  [
    'FSReqCallback',
    'FSReqPromise',
    'CloseReq',
    'FileHandleCloseReq',
    'GetAddrInfoReqWrap',
    'GetNameInfoReqWrap',
  ].concat(['QueryReqWrap', 'TCPConnectWrap', 'PipeConnectWrap']),
);

export function lookAtWork(poolJobs: number): AtWork {
  let busy = poolJobs > 0;
  let ports = 0;
  for (const kind of process.getActiveResourcesInfo()) {
    if (REQUESTS.has(kind)) busy = true;
    if (kind === 'MessagePort') ports++;
  }
  return { busy, ports };
}

const PORT_LIMIT_MS = 2_000;

/** Says whether to wait; a channel that stays open is waited for once, for a while, and then taken for a fixture. */
export function createPatience(): (at: AtWork, realMs: number) => boolean {
  let fixtures = 0;
  let countedMs = 0;
  let tickedAtMs = 0;
  return ({ busy, ports }, realMs) => {
    fixtures = Math.min(fixtures, ports);
    if (ports > fixtures) countedMs += Math.min(realMs - tickedAtMs, COUNTED_TICK_MS);
    else countedMs = 0;
    tickedAtMs = realMs;
    if (countedMs > PORT_LIMIT_MS) fixtures = ports;
    return busy || ports > fixtures;
  };
}
