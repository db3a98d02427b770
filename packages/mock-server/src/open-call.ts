import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClockDomain } from '@sdk-conformance/clock';
import {
  type Exchange,
  effectOf,
  type HeaderLine,
  holdsCanary,
  type Scenario,
  type Spec,
} from '@sdk-conformance/model';
import { type CallCredentials, clientFinder, stepOf } from './attribution.js';
import { answerPreflight, forPage, isPreflight } from './cors.js';
import type { Decide, Decision } from './decide.js';
import { type ExchangeRecord, headerLines, newRecord, type OpenExchange, openExchange } from './exchange.js';
import type { Lane } from './lane.js';
import { type ReadBody, readBody } from './read-body.js';
import { openScripts } from './script-book.js';
import { serve } from './serve.js';

/** Requests that a call answers; from there on they are recorded without their body and their connection is closed. */
export function requestLimit({ steps }: Scenario): number {
  return 90 + 10 * steps.length;
}
/** Of so many times the requests that are answered, those that come are recorded. */
const recorded = 10;

/** A scenario while its lane serves it. */
export interface OpenCall {
  /** What clients are given as the API's base URL: the lane's origin with the path of the spec's. */
  readonly baseUrl: string;
  /** The exchanges so far, in order of arrival. */
  exchanges(): readonly Exchange[];
  /** All steps have settled: requests from now on are late. */
  stepsSettled(): void;
  /** A step has begun; optional, and decides between steps whose requests look the same. */
  stepStarted(step: string): void;
  /** A step has settled; optional, as above. Its script no longer closes the port. */
  stepSettled(step: string): void;
  /**
   * A client's attempt to connect was refused. The lane cannot see it: the port is closed while the due answer of any step that has
   * not settled is `refuse`, and only this report moves the script (of one step, or of every step where it is due) past such an
   * answer. Without reports a `refuse` refuses until the call closes. Resolves when the port is open again, if it is to be.
   */
  connectionRefused(step?: string): Promise<void>;
  /** Calls back once, when more requests have come than a call answers. */
  onStorm(callback: () => void): void;
  /** Calls back when the mock server itself fails: our bug, not the client's. */
  onFailure(callback: (error: unknown) => void): void;
  /** Destroys the connections and closes the lane. */
  close(): Promise<void>;
}

export interface CallPlan {
  readonly scenario: Scenario;
  readonly credentials: CallCredentials;
  readonly domain: ClockDomain;
  /** Port of the lane, where it must be a certain one; by default any that is free. */
  readonly port?: number;
}

function snapshot(record: ExchangeRecord): Exchange {
  return { ...record, request: { ...record.request }, served: { ...record.served } };
}

export function openCall(
  spec: Spec,
  decide: Decide,
  lane: Lane,
  plan: CallPlan,
  release: () => void,
): Omit<OpenCall, 'baseUrl'> {
  const { scenario, credentials, domain } = plan;
  const records: ExchangeRecord[] = [];
  const running = new Set<OpenExchange>();
  const book = openScripts(scenario);
  const clientOf = clientFinder(credentials);
  const limit = requestLimit(scenario);
  let allSettled = false;
  let closed = false;
  let arrived = 0;
  let storm: (() => void) | null = null;
  let failed: (error: unknown) => void = (error) => {
    throw error;
  };

  function answerPlainly(exchange: OpenExchange, why: string): void {
    const { response, record } = exchange;
    const body = Buffer.from(`${why}\n`);
    const headers: HeaderLine[] = [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Content-Length', String(body.length)],
      ...forPage(exchange.request),
    ];
    record.served.label = '404, not in the scenario';
    record.served.status = 404;
    record.served.headers = headers;
    response.writeHead(404, headers.flat()).end(body);
  }

  /** A request of another run's call, whose port has become this lane's: its connection fails as if nobody listened. */
  function turnAway({ record, socket, drop }: OpenExchange): void {
    records.splice(records.indexOf(record), 1);
    drop();
    socket.resetAndDestroy();
  }

  function act(exchange: OpenExchange, decision: Decision): Promise<void> | undefined {
    const { record } = exchange;
    const { method, target, headers } = record.request;
    const fits = decision.kind === 'plan';
    if (!fits && record.client === null && headers.some(([, value]) => holdsCanary(value))) {
      turnAway(exchange);
      return undefined;
    }
    switch (decision.kind) {
      case 'noOperation':
        answerPlainly(exchange, `No operation of ${spec.api.id} is ${method} ${target}.`);
        return undefined;
      case 'noStep':
        record.operation = decision.operation;
        answerPlainly(exchange, `No step of this call uses operation ${decision.operation}.`);
        return undefined;
      case 'plan': {
        // Before a byte of this answer: its reader may connect anew at once.
        if (book.refuses()) lane.refuse();
        const { connection } = effectOf(decision.plan.answer.fault);
        const closes = connection !== 'lostUnsaid' && book.losesConnection();
        return serve(exchange, decision.plan, closes);
      }
    }
  }

  async function answer(exchange: OpenExchange, body: ReadBody): Promise<void> {
    const { record, socket } = exchange;
    record.request.body = body.bytes;
    record.request.bodyCut = body.cut;
    if (body.refused) {
      record.served.label = 'refused: request body over 64 MiB';
      exchange.end();
      socket.destroy();
      return;
    }
    try {
      const decision = await decide(record.request.method, record.request.target, body.bytes, (operation, sent) => {
        record.operation = operation;
        const state = stepOf(spec, book.steps, record.client, operation, sent);
        if (state === undefined) return undefined;
        const taken = book.take(state);
        record.step = state.step.id;
        record.answer = taken.place;
        return taken.answer;
      });
      if (exchange.isOpen()) await act(exchange, decision);
    } catch (error) {
      exchange.drop();
      socket.destroy();
      failed(error);
    }
  }

  function receive(request: IncomingMessage, response: ServerResponse): void {
    if (isPreflight(request)) {
      answerPreflight(request, response);
      return;
    }
    const headers = headerLines(request.rawHeaders);
    const client = clientOf(headers);
    const record = { ...newRecord(arrived, request, headers), client, late: allSettled, arrivedAt: domain.now() };
    arrived += 1;
    if (arrived <= recorded * limit) records.push(record);
    const exchange = openExchange(record, request, response, domain);
    running.add(exchange);
    exchange.onceClosed(() => running.delete(exchange));
    if (arrived > limit) {
      record.served.label = 'storm';
      exchange.end();
      request.socket.destroy();
      storm?.();
      storm = null;
      return;
    }
    readBody(request, (body) => {
      // A pipelined request waits for the answers before its own.
      if (response.socket === null) response.once('socket', () => void answer(exchange, body));
      else void answer(exchange, body);
    });
  }

  const reconsider = () => (book.refuses() || closed ? Promise.resolve() : lane.accept());

  lane.occupy(receive);
  if (book.refuses()) lane.refuse();
  return {
    exchanges: () => records.map(snapshot),
    stepsSettled() {
      allSettled = true;
    },
    stepStarted(step) {
      const state = book.stepOf(step);
      if (state !== undefined) state.started = true;
    },
    stepSettled(step) {
      const state = book.stepOf(step);
      if (state !== undefined) state.settled = true;
      reconsider().catch((error) => failed(error));
    },
    connectionRefused(step) {
      book.refused(step);
      return reconsider();
    },
    onStorm(callback) {
      storm = callback;
    },
    onFailure(callback) {
      failed = callback;
    },
    async close() {
      if (closed) return;
      closed = true;
      for (const exchange of running) exchange.drop();
      await lane.close();
      release();
    },
  };
}
