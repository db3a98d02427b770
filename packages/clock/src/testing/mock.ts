import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ClockServer, createVirtualDomain, startClockServer, type VirtualDomain } from '../index.js';

export interface MockAnswer {
  readonly status: number;
  readonly headers?: (domain: VirtualDomain) => Record<string, string>;
  readonly body?: string;
  /** Held back for so long before the head; null: for ever. */
  readonly delayMs?: number | null;
  /** Held back for so long between head and body; null: for ever. */
  readonly bodyDelayMs?: number | null;
}

/** What a call came to, in virtual ms. */
export interface Played {
  readonly domain: VirtualDomain;
  readonly arrivals: number[];
  readonly abandoned: number[];
  readonly steps: string[];
  readonly escaped: { readonly realMs: number; readonly what: string }[];
  readonly blocked: { readonly ms: number; readonly what: string }[];
  idle: boolean;
  endedAt: number | null;
}

/** A real node:http server whose time is the calls' clock domains; a request's first path segment names its call. */
export async function startMock() {
  const clock: ClockServer = await startClockServer();
  const calls = new Map<string, { played: Played; script: readonly MockAnswer[] }>();

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const name = request.url?.split('/')[1] ?? '';
    const call = calls.get(name);
    if (!call) return void response.writeHead(404).end();
    serve(request, response, call);
  });

  function serve(
    request: IncomingMessage,
    response: ServerResponse,
    call: { played: Played; script: readonly MockAnswer[] },
  ): void {
    const { domain, arrivals, abandoned } = call.played;
    const answer = call.script[Math.min(arrivals.length, call.script.length - 1)] ?? { status: 500 };
    arrivals.push(domain.now().virtualMs);
    domain.exchangeOpened();
    let held = { release() {} };
    response.once('close', () => {
      held.release();
      if (!response.writableFinished) abandoned.push(domain.now().virtualMs);
      domain.exchangeClosed();
    });
    const pause = (ms: number | null | undefined, then: () => void) => {
      if (ms === undefined) return then();
      held = domain.hold(ms === null ? null : domain.now().virtualMs + ms, then);
    };
    request.resume();
    request.once('end', () => {
      pause(answer.delayMs, () => {
        const body = answer.body ?? '{"error":"scripted"}';
        response.writeHead(answer.status, { 'content-length': body.length, ...answer.headers?.(domain) });
        response.flushHeaders();
        pause(answer.bodyDelayMs, () => response.end(body));
      });
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4096, resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    base,
    clock,
    /** Makes a call known to mock and clock. */
    open(name: string, script: readonly MockAnswer[]): Played {
      const played: Played = {
        domain: createVirtualDomain(),
        arrivals: [],
        abandoned: [],
        steps: [],
        escaped: [],
        blocked: [],
        idle: false,
        endedAt: null,
      };
      calls.set(name, { played, script });
      clock.register(name, played.domain, {
        stepStarted: (step, { virtualMs }) => played.steps.push(`begin ${step} ${virtualMs}`),
        stepSettled: (step, { virtualMs }) => played.steps.push(`settled ${step} ${virtualMs}`),
        idle: () => {
          played.idle = true;
        },
        escaped: (realMs, what) => played.escaped.push({ realMs, what }),
        blocked: (ms, what) => played.blocked.push({ ms, what }),
        ended: ({ virtualMs }) => {
          played.endedAt = virtualMs;
        },
      });
      return played;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await clock.close();
    },
  };
}
