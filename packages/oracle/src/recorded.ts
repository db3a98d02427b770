import { type Fixture, type Fixtures, isLargeInteger, type JsonValue, type Operation } from '@sdk-conformance/model';
import { parseJson } from './body.js';
import { decodeBody } from './message.js';
import { parseEvents } from './sse.js';

/** The recorded success of an operation. */
export interface Recorded {
  /** As JSON; undefined where none was recorded, or it is no JSON. */
  readonly recorded: JsonValue | undefined;
  /** Of a stream: all that the events of a name hold. */
  readonly recordedEvents: ReadonlyMap<string, JsonValue>;
}

const nothing: Recorded = { recorded: undefined, recordedEvents: new Map() };
const known = new WeakMap<Fixture, Recorded>();

/** What is recorded of an operation's success. */
export function recordedOf({ success, stream }: Operation, fixtures: Fixtures): Recorded {
  const fixture = fixtures.get(success.fixture);
  if (fixture === undefined) return nothing;
  const before = known.get(fixture);
  if (before !== undefined) return before;
  const text = decodeBody(fixture.body, fixture.headers).text ?? '';
  const found = stream ? { ...nothing, recordedEvents: eventModels(text) } : { ...nothing, recorded: jsonOf(text) };
  known.set(fixture, found);
  return found;
}

function jsonOf(text: string): JsonValue | undefined {
  const parsed = parseJson(text);
  return parsed.json ? parsed.value : undefined;
}

function eventModels(text: string): ReadonlyMap<string, JsonValue> {
  const models = new Map<string, JsonValue>();
  for (const { event, data } of parseEvents(text)) {
    const before = models.get(event);
    models.set(event, before === undefined ? data : merged(before, data));
  }
  return models;
}

/** Both objects' keys; the first of what is no object. */
function merged(a: JsonValue, b: JsonValue): JsonValue {
  if (kindOf(a) !== 'object' || kindOf(b) !== 'object') return a;
  const [one, two] = [a, b] as readonly Readonly<Record<string, JsonValue>>[];
  const keys = new Set([...Object.keys(one ?? {}), ...Object.keys(two ?? {})]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const [x, y] = [one?.[key], two?.[key]];
      return [key, x === undefined || x === null ? (y ?? null) : y === undefined ? x : merged(x, y)];
    }),
  );
}

/** The JSON type of a value. */
function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (isLargeInteger(value)) return 'number';
  return Array.isArray(value) ? 'list' : typeof value;
}

/** True where a value has all that the recorded one has, of the same kinds: a model of the one can hold the other. */
export function hasShape(value: JsonValue, recorded: JsonValue): boolean {
  if (recorded === null) return true;
  if (kindOf(value) !== kindOf(recorded)) return false;
  if (typeof value !== 'object' || value === null || typeof recorded !== 'object') return true;
  if (Array.isArray(value)) {
    const item = (recorded as readonly JsonValue[])[0];
    return item === undefined || value.every((one: JsonValue) => hasShape(one, item));
  }
  return Object.entries(recorded).every(
    ([key, inner]: readonly [string, JsonValue]) =>
      Object.hasOwn(value, key) && hasShape((value as Readonly<Record<string, JsonValue>>)[key] ?? null, inner),
  );
}
