import type { BackoffPolicy, RetryPolicy, Spec } from '@sdk-conformance/model';

/** A place of a normalised spec and a value it could have instead: keys from the root, and the value. */
export interface Otherwise {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** No class of any spec: what rests on a class comes out otherwise with it. */
const otherClass = '(another class)';

/**
 * Where a line of a spec has its effect, and what it could say instead; by default nothing, which leaves its policy open. Null where
 * what rests on a line names it.
 */
export function otherwise(spec: Spec, pointer: string): Otherwise | null {
  const [section = '', ...keys] = pointer.split('/').slice(1);
  const key = keys.join('/');
  switch (section) {
    case 'operations':
    case 'options':
      return null;
    case 'credentials':
      return { path: [section, placeIn(spec.credentials, pointer), 'name'], value: 'X-Another' };
    case 'statuses':
      return { path: [section, placeIn(spec.statuses, pointer), 'error'], value: otherClass };
    case 'errors':
      return errorsOtherwise(spec, key, pointer);
    case 'backoff':
      return spec.backoff === null ? null : { path: [section, key], value: backoffOtherwise(spec.backoff)[key] };
    case 'retry':
      return { path: [section, key], value: retryOtherwise(spec.retry)[key] };
    case 'streaming':
      // Without its format nothing is known of a stream.
      return key === 'format'
        ? { path: [section], value: null }
        : { path: [section, key], value: values[pointer] ?? null };
    default:
      return { path: [section, ...keys], value: values[pointer] ?? null };
  }
}

/** Where it is not null that a policy is left open by. */
const values: Readonly<Record<string, unknown>> = {
  '/hints/headers': [],
  '/hints/statuses': [],
  '/hints/combine': 'add',
  '/abort/during': [],
  '/abort/settleWithinMs': Number.POSITIVE_INFINITY,
  '/abort/errors': {},
  '/streaming/terminal': { event: null, data: null },
  '/streaming/errorClass': otherClass,
  '/identity/stable': [],
  '/identity/fresh': [],
};

function placeIn(list: readonly { readonly pointer: string }[], pointer: string): number {
  return list.findIndex((entry) => entry.pointer === pointer);
}

function errorsOtherwise({ errors }: Spec, key: string, pointer: string): Otherwise {
  const [part = '', id = ''] = key.split('/');
  // Adapters report message and cause in places of their own: what they hold is what an SDK is held to.
  if (key === 'fields/message') return { path: ['errors', 'body', 'message'], value: null };
  if (key === 'fields/cause') return { path: ['errors', 'keepsCause'], value: null };
  if (part === 'classes') return { path: ['errors', part, placeIn(errors.classes, pointer), 'names'], value: {} };
  const free = placeIn(errors.freeFields, pointer);
  if (part === 'fields' && free >= 0) return { path: ['errors', 'freeFields', free, 'names'], value: {} };
  if (part === 'outside') return { path: ['errors', part, id], value: {} };
  if (part === 'fields') return { path: ['errors', part, placeIn(errors.fields, pointer), 'names'], value: {} };
  // A code that no answer tells.
  if (part === 'codes') return { path: ['errors', part, placeIn(errors.codes, pointer), 'code'], value: '' };
  if (part === 'discriminator') return { path: ['errors', part], value: [] };
  if (part === 'base') return { path: ['errors', part], value: otherClass };
  if (part === 'transport') return { path: ['errors', part, id], value: otherClass };
  return { path: ['errors', ...key.split('/')], value: null };
}

function backoffOtherwise(backoff: BackoffPolicy): Readonly<Record<string, unknown>> {
  return {
    kind: backoff.kind === 'constant' ? 'linear' : 'constant',
    initialMs: backoff.initialMs + 1,
    factor: backoff.factor + 1,
    power: backoff.power + 1,
    delaysMs: backoff.delaysMs.map((ms) => ms + 1),
    firstRetryMs: null,
    minMs: null,
    maxMs: null,
    floorAfterJitter: !backoff.floorAfterJitter,
    for: [],
    jitter: backoff.jitter.kind === 'none' ? { kind: 'full', ratio: 1 } : { kind: 'none', ratio: 0 },
    clampAfterJitter: !backoff.clampAfterJitter,
  };
}

/** A retry that is forbidden shows at the first answer; one that is left open would show at all that follows. */
function retryOtherwise({ maxRetries }: RetryPolicy): Readonly<Record<string, unknown>> {
  return {
    maxRetries: (maxRetries ?? 0) + 1,
    statuses: [],
    transport: [],
    methods: [],
    operations: {},
    exhausted: null,
  };
}

/** A spec with another value at one place. */
export function withValue(spec: Spec, { path, value }: Otherwise): Spec {
  // A copy of a spec with one value of the kind that the place takes is a spec.
  return replaced(spec, path, value) as Spec;
}

function replaced(whole: unknown, [key, ...rest]: Otherwise['path'], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(whole)) return whole.map((item, i) => (i === key ? replaced(item, rest, value) : item));
  const object: object = typeof whole === 'object' && whole !== null ? whole : {};
  return { ...object, [key]: replaced(Reflect.get(object, key), rest, value) };
}
