import type { Exchange } from '@sdk-conformance/model';

/** Values of a header, by its name in lower case. */
export function headerValues(exchange: Exchange, name: string): readonly string[] {
  return exchange.request.headers.filter(([n]) => n.toLowerCase() === name).map(([, value]) => value);
}

/** A path segment decoded; null where its escapes are wrong. */
export function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

/** Path and query of a request target. */
export function splitTarget(target: string): { path: string; query: string } {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) };
}

/** Pairs of a query by their names, which no server tells by their order. */
export function sortedPairs(query: Iterable<readonly [string, string]>): readonly (readonly [string, string])[] {
  return [...query].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
