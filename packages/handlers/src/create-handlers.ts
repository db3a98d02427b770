import {
  type Answer,
  type Fixtures,
  type Operation,
  readSentBody,
  type SentBody,
  type Spec,
} from '@sdk-conformance/model';
// All of MSW takes twice as long to load, for GraphQL and WebSockets.
import type { HttpHandler } from 'msw';
import { http } from 'msw/core/http';
import { attachPlan, planAnswer } from './answer-plan.js';
import { answerInProcess } from './in-process.js';
import { meantOperation, routeOf } from './meant.js';
import { basePath, pathParameters, pathPattern } from './route.js';

/** A request that matched an operation. */
export interface MatchedRequest {
  readonly operation: Operation;
  /** Decoded path parameters by wire name. */
  readonly pathArguments: Readonly<Record<string, string>>;
  readonly request: Request;
}

/** Chooses the answer to a request. Undefined passes the request on to the next handlers. */
export type ChooseAnswer = (matched: MatchedRequest) => Answer | undefined;

export interface HandlerOptions {
  /** URL at which the API is mocked. Default: the spec's base URL. */
  readonly baseUrl?: string;
  /**
   * `response` (the default): the Response is what the client gets, faults as far as a Response can act them out.
   * `socket`: the Response only carries its plan ({@link planOf}), and the caller writes to the socket. The caller has read the body:
   * which of the operations that share a route is meant ({@link meantOperation}) is for it to find.
   */
  readonly serve?: 'response' | 'socket';
}

function pathArguments(names: readonly string[], params: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(names.map((name, n) => [name, String(params[`p${n}`] ?? '')]));
}

async function bodyOf(request: Request): Promise<SentBody> {
  return readSentBody(new Uint8Array(await request.clone().arrayBuffer()), [...request.headers]);
}

/**
 * MSW handlers for an API, one an operation in the spec's order; each matches method and path, and what is constant in the body where
 * operations share those.
 *
 * @throws RangeError when a request is answered with a fixture that is not there.
 *
 * @example
 * ```ts
 * import { createHandlers } from '@sdk-conformance/handlers';
 * import { setupServer } from 'msw/node';
 *
 * const server = setupServer(...createHandlers(spec, fixtures, () => ({ fixture: 'api/429' })));
 * server.listen();
 * ```
 */
export function createHandlers(
  spec: Spec,
  fixtures: Fixtures,
  choose: ChooseAnswer,
  options: HandlerOptions = {},
): HttpHandler[] {
  const base = options.baseUrl?.replace(/\/+$/, '') ?? basePath(spec).origin + basePath(spec).prefix;
  return spec.operations.map((operation) => {
    const names = pathParameters(operation);
    const method = operation.method.toLowerCase() as keyof typeof http;
    const create = http[method];
    if (create === undefined)
      throw new RangeError(`operation ${operation.id}: method ${operation.method} has no handler`);
    const sharing = spec.operations.filter((other) => routeOf(other) === routeOf(operation));
    return create(pathPattern(base, operation), async ({ request, params }) => {
      if (options.serve !== 'socket' && sharing.length > 1) {
        const body = await bodyOf(request);
        if (meantOperation(sharing, () => body) !== operation) return undefined;
      }
      const answer = choose({ operation, pathArguments: pathArguments(names, params), request });
      if (answer === undefined) return undefined;
      const plan = planAnswer(operation.id, fixtures, answer);
      if (options.serve === 'socket') return attachPlan(new Response(null), plan);
      return attachPlan(await answerInProcess(plan), plan);
    });
  });
}

/** Serves each operation's script in order and repeats the last answer. Passes operations without a script on. */
export function playScripts(scripts: Readonly<Record<string, readonly Answer[]>>): ChooseAnswer {
  const served = new Map<string, number>();
  return ({ operation }) => {
    const script = Object.hasOwn(scripts, operation.id) ? (scripts[operation.id] ?? []) : [];
    const index = served.get(operation.id) ?? 0;
    served.set(operation.id, index + 1);
    return script[Math.min(index, script.length - 1)];
  };
}
