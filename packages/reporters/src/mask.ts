import type { Observation } from '@sdk-conformance/model';

export type Mask = (text: string) => string;

// Each finding of a call asks for the same one.
const masks = new WeakMap<Observation['credentials'], Mask>();

/**
 * Replaces the credentials of a call by their names, and the lane's port, which is another one in each run.
 */
export function maskOf(credentials: Observation['credentials']): Mask {
  const mask = masks.get(credentials) ?? createMask(credentials);
  masks.set(credentials, mask);
  return mask;
}

function createMask(credentials: Observation['credentials']): Mask {
  const names = new Map<string, string>();
  for (const [client, values] of Object.entries(credentials)) {
    for (const [id, value] of Object.entries(values)) names.set(value, `[${id} of ${client}]`);
  }
  // The longest first: one value may begin with another.
  const secrets = [...names.keys()]
    .filter((value) => value !== '')
    .sort((a, b) => b.length - a.length)
    .map((value) => value.replace(/[^\w]/g, '\\$&'));
  const secret = secrets.length === 0 ? null : new RegExp(secrets.join('|'), 'g');
  return (text) => {
    const masked = secret === null ? text : text.replace(secret, (value) => names.get(value) ?? value);
    return masked.replace(/\b(127\.0\.0\.\d+|localhost):\d{2,5}\b/g, '$1:PORT');
  };
}

/** Applies a mask to every string of a JSON value, the names in objects included. */
export function masked<T>(value: T, mask: Mask): T {
  return walk(value, mask) as T;
}

function walk(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [mask(name), walk(item, mask)]));
}
