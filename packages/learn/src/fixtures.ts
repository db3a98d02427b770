import type { Fixture, Fixtures, JsonValue, Spec } from '@sdk-conformance/model';
import { completeFixtures } from '@sdk-conformance/scenarios';
import { hintBodyFixtures } from './hint-bodies.js';
import { isTree } from './skeleton.js';
import { streamProbeFixtures } from './stream-fixtures.js';

/** Places in an error body where SDKs look for the server's words. */
export const messagePlaces: readonly string[] = [
  '/error/message',
  '/message',
  '/detail',
  '/title',
  '/error',
  '/error_description',
  '/error/detail',
  '/errors/0/message',
  '/description',
  '/reason',
  '/msg',
];

/** Headers by which servers name a request. */
export const requestIdHeaders: readonly string[] = [
  'x-request-id',
  'request-id',
  'x-amzn-requestid',
  'x-ms-request-id',
  'x-correlation-id',
];

/** What stands at a place of a probe and nowhere else. */
export function canaryAt(place: string): string {
  return `seen at ${place.replaceAll('/', ' ').trim()}`;
}

/** Two places that one body can have both of. */
export function fitTogether(one: string, other: string): boolean {
  return !one.startsWith(`${other}/`) && !other.startsWith(`${one}/`);
}

const longText = 'long '.repeat(4000);
const wideText = 'löng '.repeat(4000);

export function bodyId(...places: readonly string[]): string {
  return `learn/body${places.map((place) => place.replaceAll('/', '-')).join('+')}`;
}

/** Pairs of places that show which of two has the word. */
export const placePairs: readonly (readonly [string, string])[] = messagePlaces.flatMap((one, i) =>
  messagePlaces
    .slice(i + 1)
    .filter((other) => fitTogether(one, other))
    .map((other) => [one, other] as const),
);

function put(tree: Record<string, JsonValue>, [key = '', ...rest]: readonly string[], text: string): void {
  if (rest.length === 0) tree[key] = text;
  else if (rest[0] === '0') {
    const item: Record<string, JsonValue> = {};
    put(item, rest.slice(1), text);
    tree[key] = [item];
  } else {
    const known = tree[key];
    const below: Record<string, JsonValue> = isTree(known) ? { ...known } : {};
    put(below, rest, text);
    tree[key] = below;
  }
}

function made(id: string, body: JsonValue, headers: Fixture['headers'] = []): Fixture {
  return {
    id,
    file: 'learn',
    status: 400,
    reason: 'Bad Request',
    headers: [['Content-Type', 'application/json'], ...headers],
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}

function bodyWith(places: readonly string[], textAt: (place: string) => string): JsonValue {
  const tree: Record<string, JsonValue> = {};
  for (const place of places) put(tree, place.split('/').slice(1), textAt(place));
  return tree;
}

/** Error bodies with a text of its own at each place. */
function errorBodies(): Fixtures {
  const apart = ['/error/message', '/message', '/detail', '/title', '/description', '/reason', '/msg'];
  const all = [
    ...messagePlaces.map((place) => made(bodyId(place), bodyWith([place], canaryAt))),
    ...placePairs.map((pair) => made(bodyId(...pair), bodyWith(pair, canaryAt))),
    made(
      'learn/body-long',
      bodyWith(apart, () => longText),
    ),
    made(
      'learn/body-long-wide',
      bodyWith(apart, () => wideText),
    ),
    made('learn/body-none', { unrelated: 'nothing to tell' }),
    made(
      'learn/headers',
      { error: { message: 'An error' }, message: 'An error' },
      requestIdHeaders.map((name) => [name, canaryAt(name)]),
    ),
  ];
  return new Map(all.map((fixture) => [fixture.id, fixture]));
}

/** What probes are played with: what is recorded, what a spec makes of it, and answers that show what an SDK reads. */
export function probeFixtures(spec: Spec, recorded: Fixtures): Fixtures {
  const all = completeFixtures(
    spec,
    new Map([...recorded, ...errorBodies(), ...hintBodyFixtures().map((fixture) => [fixture.id, fixture] as const)]),
  );
  return new Map([...all, ...streamProbeFixtures(spec, all).map((fixture) => [fixture.id, fixture] as const)]);
}
