import type { JsonValue, RaisedError } from '@sdk-conformance/model';
import type { HeadersExpectation } from '@sdk-conformance/oracle';
import { fieldAt } from './field.js';
import { type Mark, mark, unspecified } from './mark.js';

type Pair = readonly [name: string, value: JsonValue];

/** A header in a list: `[name, value]`, or an object with both by the names that languages have for them. */
function pairOf(item: JsonValue): Pair | null {
  if (typeof item !== 'object' || item === null) return null;
  const members = new Map(Object.entries(item).map(([name, value]) => [name.toLowerCase(), value as JsonValue]));
  const name = members.get('key') ?? members.get('name') ?? members.get('0');
  return typeof name === 'string' ? [name, members.get('value') ?? members.get('1') ?? null] : null;
}

function lower(pairs: readonly Pair[]): ReadonlyMap<string, JsonValue> {
  return new Map(pairs.map(([name, value]) => [name.toLowerCase(), value]));
}

/** Headers by their names in lower case, from a map, a list of pairs, or names and values in turn; null where it is none of these. */
function readHeaders(value: JsonValue): ReadonlyMap<string, JsonValue> | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value)) return lower(Object.entries(value));
  const items: readonly JsonValue[] = value;
  if (items.length > 0 && items.every((item) => typeof item === 'string'))
    return lower(items.flatMap((name, n): Pair[] => (n % 2 === 0 ? [[String(name), items[n + 1] ?? null]] : [])));
  const pairs = items.map(pairOf).filter((pair) => pair !== null);
  return pairs.length === items.length ? lower(pairs) : null;
}

/** The value itself, or one of several. */
function saysSo(value: JsonValue | undefined, wanted: string): boolean {
  if (typeof value === 'string') return value.trim() === wanted;
  return Array.isArray(value) && value.some((one) => typeof one === 'string' && one.trim() === wanted);
}

/** Judges that a field holds the headers of the response. A field in a form that nobody can read is not judged. */
export function judgeHeaders(expected: HeadersExpectation | null, error: RaisedError, step: string): Mark[] {
  if (expected === null) return [];
  const { name, holds, because } = expected;
  const value = fieldAt(error, name) ?? null;
  if (error.cut?.includes(`fields.${name}`) === true)
    return [unspecified(because, step, `the adapter tells a part of ${name} alone`)];
  const headers = readHeaders(value);
  if (headers === null)
    return value === null
      ? [mark(false, because, step, `${name} is null or absent`)]
      : [unspecified(because, step, `${name} is in a form that tells no headers`)];
  const missing = Object.keys(holds).find((header) => !saysSo(headers.get(header), holds[header] ?? ''));
  const told = JSON.stringify(headers.get(missing ?? '') ?? null);
  return [mark(missing === undefined, because, step, `${missing} of ${name} is ${told}`)];
}
