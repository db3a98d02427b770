import {
  type AnswerPlan,
  basePath,
  createHandlers,
  meantOperation,
  pathPattern,
  planOf,
  routeOf,
} from '@sdk-conformance/handlers';
import {
  type Answer,
  type Fixtures,
  type HeaderLine,
  type OperationId,
  readSentBody,
  type SentBody,
  type Spec,
} from '@sdk-conformance/model';
import type { SentArguments } from './attribution.js';

/** The origin that requests of every lane have for MSW. */
const origin = 'http://lane.invalid';

/** Takes the due answer of the step that a matched request belongs to; undefined where it belongs to none. */
type TakeAnswer = (operation: OperationId, sent: SentArguments) => Answer | undefined;

export type Decision =
  | { readonly kind: 'plan'; readonly plan: AnswerPlan }
  | { readonly kind: 'noStep'; readonly operation: OperationId }
  | { readonly kind: 'noOperation' };

/** A request with its body. */
export interface WholeRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

export type Decide = (request: WholeRequest, take: TakeAnswer) => Promise<Decision>;

interface Pending {
  readonly take: TakeAnswer;
  readonly sent: Omit<SentArguments, 'path'>;
  operation: OperationId | null;
}

/**
 * Asks the MSW handler of the operation that a request matches. MSW tries its handlers one by one, and reads URL and cookies anew for
 * each: the one that fits by method and path, and by body where several do, is found first, and runs alone.
 */
export function createDecide(spec: Spec, fixtures: Fixtures): Decide {
  const pendings = new WeakMap<Request, Pending>();
  const { prefix } = basePath(spec);
  const handlers = createHandlers(
    spec,
    fixtures,
    ({ operation, pathArguments, request }) => {
      const pending = pendings.get(request);
      if (pending === undefined) return undefined;
      pending.operation = operation.id;
      return pending.take(operation.id, { ...pending.sent, path: pathArguments });
    },
    { baseUrl: origin + prefix, serve: 'socket' },
  );
  const routes = spec.operations.flatMap((operation, n) => {
    const handler = handlers[n];
    const route = { operation, method: operation.method.toUpperCase(), pattern: pathPattern(prefix, operation) };
    return handler === undefined ? [] : [{ ...route, handler }];
  });

  return async ({ method, target, headers, body }, take) => {
    let read: SentBody | null = null;
    const sentBody = () => {
      read ??= readSentBody(body, headers);
      return read;
    };
    const [path = '', query = ''] = target.split(/\?(.*)/s, 2);
    const first = routes.find((r) => r.method === method && r.pattern.test(path));
    if (first === undefined) return { kind: 'noOperation' };
    const sharing = routes.filter((r) => routeOf(r.operation) === routeOf(first.operation));
    const meant = meantOperation(
      sharing.map((r) => r.operation),
      sentBody,
    );
    const route = sharing.find((r) => r.operation === meant);
    if (route === undefined) return { kind: 'noOperation' };
    // Without the body: MSW clones the request, and a body teed into two streams of which one is not read stalls at 1 MiB.
    const request = new Request(origin + target, { method });
    const sent = { query: new URLSearchParams(query), body: sentBody };
    const pending: Pending = { take, sent, operation: null };
    pendings.set(request, pending);
    const result = await route.handler.run({ request, requestId: '' }).catch((error: unknown) => {
      // A path argument that is not percent-encoded UTF-8.
      if (error instanceof URIError) return null;
      throw error;
    });
    const plan = result?.response === undefined ? undefined : planOf(result.response);
    if (plan !== undefined) return { kind: 'plan', plan };
    return pending.operation === null ? { kind: 'noOperation' } : { kind: 'noStep', operation: pending.operation };
  };
}
