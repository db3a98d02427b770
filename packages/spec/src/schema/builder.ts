/** A JSON Schema together with the type of what it lets through, so that the two are written once. */
export interface Schema<T> {
  readonly json: JsonSchema;
  /** Never set: carries the type alone. */
  readonly type?: T;
}

export type JsonSchema = { readonly [keyword: string]: unknown };
export type TypeOf<S> = S extends Schema<infer T> ? T : never;

type Shape = Readonly<Record<string, Schema<unknown>>>;
type Flat<T> = { readonly [K in keyof T]: T[K] };
type ObjectOf<R extends Shape, O extends Shape> = Flat<
  { [K in keyof R]: TypeOf<R[K]> } & { [K in keyof O]?: TypeOf<O[K]> }
>;

/** A single value. `title` says in words what is expected. */
export function leaf<T>(title: string, json: JsonSchema): Schema<T> {
  return { json: { title, ...json } };
}

export function oneOf<const V extends readonly string[]>(...values: V): Schema<V[number]> {
  return { json: { type: 'string', enum: values } };
}

export function list<T>(items: Schema<T>, json: JsonSchema = {}): Schema<readonly T[]> {
  return { json: { type: 'array', items: items.json, ...json } };
}

/** Schemas that are written once under `$defs`, by name. */
export const definitions: Record<string, JsonSchema> = {};

/** A schema that is used in many places, and stands under `$defs`. */
export function shared<T>(name: string, { json }: Schema<T>): Schema<T> {
  definitions[name] = json;
  return { json: { $ref: `#/$defs/${name}` } };
}

export function described<T>(description: string, schema: Schema<T>): Schema<T> {
  return { json: { ...schema.json, description } };
}

const { json: sourceJson } = shared(
  'source',
  leaf<string>('the id of a source', {
    type: 'string',
    description: 'Who says so: a key of `sources`. Holds for everything below, until another `source` says otherwise.',
  }),
);

/** Keys and values, all of them known. */
export function object<R extends Shape, O extends Shape>(required: R, optional: O): Schema<ObjectOf<R, O>> {
  return { json: objectJson(required, optional, {}) };
}

/** Keys and values of a policy, which may name its `source`. */
export function policy<R extends Shape, O extends Shape>(required: R, optional: O): Schema<ObjectOf<R, O>> {
  return { json: objectJson(required, optional, { source: sourceJson }) };
}

function objectJson(required: Shape, optional: Shape, more: JsonSchema): JsonSchema {
  const properties = Object.entries({ ...required, ...optional }).map(([key, { json }]) => [key, json]);
  return {
    type: 'object',
    properties: { ...Object.fromEntries(properties), ...more },
    ...(Object.keys(required).length === 0 ? {} : { required: Object.keys(required) }),
    additionalProperties: false,
  };
}

/** Some of these keys, the same for each, and a `source` for them all. */
export function policyOf<const K extends readonly string[], T>(
  keys: K,
  values: Schema<T>,
): Schema<{ readonly [key in K[number]]?: T }> {
  return { json: objectJson({}, Object.fromEntries(keys.map((key) => [key, values])), { source: sourceJson }) };
}

/** Some of these keys, others of the writer's own choice, and a `source` for them all. */
export function policyWith<A, B>(
  known: readonly string[],
  values: Schema<A>,
  keys: Schema<string>,
  others: Schema<B>,
): Schema<Map<A | B>> {
  const { json } = policyOf(known, values);
  const propertyNames = conditional({ enum: ['source', ...known] }, {}, keys.json);
  return { json: { ...json, propertyNames, additionalProperties: others.json } };
}

/** Keys of the writer's own choice. */
export function map<T>(keys: Schema<string>, values: Schema<T>, json: JsonSchema = {}): Schema<Map<T>> {
  return { json: { type: 'object', propertyNames: keys.json, additionalProperties: values.json, ...json } };
}

/** Keys of the writer's own choice, and a `source` for them all. */
export function policyMap<T>(keys: Schema<string>, values: Schema<T>): Schema<Map<T>> {
  const propertyNames = conditional({ const: 'source' }, {}, keys.json);
  return map(keys, values, { propertyNames, properties: { source: sourceJson } });
}

type Map<T> = Readonly<Record<string, T>>;

/** A value, or the same with its source: `{value: 3, source: vendor}`. */
export function sourced<T>(schema: Schema<T>): Schema<T> {
  const { description, ...json } = schema.json;
  return {
    json: {
      ...(description === undefined ? {} : { description }),
      ...conditional({ type: 'object' }, withSource(json), json),
    },
  };
}

/** A single value, also as `{value, source}`, or an object that has this key. */
export function entryOr<A, B>(key: string, entry: Schema<A>, single: Schema<B>): Schema<A | B> {
  return { json: conditional({ type: 'object', required: [key] }, entry.json, sourced(single).json) };
}

/** A value, the same with its source, or a policy. */
export function sourcedOr<T, P>(schema: Schema<T>, own: Schema<P>): Schema<T | P> {
  const isSourced = { required: ['value'] };
  return {
    json: conditional({ type: 'object' }, conditional(isSourced, withSource(schema.json), own.json), schema.json),
  };
}

/** Any JSON, or `{value, source}`. */
export function sourcedJson<T>(description: string): Schema<T> {
  const isSourced = { type: 'object', required: ['value', 'source'], maxProperties: 2 };
  return { json: { description, ...conditional(isSourced, withSource({}), {}) } };
}

/** One schema for values of a JSON type, another one for all else. */
export function byType<A, B>(type: 'object' | 'array' | 'number', own: Schema<A>, others: Schema<B>): Schema<A | B> {
  return { json: conditional({ type }, own.json, others.json) };
}

function conditional(when: JsonSchema, yes: JsonSchema, no: JsonSchema): JsonSchema {
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  return { if: when, then: yes, else: no };
}

function withSource(json: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: { value: json, source: sourceJson },
    required: ['value', 'source'],
    additionalProperties: false,
  };
}
