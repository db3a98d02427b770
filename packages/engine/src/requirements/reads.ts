import type { Spec } from '@sdk-conformance/model';

export interface Watched {
  readonly spec: Spec;
  /** Paths of all that has been read of it: `/retry/maxRetries`, `/statuses/3/error`. */
  readonly reads: ReadonlySet<string>;
}

/** A spec that notes what is read of it. */
export function watched(spec: Spec): Watched {
  const reads = new Set<string>();
  const wrap = <T extends object>(object: T, path: string): T =>
    new Proxy(object, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver);
        if (typeof key === 'symbol') return value;
        const at = `${path}/${key}`;
        reads.add(at);
        return typeof value === 'object' && value !== null ? wrap(value, at) : value;
      },
    });
  return { spec: wrap(spec, ''), reads };
}
