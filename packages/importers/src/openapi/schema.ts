import { Ajv2020 } from 'ajv/dist/2020.js';
import { isNode, type Node, type Openapi } from './document.js';

/** A parameter, or a key of a body, as a spec has it. */
export type Parameter =
  | string
  | {
      readonly type: string;
      readonly optional?: true;
      readonly values?: readonly string[];
      readonly example?: unknown;
    };

/** How deep schemas are followed: some hold themselves. */
const deepest = 6;

/** The keys of an object's schema, its parts of allOf together; null where it is none. */
export function keysOf(
  document: Openapi,
  schema: unknown,
  depth = 0,
): { readonly properties: Node; readonly required: readonly string[] } | null {
  const found = document.node(schema);
  if (found === null || depth > deepest) return null;
  const parts = (Array.isArray(found['allOf']) ? found['allOf'] : []).map((part) => keysOf(document, part, depth + 1));
  const own = isNode(found['properties']) ? found['properties'] : {};
  const all = [...parts.filter((part) => part !== null), { properties: own, required: textsOf(found['required']) }];
  const properties = Object.assign({}, ...all.map((part) => part.properties));
  if (Object.keys(properties).length === 0 && found['type'] !== 'object') return null;
  return { properties, required: all.flatMap(({ required }) => required) };
}

/** A parameter by its schema. */
export function parameterOf(document: Openapi, schema: unknown, required: boolean, example?: unknown): Parameter {
  const found = document.node(schema) ?? {};
  const type = typeOf(document, found);
  const values = textsOf(found['enum']);
  const given = example ?? found['example'] ?? (Array.isArray(found['examples']) ? found['examples'][0] : undefined);
  const fits =
    given !== undefined &&
    typeof given === (type === 'integer' ? 'number' : type) &&
    (values.length === 0 || values.includes(String(given)));
  if (values.length === 0 && !fits) return required ? type : `${type}?`;
  return {
    type,
    ...(required ? {} : { optional: true as const }),
    ...(values.length > 0 && type === 'string' ? { values } : {}),
    ...(fits ? { example: given } : {}),
  };
}

function typeOf(document: Openapi, schema: Node): string {
  const said = (Array.isArray(schema['type']) ? schema['type'] : [schema['type']]).filter((type) => type !== 'null');
  if (said[0] === 'string') return schema['format'] === 'uuid' ? 'uuid' : 'string';
  if (['integer', 'number', 'boolean', 'object', 'array'].includes(said[0])) return said[0];
  const choices = [schema['oneOf'], schema['anyOf']].find(Array.isArray) ?? [];
  const first = choices
    .map((each: unknown) => document.node(each))
    .find((each: Node | null) => each !== null && each['type'] !== 'null');
  if (first !== undefined && first !== null) return typeOf(document, first);
  return keysOf(document, schema) === null ? 'string' : 'object';
}

/** What a value breaks of its schema; null where it is as it says. */
export function mistakeIn(document: Openapi, schema: unknown, value: unknown): string | null {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  try {
    const validate = ajv.compile(expanded(document, schema, 0));
    if (validate(value)) return null;
    const [error] = validate.errors ?? [];
    return `${error?.instancePath || 'it'} ${error?.message}`;
  } catch (error) {
    return `its schema cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** A schema without references, in the words of JSON Schema: OpenAPI 3.0 has `nullable`, and flags in place of bounds. */
function expanded(document: Openapi, schema: unknown, depth: number): Record<string, unknown> {
  const found = depth > deepest ? null : document.node(schema);
  if (found === null) return {};
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(found)) {
    if (key === 'properties' && isNode(value))
      out[key] = Object.fromEntries(
        Object.entries(value).map(([name, of]) => [name, expanded(document, of, depth + 1)]),
      );
    else if (['items', 'not', 'additionalProperties'].includes(key))
      out[key] = isNode(value) ? expanded(document, value, depth + 1) : value;
    else if (['allOf', 'anyOf', 'oneOf'].includes(key) && Array.isArray(value))
      out[key] = value.map((of) => expanded(document, of, depth + 1));
    else if (
      [
        'type',
        'required',
        'enum',
        'const',
        'minimum',
        'maximum',
        'minLength',
        'maxLength',
        'pattern',
        'minItems',
        'maxItems',
      ].includes(key)
    )
      out[key] = value;
  }
  return found['nullable'] === true ? { anyOf: [out, { type: 'null' }] } : out;
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

/** The first example of a media type, or of its schema; undefined without. */
export function exampleOf(document: Openapi, media: Node): unknown {
  if (media['example'] !== undefined) return media['example'];
  const [named] = isNode(media['examples']) ? Object.values(media['examples']) : [];
  const value = document.node(named)?.['value'];
  if (value !== undefined) return value;
  const schema = document.node(media['schema']);
  return schema?.['example'] ?? (Array.isArray(schema?.['examples']) ? schema['examples'][0] : undefined);
}
