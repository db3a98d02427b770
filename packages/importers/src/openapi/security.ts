import { isNode, type Openapi } from './document.js';
import { camel } from './names.js';
import type { Found } from './operations.js';

export interface Security {
  /** The spec's credentials by their ids. */
  readonly credentials: Readonly<Record<string, unknown>>;
  /** Those that an operation sends. */
  readonly of: (operation: Found) => readonly string[];
  readonly notes: readonly string[];
}

/** The credentials that operations send: of several ways the first. */
export function securityOf(document: Openapi, operations: readonly Found[]): Security {
  const components = document.node(document.root['components']) ?? {};
  const schemes = document.node(components['securitySchemes']) ?? {};
  const notes = new Set<string>();
  const used = new Map<string, unknown>();
  const of = new Map(
    operations.map((operation) => {
      const ways = operation.node['security'] ?? document.root['security'];
      const [first, ...others] = Array.isArray(ways) ? ways.filter(isNode) : [];
      if (others.length > 0 && first !== undefined)
        notes.add('operations have several ways to authenticate: the first is drafted');
      const ids = Object.keys(first ?? {}).flatMap((name) => {
        const credential = credentialOf(document.node(schemes[name]) ?? {});
        if (typeof credential === 'string') {
          notes.add(`the security scheme ${name}: ${credential}`);
          return [];
        }
        used.set(camel(name), credential);
        return [camel(name)];
      });
      return [operation.id, ids] as const;
    }),
  );
  return { credentials: Object.fromEntries(used), of: ({ id }) => of.get(id) ?? [], notes: [...notes] };
}

/** A text says why there is none. */
function credentialOf(scheme: Readonly<Record<string, unknown>>): object | string {
  const { type, name } = scheme;
  if (type === 'apiKey' && scheme['in'] === 'header') return { header: name, secret: true };
  if (type === 'apiKey' && scheme['in'] === 'query') return { query: name, secret: true };
  if (type === 'apiKey') return 'a cookie is no credential of a spec';
  const bearer = { header: 'Authorization', format: 'Bearer {value}', secret: true };
  if (type === 'oauth2' || type === 'openIdConnect') return bearer;
  const http = String(scheme['scheme']).toLowerCase();
  if (type === 'http' && http === 'bearer') return bearer;
  if (type === 'http' && http === 'basic')
    return { header: 'Authorization', format: 'Basic base64({value})', secret: true };
  return `a spec cannot describe ${type === 'http' ? `HTTP ${http}` : (type ?? 'it, for it is not in the document')}`;
}
