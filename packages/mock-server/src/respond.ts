import { effectOf, type HeaderLine, holdsCanary, type Spec } from '@sdk-conformance/model';
import { stepOf } from './attribution.js';
import { forPage } from './cors.js';
import type { Decide, Decision } from './decide.js';
import type { OpenExchange } from './exchange.js';
import { type Journal, rejectedLabel } from './journal.js';
import type { Lane } from './lane.js';
import type { Caller, Limiter } from './limiter.js';
import type { ReadBody } from './read-body.js';
import type { ScriptBook } from './script-book.js';
import { writeAnswer } from './write-answer.js';

export interface ResponderParts {
  readonly spec: Spec;
  /** Of the scenario's base URL: what does not begin with it is no operation. */
  readonly basePath: string;
  readonly decide: Decide;
  readonly lane: Lane;
  /** Where redirects to another origin point; undefined where the scenario has none. */
  readonly otherOrigin: string | undefined;
  readonly book: ScriptBook;
  /** Null where no limits are enforced. */
  readonly limiter: Limiter | null;
  readonly journal: Journal;
  /** Called when the mock server itself fails. */
  readonly failed: (error: unknown) => void;
}

/** Answers a request that has arrived with its body. */
export type Responder = (exchange: OpenExchange, body: ReadBody) => Promise<void>;

function answerPlainly({ incoming, reply, record }: OpenExchange, why: string): void {
  const body = Buffer.from(`${why}\n`);
  const headers: HeaderLine[] = [
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Content-Length', String(body.length)],
    ...forPage(incoming),
  ];
  const message = reply.fitted({ status: 404, reason: 'Not Found', headers, body });
  record.served.label = '404, not in the scenario';
  record.served.status = 404;
  record.served.headers = message.headers;
  reply.whole(message);
}

function callerOf({ record, incoming }: OpenExchange): Caller {
  return { client: record.client, address: incoming.socket.remoteAddress ?? '', nowMs: record.arrivedAt.virtualMs };
}

/** Answers each request by the script of the step that it belongs to, and 404 where it belongs to none. */
export function createResponder({
  spec,
  basePath,
  decide,
  lane,
  otherOrigin,
  book,
  limiter,
  journal,
  failed,
}: ResponderParts): Responder {
  async function decisionFor(exchange: OpenExchange): Promise<Decision> {
    const { record } = exchange;
    const { request } = record;
    if (!request.target.startsWith(basePath)) return { kind: 'noOperation' };
    return decide({ ...request, target: request.target.slice(basePath.length) }, (operation, sent) => {
      record.operation = operation;
      const state = stepOf(spec, book.steps, record.client, operation, sent);
      if (state === undefined) return undefined;
      record.step = state.step.id;
      const limited = limiter?.take(operation, callerOf(exchange));
      if (limited != null) {
        record.limited = limited;
        return limited.answer;
      }
      const taken = book.take(state);
      record.answer = taken.place;
      return taken.answer;
    });
  }

  function act(exchange: OpenExchange, decision: Decision): Promise<void> | undefined {
    const { record } = exchange;
    const { method, target, headers } = record.request;
    const fits = decision.kind === 'plan';
    // A request of another run's call, whose port has become this lane's: its connection fails as if nobody listened.
    if (!fits && record.client === null && headers.some(([, value]) => holdsCanary(value))) {
      journal.strike(exchange);
      exchange.incoming.socket.resetAndDestroy();
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
        return writeAnswer(exchange, decision.plan, {
          closes: connection !== 'lostUnsaid' && book.losesConnection(),
          ...(otherOrigin === undefined ? {} : { otherOrigin }),
        });
      }
    }
  }

  return async (exchange, body) => {
    const {
      record,
      incoming: { socket },
    } = exchange;
    record.request.body = body.bytes;
    record.request.bodyCut = body.cut;
    if (body.refused) {
      record.request.rejected = { in: 'body', why: 'over 64 MiB of body', bytes: '', cut: false };
      record.served.label = rejectedLabel(record.request.rejected, null);
      exchange.end();
      socket.destroy();
      return;
    }
    try {
      const decision = await decisionFor(exchange);
      if (exchange.isOpen()) await act(exchange, decision);
    } catch (error) {
      exchange.drop();
      socket.destroy();
      failed(error);
    }
  };
}
