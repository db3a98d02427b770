import type { Operation, Spec } from '@sdk-conformance/model';

const escaped = (literal: string) =>
  literal
    .replace(/[.*+?^${}|[\]\\/]/g, '\\$&')
    // MSW takes every parenthesis in a pattern's source for a group.
    .replace(/[()]/g, (char) => `\\x${char.charCodeAt(0).toString(16)}`);

/** Lists the parameters of a path template, in order. */
export function pathParameters(operation: Operation): readonly string[] {
  return Array.from(operation.path.matchAll(/\{([^}]+)\}/g), (match) => match[1] ?? '');
}

/** Builds the pattern of an operation's path after a prefix. The n-th path parameter, from 0, is one segment in the group `p<n>`. */
export function pathPattern(prefix: string, operation: Operation): RegExp {
  const literals = operation.path.split(/\{[^}]+\}/);
  const source = literals.map((literal, n) => (n === 0 ? '' : `(?<p${n - 1}>[^/]+)`) + escaped(literal));
  return new RegExp(`^${escaped(prefix)}${source.join('')}$`);
}

/** Origin and path prefix that the operations' paths follow, without a slash at its end. */
export function basePath(spec: Spec): { origin: string; prefix: string } {
  const url = new URL(spec.api.baseUrl);
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}
