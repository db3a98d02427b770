import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Document } from '../schema/document.js';
import { specKeys } from '../schema/keys.js';
import { partSources } from '../sources.js';
import { readYaml } from '../yaml/read-yaml.js';
import { normalise } from './spec.js';

// A key that the schema lets through and `normalise` forgets would be a policy that nothing ever judges.

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
const ofCheck = ['/rateLimits/*/elsewhere', '/errors/classes/*/raised', '/errors/classes/*/builtin'];

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
  const keys = specKeys()
    .map(({ path }) => path)
    .filter((key) => !ofCheck.includes(key));
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
