import { type Operation, type SentBody, sentArgument } from '@sdk-conformance/model';

/** Returns method and path template. Operations that differ only in their bodies share them. */
export function routeOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path.replace(/\{[^}]+\}/g, '{}')}`;
}

function holds(operation: Operation, body: SentBody): boolean {
  return operation.parameters.every(
    ({ name, constant }) => constant === undefined || sentArgument(body, name, constant) === 'same',
  );
}

const constants = ({ parameters }: Operation) => parameters.filter((p) => p.constant !== undefined).length;

/** Finds the operation that a body means among those that share a route: the one with the most constants that all hold. */
export function meantOperation(candidates: readonly Operation[], body: () => SentBody): Operation | undefined {
  if (candidates.length < 2) return candidates[0];
  const sent = body();
  return candidates.filter((operation) => holds(operation, sent)).sort((a, b) => constants(b) - constants(a))[0];
}
