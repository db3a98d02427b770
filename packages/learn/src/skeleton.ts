import type { JsonValue } from '@sdk-conformance/model';

export type Tree = { readonly [key: string]: JsonValue };

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What of a spec is no policy: which API it is, what is sent, and what clients are given. */
const kept = ['specVersion', 'api', 'options', 'credentials', 'rateLimits', 'operations'] as const;

/** What operations have of a policy of their own. */
const ownPolicy = ['retry', 'timeoutMs', 'idempotent'];

/** Of streams, what the server does. */
const ofServer = ['format', 'terminal', 'source'];

export const observed = 'observed';

/**
 * The parts of a spec that learning needs and does not learn: operations, credentials, options. One language is left, whose SDK is asked.
 *
 * @param given the file as it was read, with its sources
 */
export function skeletonOf(given: Tree, language: string, about: string): Tree {
  const parts = Object.fromEntries(kept.flatMap((key) => (key in given ? [[key, given[key] ?? null] as const] : [])));
  const operations = isTree(given['operations'])
    ? Object.fromEntries(
        Object.entries(given['operations']).map(([id, operation]) => [id, without(operation, ownPolicy)]),
      )
    : {};
  const languages = isTree(given['languages']) ? given['languages'] : {};
  const { options, credentials, rateLimits } = parts;
  const streaming = isTree(given['streaming']) ? only(given['streaming'], ofServer) : null;
  const tree: Tree = {
    ...parts,
    ...(options === undefined ? {} : { options: inLanguage(options, language) }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(rateLimits === undefined ? {} : { rateLimits }),
    languages: { [language]: languages[language] ?? language },
    ...(streaming === null ? {} : { streaming }),
    operations,
  };
  const sources = isTree(given['sources']) ? given['sources'] : {};
  const named = sourcesIn(tree);
  return {
    ...tree,
    sources: {
      ...only(sources, [...named]),
      [observed]: { title: about, level: 'kept' },
    },
  };
}

function without(value: JsonValue, keys: readonly string[]): JsonValue {
  return isTree(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key))) : value;
}

function only(tree: Tree, keys: readonly string[]): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([key]) => keys.includes(key)));
}

/** Names of options in one language. */
function inLanguage(options: JsonValue, language: string): JsonValue {
  if (!isTree(options)) return options;
  return Object.fromEntries(
    Object.entries(options).flatMap(([id, names]): (readonly [string, JsonValue])[] => {
      if (!isTree(names) || 'header' in names || 'query' in names) return [[id, names]];
      const name = names[language];
      return name === undefined
        ? []
        : [[id, { ...('source' in names ? { source: names['source'] ?? null } : {}), [language]: name }]];
    }),
  );
}

/** Names of the sources that a tree has. */
function sourcesIn(value: JsonValue): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...sourcesIn(item)]));
  if (!isTree(value)) return new Set();
  const own = value['source'];
  const below = Object.values(value).flatMap((item) => [...sourcesIn(item)]);
  return new Set(typeof own === 'string' ? [own, ...below] : below);
}
