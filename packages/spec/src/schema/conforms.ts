import type { JsonSchema } from './builder.js';

/** What a schema says of a value; `root` has the definitions. */
type Check = (said: unknown, value: unknown, schema: JsonSchema, root: JsonSchema) => boolean;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isRecord,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: Number.isFinite,
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
};

const patterns = new Map<string, RegExp>();

function patternOf(text: string): RegExp {
  const known = patterns.get(text) ?? new RegExp(text, 'u');
  patterns.set(text, known);
  return known;
}

/** Of numbers alone, of texts alone, and so on: a keyword says nothing of values of other types. */
const ofNumber = (holds: (value: number, limit: number) => boolean): Check => {
  return (limit, value) => typeof value !== 'number' || holds(value, Number(limit));
};
const ofCount = (count: (value: unknown) => number | null, holds: (count: number, limit: number) => boolean): Check => {
  return (limit, value) => {
    const own = count(value);
    return own === null || holds(own, Number(limit));
  };
};
const items = (value: unknown) => (Array.isArray(value) ? value.length : null);
const keys = (value: unknown) => (isRecord(value) ? Object.keys(value).length : null);
const letters = (value: unknown) => (typeof value === 'string' ? [...value].length : null);
const atLeast = (count: number, limit: number) => count >= limit;
const atMost = (count: number, limit: number) => count <= limit;
/** Keywords that say nothing of a value themselves. */
const silent = new Set(['$schema', '$id', '$defs', 'title', 'description', 'default', 'examples', 'then', 'else']);

const checks: Readonly<Record<string, Check>> = {
  $ref: (ref, value, _, root) => {
    const name = /^#\/\$defs\/([^/~%]+)$/.exec(String(ref))?.[1];
    const { $defs } = root;
    return name !== undefined && isRecord($defs) && Object.hasOwn($defs, name) && conforms($defs[name], value, root);
  },
  type: (said, value) => [said].flat().some((type) => types[String(type)]?.(value) === true),
  enum: (values, value) => Array.isArray(values) && !isComposed(value) && values.includes(value),
  const: (only, value) => !isComposed(value) && only === value,
  minimum: ofNumber((value, limit) => value >= limit),
  maximum: ofNumber((value, limit) => value <= limit),
  exclusiveMinimum: ofNumber((value, limit) => value > limit),
  minItems: ofCount(items, atLeast),
  minLength: ofCount(letters, atLeast),
  minProperties: ofCount(keys, atLeast),
  maxProperties: ofCount(keys, atMost),
  pattern: (text, value) => typeof value !== 'string' || patternOf(String(text)).test(value),
  uniqueItems: (unique, value) =>
    unique !== true || !Array.isArray(value) || new Set(value.map(canonical)).size === value.length,
  items: (schema, value, _, root) => !Array.isArray(value) || value.every((item) => conforms(schema, item, root)),
  required: (names, value) =>
    !isRecord(value) || (Array.isArray(names) && names.every((name) => Object.hasOwn(value, name))),
  properties: (properties, value, _, root) =>
    !isRecord(value) ||
    (isRecord(properties) &&
      Object.entries(value).every(
        ([name, own]) => !Object.hasOwn(properties, name) || conforms(properties[name], own, root),
      )),
  additionalProperties: (schema, value, { properties = {} }, root) =>
    !isRecord(value) ||
    Object.entries(value).every(
      ([name, own]) => Object.hasOwn(Object(properties), name) || conforms(schema, own, root),
    ),
  propertyNames: (schema, value, _, root) =>
    !isRecord(value) || Object.keys(value).every((name) => conforms(schema, name, root)),
  if: (condition, value, schema, root) =>
    conforms(schema[conforms(condition, value, root) ? 'then' : 'else'] ?? true, value, root),
};

/** Equal for values that are equal, in whatever order their keys stand. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, own: unknown) =>
    isRecord(own) ? Object.fromEntries(Object.entries(own).sort()) : own,
  );
}

function isComposed(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/**
 * Whether a value surely is as a schema has it. False also where the schema says what is not known here: then one that knows all of JSON Schema
 * decides, and tells what is wrong. Compiling a schema into code costs a hundred times what it takes to read it along with one file.
 */
export function conforms(schema: unknown, value: unknown, root: JsonSchema): boolean {
  if (typeof schema === 'boolean') return schema;
  if (!isRecord(schema)) return false;
  return Object.entries(schema).every(
    ([keyword, said]) => silent.has(keyword) || checks[keyword]?.(said, value, schema, root) === true,
  );
}
