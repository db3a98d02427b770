import type { JsonValue } from '@sdk-conformance/model';
import type { Json } from '@sdk-conformance/protocol';

interface Rule {
  /** Whether a null must be handed back; models fill it by a value of their own, or leave it out. */
  readonly compareNull: boolean;
}

/** Languages print a number with 15 digits at least; 16 and 17 are needed to tell each double from the next. */
const PRINTED = 1e-14;

/**
 * The first place at which a JSON value was not handed back, in words with its JSON pointer; null where it was. What came besides is
 * no loss. Numbers are the same by their value: `1.0` and `1` are, and 2^53 + 1 and what a double makes of it.
 */
export function echoDifference(sent: JsonValue, got: Json | undefined, rule: Rule, pointer = ''): string | null {
  if (sent === null && !rule.compareNull) return null;
  if (got !== undefined && Array.isArray(sent) && isList(got)) {
    if (sent.length !== got.length) return `${place(pointer)}: expected ${sent.length} items, got ${got.length}`;
    return first(sent.keys(), (i) => echoDifference(sent[i] ?? null, got[i], rule, below(pointer, i)));
  }
  if (isObject(sent) && isObject(got)) {
    return first(Object.keys(sent), (key) =>
      echoDifference(sent[key] ?? null, Object.hasOwn(got, key) ? got[key] : undefined, rule, below(pointer, key)),
    );
  }
  return sameScalar(sent, got) ? null : `${place(pointer)}: expected ${shown(sent)}, got ${shown(got)}`;
}

function sameScalar(sent: JsonValue, got: Json | undefined): boolean {
  if (typeof sent !== 'number') return sent === got;
  // A number that JSON cannot hold is told by its name.
  if (!Number.isFinite(sent)) return got === String(sent) || got === sent;
  return typeof got === 'number' && Math.abs(sent - got) <= Math.abs(sent) * PRINTED;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject<T extends Json | undefined>(value: T): value is T & { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function place(pointer: string): string {
  return pointer === '' ? 'the value' : pointer;
}

function below(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}

function first<K>(keys: Iterable<K>, look: (key: K) => string | null): string | null {
  for (const key of keys) {
    const found = look(key);
    if (found !== null) return found;
  }
  return null;
}
