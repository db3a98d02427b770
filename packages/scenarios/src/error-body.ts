import type { JsonValue, Spec } from '@sdk-conformance/model';

/** What stands at a place of a body. */
export type Placed = readonly [pointer: string, value: JsonValue];

/** An error body in the API's own format, with a message of its own, and what it tells besides. */
export function errorBody(spec: Spec, meaning: string, placed: readonly Placed[] = []): string {
  const { example, message } = spec.errors.body;
  const pointer = message?.[0];
  if (example !== null && pointer === undefined && placed.length === 0) return JSON.stringify(example);
  const told: Placed = [pointer ?? '/message', `${meaning}: told by the server`];
  const body = [told, ...placed].reduce<JsonValue>((whole, [at, value]) => withValue(whole, keysOf(at), value), {});
  return JSON.stringify(body);
}

/** What stands at a place of a body; undefined where nothing does. */
export function valueIn(whole: JsonValue, pointer: string): JsonValue | undefined {
  return keysOf(pointer).reduce<JsonValue | undefined>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Readonly<Record<string, JsonValue>>)[key]
        : undefined,
    whole,
  );
}

/** A body that holds something at one place. */
export function bodyWith(whole: JsonValue, [pointer, value]: Placed): string {
  return JSON.stringify(withValue(whole, keysOf(pointer), value));
}

function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** A value with another one inside, in objects and lists that are made where there are none. */
function withValue(whole: JsonValue | undefined, keys: readonly string[], value: JsonValue): JsonValue {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (/^\d+$/.test(key)) {
    const items: readonly JsonValue[] = Array.isArray(whole) ? whole : [];
    const length = Math.max(items.length, Number(key) + 1);
    return Array.from({ length }, (_, i) =>
      i === Number(key) ? withValue(items[i], rest, value) : (items[i] ?? null),
    );
  }
  const members = typeof whole === 'object' && whole !== null && !Array.isArray(whole) ? whole : {};
  const inner = (members as Readonly<Record<string, JsonValue>>)[key];
  return { ...members, [key]: withValue(inner, rest, value) };
}
