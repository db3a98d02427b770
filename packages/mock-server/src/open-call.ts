import type { ClockDomain } from '@sdk-conformance/clock';
import {
  type Exchange,
  type HeaderLine,
  type Scenario,
  type Spec,
  type UnreachedFault,
  unreachedBy,
} from '@sdk-conformance/model';
import { type CallCredentials, clientFinder } from './attribution.js';
import { answerPreflight, isPreflight } from './cors.js';
import type { Decide } from './decide.js';
import type { Spoken } from './handshake.js';
import type { Incoming } from './incoming.js';
import { createJournal } from './journal.js';
import type { Lane } from './lane.js';
import { createLimiter } from './limiter.js';
import { otherOriginOf } from './other-origin.js';
import { readBody } from './read-body.js';
import { createRejecter } from './reject.js';
import { createResponder } from './respond.js';
import { openScripts } from './script-book.js';

/** Requests that a call answers; from there on they are recorded without their body and their connection is closed. */
export function requestLimit({ steps }: Scenario): number {
  return 90 + 10 * steps.length;
}
/** The fault of a scenario's base URL; null where it leads to the lane. */
export function unreachedOf({ steps }: Scenario): UnreachedFault | null {
  return unreachedBy(steps.flatMap(({ script }) => script));
}

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
  /** The lane speaks TLS, by a certificate of the server's {@link MockServer.authority}. */
  readonly tls?: boolean;
  /** By TLS, it speaks HTTP/2 with clients that take it. */
  readonly http2?: boolean;
  /** Port of the lane, where it must be a certain one; by default any that is free. */
  readonly port?: number;
}

/** What a call is opened with, beside its plan. */
export interface CallParts {
  readonly spec: Spec;
  readonly decide: Decide;
  readonly lane: Lane;
  /** The origin to which redirects point that leave the API's; null where no answer has one. */
  readonly elsewhere: Lane | null;
  /** Null where the lanes speak no TLS. */
  readonly spoken: Spoken | null;
  /** Called when the call has closed. */
  readonly release: () => void;
}

export function openCall(
  { spec, decide, lane, elsewhere, spoken, release }: CallParts,
  plan: CallPlan,
): Omit<OpenCall, 'baseUrl'> {
  const { scenario, credentials, domain } = plan;
  const book = openScripts(scenario);
  const journal = createJournal({
    domain,
    clientOf: clientFinder(credentials),
    limit: requestLimit(scenario),
  });
  let closed = false;
  let storm: (() => void) | null = null;
  let failed: (error: unknown) => void = (error) => {
    throw error;
  };
  const { basePath = '' } = scenario;
  const limiter = scenario.limits === undefined ? null : createLimiter(spec, scenario.limits);
  const respond = createResponder({
    spec,
    basePath,
    decide,
    lane,
    otherOrigin: elsewhere === null ? undefined : otherOriginOf(elsewhere.port, spoken !== null),
    book,
    limiter,
    journal,
    failed: (error) => failed(error),
  });

  const rejecter = createRejecter(journal);

  function receive(incoming: Incoming): void {
    if (isPreflight(incoming)) {
      answerPreflight(incoming);
      return;
    }
    const exchange = journal.open(incoming, lane.connections);
    if (journal.overflows()) {
      exchange.record.served.label = 'storm';
      exchange.end();
      incoming.socket.destroy();
      storm?.();
      storm = null;
      return;
    }
    if (rejecter.rejectsHead(exchange)) return;
    readBody(incoming, (body) => incoming.reply.ready(() => void respond(exchange, body)));
  }

  function receiveElsewhere(incoming: Incoming): void {
    const { reply } = incoming;
    const exchange = journal.openElsewhere(incoming);
    readBody(incoming, ({ bytes, cut }) => {
      exchange.record.request.body = bytes;
      exchange.record.request.bodyCut = cut;
      exchange.record.served.label = '404, at another origin';
      exchange.record.served.status = 404;
      const headers: readonly HeaderLine[] = [['Content-Length', '0']];
      reply.whole(reply.fitted({ status: 404, reason: 'Not Found', headers, body: new Uint8Array() }));
    });
  }

  const reconsider = () => (book.refuses() || closed ? Promise.resolve() : lane.accept());

  lane.occupy({ request: receive, headBegan: journal.headBegan, misread: rejecter.misread, tunnel: rejecter.tunnel });
  elsewhere?.occupy({
    request: receiveElsewhere,
    headBegan: () => {},
    misread: ({ socket }) => socket.destroy(),
    tunnel: (_, socket) => socket.destroy(),
  });
  if (book.refuses()) lane.refuse();
  const inHandshake = () => {
    domain.exchangeOpened();
    return () => {
      if (!closed) domain.exchangeClosed();
    };
  };
  if (spoken !== null) for (const each of [lane, elsewhere]) each?.secure(spoken, inHandshake);
  const unreached = unreachedOf(scenario);
  if (unreached?.kind === 'handshake') lane.failHandshakes(unreached.by, inHandshake);
  return {
    exchanges: journal.exchanges,
    stepsSettled: journal.stepsSettled,
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
      journal.dropAll();
      await Promise.all([lane.close(), elsewhere?.close()]);
      release();
    },
  };
}
