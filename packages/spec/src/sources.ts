import { escapeKey } from './yaml/ranges.js';

/** A document parted from its sources. */
export interface Parted {
  readonly value: unknown;
  /** Source id by the pointer that it holds for, and for all below. */
  readonly sourceOf: Readonly<Record<string, string>>;
  /** Pointers of values that are written as `{value, source}`. */
  readonly wrapped: ReadonlySet<string>;
}

/** Parameters and examples have keys of the API's own, `source` may be among them. */
const parameters = /^\/operations\/[^/]+\/(path|query|body)$/;
const example = '/errors/body/example';

/** Takes every `source` out of a document, and gives `{value, source}` back as the value. */
export function partSources(whole: unknown): Parted {
  const sourceOf: Record<string, string> = {};
  const wrapped = new Set<string>();

  function take(value: unknown, pointer: string): unknown {
    if (Array.isArray(value)) return value.map((item, index) => take(item, `${pointer}/${index}`));
    if (typeof value !== 'object' || value === null) return value;
    if (parameters.test(pointer)) return value;
    const entries = Object.entries(value);
    const source: unknown = Object.hasOwn(value, 'source') ? Reflect.get(value, 'source') : undefined;
    if (typeof source === 'string' && entries.length === 2 && Object.hasOwn(value, 'value')) {
      sourceOf[pointer] = source;
      wrapped.add(pointer);
      const inner: unknown = Reflect.get(value, 'value');
      return pointer === example ? inner : take(inner, pointer);
    }
    if (pointer === example) return value;
    if (typeof source === 'string') sourceOf[pointer] = source;
    const kept = entries.filter(([key]) => key !== 'source' || typeof source !== 'string');
    return Object.fromEntries(kept.map(([key, inner]) => [key, take(inner, `${pointer}/${escapeKey(key)}`)]));
  }

  return { value: take(whole, ''), sourceOf, wrapped };
}

/** The pointer of the spec for a pointer of the file: what is written as `{value, source}` counts as the value. */
export function withoutWrapping(pointer: string, wrapped: ReadonlySet<string>): string {
  const keys = pointer.split('/').slice(1);
  let out = '';
  keys.forEach((key, index) => {
    const inWrapped = wrapped.has(out) && key === 'value' && index > 0;
    if (!inWrapped) out += `/${key}`;
  });
  return out;
}
