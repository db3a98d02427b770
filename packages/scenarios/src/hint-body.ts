import type { BodyHint, Fixture, JsonValue, Spec } from '@sdk-conformance/model';
import { errorBody } from './error-body.js';

/** What a body may say of when to retry, by name: in seconds, as a text of seconds, in milliseconds. */
const said: Readonly<Record<string, readonly [s: JsonValue, duration: JsonValue, ms: JsonValue]>> = {
  'seconds-2': [2, '2s', 2000],
  'seconds-34.4': [34.4, '34.4s', 34_400],
  zero: [0, '0s', 0],
  negative: [-1, '-1s', -1000],
  garbage: ['soon', 'soon', 'soon'],
};

export const bodyHints = Object.keys(said);

export function bodyHintFixture(name: string): string {
  return `made/hint-body/${name}`;
}

const places: Readonly<Record<BodyHint['unit'], 0 | 1 | 2>> = { s: 0, duration: 1, ms: 2 };

/** JSON with a value at a pointer; what is not there on the way is made. */
function placed(json: JsonValue | undefined, keys: readonly string[], value: JsonValue): JsonValue {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const isObject = typeof json === 'object' && json !== null;
  if (Array.isArray(json) || (!isObject && /^\d+$/.test(key))) {
    const list: JsonValue[] = Array.isArray(json) ? [...json] : [];
    const at = Number(key);
    while (list.length < at) list.push({});
    list[at] = placed(list[at], rest, value);
    return list;
  }
  const object = (isObject ? json : {}) as Readonly<Record<string, JsonValue>>;
  return { ...object, [key]: placed(object[key], rest, value) };
}

/** Errors whose bodies say when to retry, where the spec says that one is read. */
export function bodyHintFixtures(spec: Spec): readonly Fixture[] {
  const body = spec.hints?.body ?? null;
  if (body === null) return [];
  const keys = body.pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return Object.entries(said).map(([name, values]): Fixture => {
    const json = placed(JSON.parse(errorBody(spec, 'Slow down')) as JsonValue, keys, values[places[body.unit]]);
    return {
      id: bodyHintFixture(name),
      file: spec.file,
      status: 503,
      reason: 'Service Unavailable',
      headers: [['Content-Type', 'application/json']],
      body: new TextEncoder().encode(JSON.stringify(json)),
    };
  });
}
