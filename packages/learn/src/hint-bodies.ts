import type { BodyHint, Fixture, JsonValue } from '@sdk-conformance/model';

/** Places in an error body where servers say when to come back. */
export const hintPlaces: readonly string[] = [
  '/error/retry_after',
  '/retry_after',
  '/retry_after_ms',
  '/retry_after_seconds',
  '/parameters/retry_after',
  '/error/retryAfter',
  '/retryAfter',
  '/error/retryDelay',
  '/error/details/0/retryDelay',
];

export const hintUnits: readonly (readonly [unit: BodyHint['unit'], value: (s: number) => JsonValue])[] = [
  ['s', (s) => s],
  ['ms', (s) => s * 1000],
  ['duration', (s) => `${s}s`],
];

/** Two lengths that no backoff is likely to have both of, s. */
export const hintLengths = [17, 29] as const;

/** One that is shorter than the backoff of a later retry, s. */
export const shortHint = 1;

export function hintBodyId(place: string, unit: BodyHint['unit'], s: number): string {
  return `learn/hint${place.replaceAll('/', '-')}-${unit}-${s}`;
}

/** Errors whose bodies say when to come back, at each place in each unit. */
export function hintBodyFixtures(): readonly Fixture[] {
  return hintPlaces.flatMap((place) =>
    hintUnits.flatMap(([unit, value]) =>
      [...hintLengths, shortHint].map((s) => made(hintBodyId(place, unit, s), place, value(s))),
    ),
  );
}

function made(id: string, place: string, value: JsonValue): Fixture {
  const body = placed(place.split('/').slice(1), value);
  const error = isObject(body) && isObject(body['error']) ? body['error'] : {};
  const told = { ...(isObject(body) ? body : {}), error: { message: 'Slow down', ...error } };
  return {
    id,
    file: 'learn',
    status: 503,
    reason: 'Service Unavailable',
    headers: [['Content-Type', 'application/json']],
    body: new TextEncoder().encode(JSON.stringify(told)),
  };
}

function placed([key, ...rest]: readonly string[], value: JsonValue): JsonValue {
  if (key === undefined) return value;
  return key === '0' ? [placed(rest, value)] : { [key]: placed(rest, value) };
}

function isObject(json: JsonValue | undefined): json is Readonly<Record<string, JsonValue>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
