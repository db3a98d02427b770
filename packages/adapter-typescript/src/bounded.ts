import { inspect } from 'node:util';
import type { Json } from '@sdk-conformance/protocol';

/** Longest text form that is reported, in UTF-16 units. */
export const longestText = 65_536;
/** Characters of a field, with all that is in it. */
const longestField = 8_192;
const mostEntries = 64;
const deepest = 8;
/** What a number, a name or a bracket is counted as, so that a field of many small things ends too. */
const smallest = 8;

/** What could be kept of something, and whether anything is missing. */
export interface Bounded<T> {
  readonly value: T;
  readonly cut: boolean;
}

/** Runs code of the SDK's error; what it throws is told instead of what it was asked for. */
export function guarded<T>(read: () => T, otherwise: (why: string) => T): T {
  try {
    return read();
  } catch (error) {
    return otherwise(thrown(error));
  }
}

function thrown(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    return 'what cannot be shown';
  }
}

export function boundedText(text: string, limit = longestText): Bounded<string> {
  if (text.length <= limit) return { value: text, cut: false };
  return { value: `${text.slice(0, limit)}… (${text.length} in all)`, cut: true };
}

class Room {
  left = longestField;
  cut = false;
  bytes = 0;

  text(text: string): string {
    const kept = boundedText(text, Math.max(0, this.left));
    this.left -= text.length;
    this.cut ||= kept.cut;
    return kept.value;
  }

  missing(what: string): string {
    this.cut = true;
    return what === '' ? '…' : `… (${what})`;
  }
}

function scalar(value: unknown, room: Room): Json | undefined {
  room.left -= smallest;
  switch (typeof value) {
    case 'string':
      return room.text(value);
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return room.text(`${value}n`);
    case 'undefined':
      return null;
    case 'object':
      return value === null ? null : undefined;
    default:
      return room.text(String(value));
  }
}

function visit(value: unknown, above: readonly object[], room: Room): Json {
  if (room.left <= 0) return room.missing('');
  const plain = scalar(value, room);
  if (plain !== undefined || typeof value !== 'object' || value === null) return plain ?? null;
  if (above.includes(value)) return room.missing('refers back');
  if (above.length > deepest) return room.missing('deeper');
  const inside = [...above, value];
  return guarded<Json>(
    () => {
      if (ArrayBuffer.isView(value)) room.bytes += value.byteLength;
      if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value))
        return room.text(inspect(value, { depth: 1, maxArrayLength: mostEntries }));
      if (value instanceof Headers) return record(Object.fromEntries(value), inside, room);
      const toJSON: unknown = Reflect.get(value, 'toJSON');
      if (typeof toJSON === 'function') return visit(Reflect.apply(toJSON, value, []), inside, room);
      if (Array.isArray(value)) return list(value, inside, room);
      return record(value, inside, room);
    },
    (why) => `reading it raised ${why}`,
  );
}

function list(items: readonly unknown[], above: readonly object[], room: Room): Json {
  const kept = items.slice(0, mostEntries).map((item) => visit(item, above, room));
  return items.length > mostEntries ? [...kept, room.missing(`${items.length} in all`)] : kept;
}

function record(value: object, above: readonly object[], room: Room): Json {
  const names = Object.keys(value);
  const kept: [string, Json][] = [];
  for (const name of names.slice(0, mostEntries)) {
    const item = guarded<unknown>(
      () => Reflect.get(value, name),
      (why) => `reading it raised ${why}`,
    );
    if (item === undefined || typeof item === 'function' || typeof item === 'symbol') continue;
    kept.push([room.text(name), visit(item, above, room)]);
  }
  if (names.length > mostEntries) kept.push(['…', room.missing(`${names.length} in all`)]);
  // Its own way of setting a name keeps `__proto__` from being the prototype.
  return Object.fromEntries(kept);
}

/**
 * A value as JSON of at most so many characters, entries and levels, whatever it holds; what is left out says so where it stood.
 * `owner` is what the value was taken from; `bytes` are those of the buffers in it.
 */
export function boundedField(value: unknown, owner: object): Bounded<Json> & { readonly bytes: number } {
  const room = new Room();
  return { value: visit(value, [owner], room), cut: room.cut, bytes: room.bytes };
}
