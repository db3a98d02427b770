import type { Operation, Spec } from '@sdk-conformance/model';

const escaped = (literal: string) => literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * Matches an operation's path after a prefix. A path parameter is one segment, as it was sent, in a group of its own name
 * (characters that a group's name cannot hold become `_`).
 */
export function pathPattern(prefix: string, operation: Operation): RegExp {
  const parts = operation.path.split(/\{([^}]+)\}/);
  const source = parts.map((part, index) =>
    index % 2 === 0 ? escaped(part) : `(?<${part.replace(/\W/g, '_')}>[^/]+)`,
  );
  return new RegExp(`^${escaped(prefix)}${source.join('')}$`);
}

/** Origin and path prefix that the operations' paths follow, without a slash at its end. */
export function basePath(spec: Spec): { origin: string; prefix: string } {
  const url = new URL(spec.api.baseUrl);
  return { origin: url.origin, prefix: url.pathname.replace(/\/+$/, '') };
}
