import { isLargeInteger, type JsonValue } from '@sdk-conformance/model';

type JsonObject = Readonly<Record<string, JsonValue>>;

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A moment in a text, as models of dates give it back in a form of their own. */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** A large whole number that need not be exact, and came with all of its digits. */
function sameRounded(served: JsonValue, got: JsonValue | undefined): boolean {
  return typeof served === 'number' && isLargeInteger(got) && Number(got) === served;
}

function sameScalar(served: JsonValue, got: JsonValue): boolean {
  if (served === got || sameRounded(served, got)) return true;
  if (typeof served !== 'string' || typeof got !== 'string' || !moment.test(served) || !moment.test(got)) return false;
  return Date.parse(served) === Date.parse(got);
}

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 60)}…`;
}

function told(pointer: string, served: JsonValue, got: JsonValue | undefined): string {
  return `${pointer === '' ? 'the value' : pointer}: expected ${shown(served)}, got ${shown(got)}`;
}

function below(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * The first place at which a value differs from what was served; null where none does.
 *
 * @param model the recorded success of a typed SDK: only what stands in both it and the served value is compared. Null compares all.
 */
export function differenceOf(
  served: JsonValue,
  got: JsonValue | undefined,
  model: JsonValue | null,
  pointer = '',
): string | null {
  return model === null ? rawDifference(served, got, pointer) : typedDifference(served, got, model, pointer);
}

function rawDifference(served: JsonValue, got: JsonValue | undefined, pointer: string): string | null {
  if (isList(served) && isList(got)) {
    if (served.length !== got.length)
      return `${pointer === '' ? 'the value' : pointer}: expected ${served.length} items, got ${got.length}`;
    return first(served.keys(), (i) => rawDifference(served[i] ?? null, got[i], below(pointer, i)));
  }
  if (isObject(served) && isObject(got)) {
    const keys = new Set([...Object.keys(served), ...Object.keys(got)]);
    return first(keys, (key) =>
      Object.hasOwn(served, key)
        ? rawDifference(served[key] ?? null, Object.hasOwn(got, key) ? got[key] : undefined, below(pointer, key))
        : `${below(pointer, key)}: expected absent, got ${shown(got[key])}`,
    );
  }
  return served === got || sameRounded(served, got) ? null : told(pointer, served, got);
}

function scalarKind(value: JsonValue): string {
  return isLargeInteger(value) ? 'number' : typeof value;
}

/** A model may fill what is null by a value of its own, and knows nothing of keys that nobody recorded. */
function typedDifference(
  served: JsonValue,
  got: JsonValue | undefined,
  model: JsonValue,
  pointer: string,
): string | null {
  if (served === null) return null;
  if (isList(served) && isList(model)) {
    if (!isList(got)) return told(pointer, served, got);
    const indices = [...served.keys()].filter((i) => i < model.length);
    return first(indices, (i) => typedDifference(served[i] ?? null, got[i], model[i] ?? null, below(pointer, i)));
  }
  if (isObject(served) && isObject(model)) {
    if (!isObject(got)) return told(pointer, served, got);
    const keys = Object.keys(served).filter((key) => Object.hasOwn(model, key));
    return first(keys, (key) =>
      typedDifference(
        served[key] ?? null,
        Object.hasOwn(got, key) ? got[key] : undefined,
        model[key] ?? null,
        below(pointer, key),
      ),
    );
  }
  // Of another kind than what was recorded: what a model makes of it nobody promised.
  if (
    scalarKind(served) !== scalarKind(model) ||
    isList(served) !== isList(model) ||
    isObject(served) !== isObject(model)
  )
    return null;
  return got !== undefined && sameScalar(served, got) ? null : told(pointer, served, got);
}

function first<K>(keys: Iterable<K>, look: (key: K) => string | null): string | null {
  for (const key of keys) {
    const found = look(key);
    if (found !== null) return found;
  }
  return null;
}
