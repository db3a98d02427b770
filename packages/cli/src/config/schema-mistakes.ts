import { nearestName } from '@sdk-conformance/spec';
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Mistake } from './mistake.js';

/** ajv's errors in our own words; where ajv says one thing twice, once. */
export function schemaMistakes(errors: readonly ErrorObject[]): readonly Mistake[] {
  return errors
    .filter(({ keyword, schemaPath }) => keyword !== 'if' && !schemaPath.includes('/contains/'))
    .map(mistakeOf);
}

function mistakeOf(error: ErrorObject): Mistake {
  const pointer = error.instancePath;
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = Object.keys(propertiesOf(error.parentSchema));
      return {
        pointer: `${pointer}/${escaped(key)}`,
        message: `unknown key ${key}`,
        expected: `one of ${known.join(', ')}`,
        nearest: nearestName(key, known),
      };
    }
    case 'required': {
      const key = String(params['missingProperty']);
      const [, schema] = Object.entries(propertiesOf(error.parentSchema)).find(([name]) => name === key) ?? [];
      return { pointer, message: `the key ${key} is missing`, ...meant(schema) };
    }
    case 'type':
      if (pointer === '' && error.data === null) return emptyFile(error);
      return {
        pointer,
        message: 'wrong type',
        expected: typeOf(error),
        got: error.data === null ? 'nothing' : shown(error.data),
      };
    case 'enum': {
      const allowed = Array.isArray(params['allowedValues']) ? params['allowedValues'].map(String) : [];
      return { pointer, message: 'unknown value', expected: `one of ${allowed.join(', ')}`, got: shown(error.data) };
    }
    case 'const':
      return { pointer, message: 'unknown value', expected: shown(params['allowedValue']), got: shown(error.data) };
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
      return { pointer, message: 'out of range', expected: `a number ${rangeOf(error)}`, got: shown(error.data) };
    case 'pattern':
      return { pointer, message: 'wrong form', expected: typeOf(error), got: shown(error.data) };
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return { pointer, message: 'this may not be empty', ...meant(error.parentSchema) };
    case 'contains':
      return { pointer, message: 'an item is missing', expected: typeOf(error), got: shown(error.data) };
    default:
      return { pointer, message: error.message ?? error.keyword, got: shown(error.data) };
  }
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'keys and values',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
};

function emptyFile({ parentSchema }: ErrorObject): Mistake {
  const required: unknown = parentSchema?.['required'];
  const keys = Array.isArray(required) ? required.map(String) : [];
  const expected = `the ${keys.length === 1 ? 'key' : 'keys'} ${keys.join(' and ')}`;
  return { pointer: '', message: 'this file is empty', expected };
}

/** What a key is for, in the words of its schema: their first sentence. */
function meant(schema: unknown): Pick<Mistake, 'expected'> {
  const description = typeof schema === 'object' && schema !== null && 'description' in schema && schema.description;
  if (typeof description !== 'string') return {};
  const sentence = /^.*?(?=\.(?:\s|$))/.exec(description)?.[0] ?? description;
  return { expected: sentence.replace(/^[A-Z](?=[a-z]*\b)/, (letter) => letter.toLowerCase()) };
}

function rangeOf({ parentSchema }: ErrorObject): string {
  const above: unknown = parentSchema?.['exclusiveMinimum'];
  const least: unknown = parentSchema?.['minimum'];
  const most: unknown = parentSchema?.['maximum'];
  return [
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(least === undefined ? [] : [`from ${least}`]),
    ...(most === undefined ? [] : [`up to ${most}`]),
  ].join(' and ');
}

function typeOf({ params, parentSchema, data }: ErrorObject): string {
  const type = String(params['type'] ?? parentSchema?.['type']);
  const examples: unknown = parentSchema?.['examples'];
  const [example] = Array.isArray(examples) ? examples : quotedExample(type, data);
  const name = type
    .split(',')
    .map((one) => typeNames[one] ?? one)
    .join(' or ');
  return example === undefined ? name : `${name}, for example ${flow(example)}`;
}

/** A number or true that YAML reads where a text is meant becomes one by quotes. */
function quotedExample(type: string, data: unknown): readonly string[] {
  return type === 'string' && (typeof data === 'number' || typeof data === 'boolean') ? [`"${data}"`] : [];
}

/** A value as one writes it in YAML on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}: ${flow(item)}`)
    .join(', ')}}`;
}

function propertiesOf(schema: unknown): object {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return {};
  return typeof schema.properties === 'object' && schema.properties !== null ? schema.properties : {};
}

/** A key as it stands in a JSON pointer (RFC 6901). */
export function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}
