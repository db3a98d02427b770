import type { JsonValue } from '@sdk-conformance/model';

/** A place of a value at which an SDK that loses it gives the same. */
export interface Hollow {
  /** JSON pointer of the first such place. */
  readonly pointer: string;
  readonly holds: 'null' | 'an empty list' | 'an empty object';
}

function holds(value: JsonValue): Hollow['holds'] | null {
  if (value === null) return 'null';
  if (typeof value !== 'object') return null;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : null;
  return Object.keys(value).length === 0 ? 'an empty object' : null;
}

/** Places that hold nothing in every item of a list: one item that holds something proves the key. */
export function hollowPlaces(value: JsonValue): readonly Hollow[] {
  const first = new Map<string, Hollow>();
  const proven = new Set<string>();
  const visit = (at: JsonValue, pointer: string, general: string): void => {
    const hollow = holds(at);
    if (hollow === null) proven.add(general);
    else if (!first.has(general)) first.set(general, { pointer, holds: hollow });
    if (typeof at !== 'object' || at === null) return;
    for (const [key, inner] of Object.entries(at)) {
      const name = key.replaceAll('~', '~0').replaceAll('/', '~1');
      visit(inner as JsonValue, `${pointer}/${name}`, `${general}/${Array.isArray(at) ? '*' : name}`);
    }
  };
  visit(value, '', '');
  return [...first].filter(([general]) => !proven.has(general)).map(([, hollow]) => hollow);
}
