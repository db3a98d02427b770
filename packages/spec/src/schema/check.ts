import { createRequire } from 'node:module';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { type Mistake, oneOfThese, shown } from '../mistake.js';
import { nearestName } from '../nearest.js';
import { escapeKey, pathOf } from '../yaml/ranges.js';
import { definitions, type JsonSchema } from './builder.js';
import { conforms } from './conforms.js';
import { canonicalOptions, specSchema } from './document.js';

// Most schemas run once in a process: optimising their code takes longer than it saves.
const options = {
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
  strictTypes: false,
  // It is ours, and a test holds it to JSON Schema.
  validateSchema: false,
  code: { optimize: false },
};
let validate: ValidateFunction | undefined;

/** Loaded for what is wrong alone: it takes longer than reading a spec. */
function compiled(): ValidateFunction {
  const { Ajv2020 } = createRequire(import.meta.url)('ajv/dist/2020.js') as typeof import('ajv/dist/2020.js');
  return new Ajv2020(options).compile(specSchema);
}

/** Where a value departs from the schema of a spec, in our own words. */
export function checkSchema(value: unknown): readonly Mistake[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [notADocument(value)];
  if (conforms(specSchema, value, specSchema)) return [];
  validate ??= compiled();
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const mistakes = errors.flatMap((error) => mistakeOf(error) ?? []);
  return withoutConsequences(mistakes, errors);
}

function notADocument(value: unknown): Mistake {
  const message = value === null ? 'the file is empty' : `the file holds ${shown(value)}`;
  return { pointer: '', shows: 'value', message, expected: 'keys and values, specVersion: 1 among them' };
}

/** A key that is missing because it is misspelt is told of once. */
function withoutConsequences(mistakes: readonly Mistake[], errors: readonly ErrorObject[]): readonly Mistake[] {
  const misspelt = new Set(
    errors
      .filter(({ keyword }) => keyword === 'additionalProperties')
      .map((error) => `${error.instancePath} ${nearestKey(error)}`),
  );
  const dropped = new Set(
    errors
      .filter(
        ({ keyword, instancePath, params }) =>
          keyword === 'required' && misspelt.has(`${instancePath} ${params['missingProperty']}`),
      )
      .map(mistakeOf)
      .map((mistake) => JSON.stringify(mistake)),
  );
  const noOptions = new Set(errors.filter(isNoOption).map(({ instancePath }) => instancePath));
  const told = new Map(mistakes.map((mistake) => [JSON.stringify(mistake), mistake]));
  return [...told.values()].filter(
    (mistake) =>
      !dropped.has(JSON.stringify(mistake)) && !noOptions.has(/^(\/options\/[^/]+)\//.exec(mistake.pointer)?.[1] ?? ''),
  );
}

/** An option that is neither a canonical one nor says where it stands: most likely one that is misspelt. */
function isNoOption({ keyword, instancePath, data }: ErrorObject): boolean {
  const isPlaced = typeof data === 'object' && data !== null && ('header' in data || 'query' in data);
  return keyword === 'additionalProperties' && /^\/options\/[^/]+$/.test(instancePath) && !isPlaced;
}

function noOption(pointer: string): Mistake {
  const id = pointer.slice('/options/'.length);
  return {
    pointer,
    shows: 'key',
    message: `there is no canonical option ${id}, and it stands in no header or query`,
    expected: `one of ${canonicalOptions.join(', ')}, or header: the one that it stands in`,
    nearest: nearestName(id, canonicalOptions),
  };
}

function mistakeOf(error: ErrorObject): Mistake | null {
  const { keyword, instancePath: pointer, params, data, propertyName } = error;
  const schema = (error.parentSchema ?? {}) as JsonSchema;
  if (keyword === 'if' || keyword === 'propertyNames') return null;
  if (isSourced(schema)) return wrongValue(pointer, schema, data);
  if (propertyName !== undefined) return badKey(pointer, schema, propertyName);
  switch (keyword) {
    case 'additionalProperties': {
      if (isNoOption(error)) return noOption(pointer);
      const key = String(params['additionalProperty']);
      const known = knownKeys(error);
      return {
        pointer: `${pointer}/${escapeKey(key)}`,
        shows: 'key',
        message: `unknown key ${key}`,
        expected: `one of ${known.join(', ')}`,
        nearest: nearestName(key, known),
      };
    }
    case 'required':
      return { pointer, shows: 'key', message: `the key ${params['missingProperty']} is missing` };
    case 'minItems':
    case 'minProperties':
    case 'minLength':
      return { pointer, shows: 'key', message: `${pathOf(pointer)} is empty` };
    case 'uniqueItems': {
      const twice = (data as readonly unknown[])[Number(params['i'])];
      return { pointer: `${pointer}/${params['i']}`, shows: 'value', message: `${shown(twice)} stands here twice` };
    }
    default:
      return {
        pointer,
        shows: 'value',
        message: `${pathOf(pointer)} is not valid`,
        ...expectation(schema, data),
        got: shown(data),
      };
  }
}

function badKey(pointer: string, schema: JsonSchema, key: string): Mistake {
  return {
    pointer: `${pointer}/${escapeKey(key)}`,
    shows: 'key',
    message: `${key} is no valid key here`,
    ...expectation(schema, key),
    got: shown(key),
  };
}

/** The form with a source is one of two: what is expected is the value of either. */
function isSourced(schema: JsonSchema): boolean {
  const keys = Object.keys((schema['properties'] as object | undefined) ?? {});
  return keys.length === 2 && keys[0] === 'value' && keys[1] === 'source';
}

function wrongValue(pointer: string, schema: JsonSchema, data: unknown): Mistake {
  const { value } = schema['properties'] as { value: JsonSchema };
  const { expected = 'a value' } = expectation(value, undefined);
  return {
    pointer,
    shows: 'value',
    message: `${pathOf(pointer)} is not valid`,
    expected: `${expected}; or {value: …, source: …}`,
    got: shown(data),
  };
}

const typeNames: Readonly<Record<string, string>> = { object: 'keys and values', string: 'a text' };

function expectation(schema: JsonSchema, data: unknown): Pick<Mistake, 'expected' | 'nearest'> {
  const referred = definitions[String(schema['$ref']).replace('#/$defs/', '')];
  if (referred !== undefined) return expectation(referred, data);
  if (Array.isArray(schema['enum'])) {
    const names = schema['enum'].map(String);
    const nearest = typeof data === 'string' ? nearestName(data, names) : null;
    const listed = names.length === 1 ? oneOfThese(names) : `one of ${names.join(', ')}`;
    return { expected: typeof schema['title'] === 'string' ? schema['title'] : listed, nearest };
  }
  if (typeof schema['title'] === 'string') return { expected: schema['title'] };
  if (schema['else'] !== undefined) return expectation(schema['else'] as JsonSchema, data);
  if (schema['type'] === 'array') {
    const items = expectation((schema['items'] ?? {}) as JsonSchema, undefined).expected;
    return { expected: items === undefined ? 'a list' : `a list, each item ${items}` };
  }
  const name = typeNames[String(schema['type'])];
  return name === undefined ? {} : { expected: name };
}

function knownKeys(error: ErrorObject): readonly string[] {
  return Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
}

function nearestKey(error: ErrorObject): string | null {
  return nearestName(String(error.params['additionalProperty']), knownKeys(error));
}
