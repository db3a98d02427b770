import type { Json } from '@sdk-conformance/protocol';

export type Converted = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string };

/** Deeper than any API's answer; a limit keeps a runaway object from ending in a stack overflow. */
const deepest = 200;

/** Characters of all texts of a value together: more than any answer holds, less than chokes the runner. */
const longest = 16 * 1024 * 1024;

class NotJson extends Error {}

function name(value: object): string {
  const made: unknown = Reflect.get(value, 'constructor');
  return typeof made === 'function' ? made.name : 'object';
}

interface Size {
  characters: number;
}

function convert(value: unknown, pointer: string, above: readonly object[], size: Size): Json {
  const place = pointer === '' ? 'the value' : `the value at ${pointer}`;
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    size.characters += value.length;
    if (size.characters > longest) throw new NotJson(`the value is longer than ${longest} characters`);
    return value;
  }
  if (typeof value === 'number') {
    // That an SDK takes NaN for JSON, or 1e999 for a number, is its own doing, and is told by name.
    return Number.isFinite(value) ? value : String(value);
  }
  // A whole number that JSON's own type would round is told by its digits.
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value !== 'object') throw new NotJson(`${place} is a ${typeof value}, which JSON cannot hold`);
  if (above.includes(value)) throw new NotJson(`${place} refers back to itself`);
  if (above.length >= deepest) throw new NotJson(`${place} lies deeper than ${deepest} levels`);
  const toJSON: unknown = Reflect.get(value, 'toJSON');
  if (typeof toJSON === 'function') return convert(Reflect.apply(toJSON, value, []), pointer, [...above, value], size);
  if (Array.isArray(value)) return value.map((item, i) => convert(item, `${pointer}/${i}`, [...above, value], size));
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) {
    throw new NotJson(`${place} is a ${name(value)}, which JSON cannot hold`);
  }
  const out: Record<string, Json> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    // Plain assignment to this name would set the prototype instead.
    Object.defineProperty(out, key, {
      value: convert(item, `${pointer}/${key}`, [...above, value], size),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return out;
}

/** A value as JSON holds it; `undefined` becomes null. What JSON cannot hold, or the runner not take, is refused. */
export function toJson(value: unknown): Converted {
  try {
    return { ok: true, value: convert(value, '', [], { characters: 0 }) };
  } catch (error) {
    if (error instanceof NotJson) return { ok: false, why: error.message };
    throw error;
  }
}
