import { specSchema } from './document.js';

/** A key that a spec may have. */
export interface SpecKey {
  /** From the top of the file, with `/` between; `*` stands for an item, or a name of the writer's own choice. */
  readonly path: string;
  /** What the schema says about it. */
  readonly schema: Readonly<Record<string, unknown>>;
}

type Json = { readonly [keyword: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function definition(ref: string): unknown {
  const { $defs } = specSchema;
  return isObject($defs) ? $defs[ref.replace('#/$defs/', '')] : undefined;
}

function keysIn(schema: unknown, path: string): readonly SpecKey[] {
  if (!isObject(schema)) return [];
  const { $ref, properties, additionalProperties, items, then: yes, else: no } = schema;
  // What a language has of a section has the keys of that section.
  if (/^\/inLanguages\/\*\/./.test(path)) return [];
  if (typeof $ref === 'string') return keysIn(definition($ref), path);
  const known = isObject(properties) ? properties : {};
  const isWithSource = Object.keys(known).join() === 'value,source';
  const own = Object.entries(known).filter(([key]) => key !== 'source');
  return [
    ...(isWithSource
      ? keysIn(known['value'], path)
      : own.flatMap(([key, value]) => [
          { path: `${path}/${key}`, schema: isObject(value) ? value : {} },
          ...keysIn(value, `${path}/${key}`),
        ])),
    ...keysIn(additionalProperties, `${path}/*`),
    ...keysIn(items, `${path}/*`),
    ...keysIn(yes, path),
    ...keysIn(no, path),
  ];
}

/**
 * All keys of the spec language but `source`, which each of them may have, in the order of the schema.
 *
 * @example
 * ```ts
 * import { specKeys } from '@sdk-conformance/spec';
 *
 * specKeys().map(({ path }) => path); // '/specVersion', '/api', '/api/id', …
 * ```
 */
export function specKeys(): readonly SpecKey[] {
  const byPath = new Map<string, SpecKey>();
  for (const key of keysIn(specSchema, '')) if (!byPath.has(key.path)) byPath.set(key.path, key);
  return [...byPath.values()];
}
