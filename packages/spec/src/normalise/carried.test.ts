import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Document, specSchema } from '../schema/document.js';
import { partSources } from '../sources.js';
import { readYaml } from '../yaml/read-yaml.js';
import { normalise } from './spec.js';

// A key that the schema lets through and `normalise` forgets would be a policy that nothing ever judges.

type Json = { readonly [keyword: string]: unknown };
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Paths of all keys that a schema knows; a star stands for an item, and for a key of the writer's own choice. */
function keysOf(schema: unknown, path = ''): readonly string[] {
  if (!isObject(schema)) return [];
  const { $ref, properties, additionalProperties, items, then: yes, else: no } = schema;
  if (typeof $ref === 'string') return keysOf(definition($ref), path);
  const known = isObject(properties) ? properties : {};
  const isWithSource = Object.keys(known).join() === 'value,source';
  const own = Object.entries(known).filter(([key]) => key !== 'source');
  return [
    ...(isWithSource
      ? keysOf(known['value'], path)
      : own.flatMap(([key, value]) => [`${path}/${key}`, ...keysOf(value, `${path}/${key}`)])),
    ...keysOf(additionalProperties, `${path}/*`),
    ...keysOf(items, `${path}/*`),
    ...keysOf(yes, path),
    ...keysOf(no, path),
  ];
}

function definition(ref: string): unknown {
  const { $defs } = specSchema;
  return isObject($defs) ? $defs[ref.replace('#/$defs/', '')] : undefined;
}

/** A document that notes each key that it has and each that is read. */
function watched(document: Document): {
  readonly document: Document;
  readonly stated: ReadonlySet<string>;
  readonly read: ReadonlySet<string>;
} {
  const stated = new Set<string>();
  const read = new Set<string>();
  const wrap = <T extends object>(object: T, path: string): T => {
    return new Proxy(object, {
      get: (target, key, receiver) => {
        const value: unknown = Reflect.get(target, key, receiver);
        if (typeof key === 'symbol') return value;
        read.add(`${path}/${key}`);
        return typeof value === 'object' && value !== null ? wrap(value, `${path}/${key}`) : value;
      },
    });
  };
  const note = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      stated.add(`${path}/${key}`);
      note(inner, `${path}/${key}`);
    }
  };
  note(document, '');
  return { document: wrap(document, ''), stated, read };
}

/** Read by the rules of `check` alone. */
const ofCheck = ['/rateLimits/*/elsewhere'];

const files = ['../../../../spec/foilengine.yaml', '../../test-data/tides.yaml', '../../test-data/every-key.yaml'];

test('every key of the schema is carried to the spec', () => {
  const stated = new Set<string>();
  const carried = new Set<string>();
  for (const file of files) {
    const yaml = readYaml(file, readFileSync(new URL(file, import.meta.url)));
    if (!yaml.ok) throw new Error(`${file} is no YAML`);
    // Of shape alone: what these files say need not make sense together.
    const seen = watched(partSources(yaml.value).value as Document);
    const spec = normalise(seen.document, { file, positions: {}, sourceOf: {} });
    // What the spec takes over whole is carried with all that is in it.
    JSON.stringify(spec);
    for (const path of seen.stated) stated.add(path);
    for (const path of seen.read) carried.add(path);
  }
  const keys = [...new Set(keysOf(specSchema))].filter((key) => !ofCheck.includes(key));
  expect(keys.length).toBeGreaterThan(100);
  const isIn = (paths: ReadonlySet<string>) => (key: string) => {
    const pattern = new RegExp(`^${key.replaceAll('*', '[^/]+')}$`);
    return [...paths].some((path) => pattern.test(path));
  };
  expect({
    'stated by none of the files, so it is not tested': keys.filter((key) => !isIn(stated)(key)),
    'not carried': keys.filter((key) => isIn(stated)(key) && !isIn(carried)(key)),
  }).toEqual({ 'stated by none of the files, so it is not tested': [], 'not carried': [] });
});
