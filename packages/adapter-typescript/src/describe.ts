import { inspect } from 'node:util';
import type { Json, ReportedError } from '@sdk-conformance/protocol';
import { toJson } from './json.js';

/** Longest text form that is reported, in UTF-16 units. */
const longestText = 65_536;
const longestField = 8_192;
const mostFields = 64;
const deepestCause = 5;
const reported = new Set(['message', 'cause', 'stack', 'name', 'constructor']);

function cap(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}… (${text.length} in all)` : text;
}

/** Runs code of the SDK's error; what it throws is told instead of what it was asked for. */
function guarded<T>(read: () => T, otherwise: (why: string) => T): T {
  try {
    return read();
  } catch (error) {
    return otherwise(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

function typeName(value: unknown): string {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function'))
    return value === null ? 'null' : typeof value;
  const made = guarded<unknown>(
    () => Reflect.get(value, 'constructor'),
    () => undefined,
  );
  return typeof made === 'function' && made.name !== '' ? made.name : 'object';
}

function prototypes(value: unknown): readonly object[] {
  const chain: object[] = [];
  if (value === null || typeof value !== 'object') return chain;
  let next: unknown = Object.getPrototypeOf(value);
  while (next !== null && typeof next === 'object' && next !== Object.prototype && chain.length < 32) {
    chain.push(next);
    next = Object.getPrototypeOf(next);
  }
  return chain;
}

function classNames(value: unknown): readonly string[] {
  const names = prototypes(value)
    .filter((prototype) => Object.hasOwn(prototype, 'constructor'))
    .map(typeName);
  return names.slice(1);
}

function field(value: unknown): Json {
  if (typeof value === 'string') return cap(value, longestField);
  if (typeof value === 'bigint') return `${value}n`;
  const converted = toJson(value);
  if (!converted.ok) return cap(inspect(value, { depth: 2 }), longestField);
  const text = JSON.stringify(converted.value);
  return text.length > longestField ? cap(text, longestField) : converted.value;
}

/** Own fields, and accessors of the classes below `Error`. */
function fields(error: unknown): Readonly<Record<string, Json>> {
  if (error === null || typeof error !== 'object') return {};
  const names = new Set(Object.getOwnPropertyNames(error));
  for (const prototype of prototypes(error)) {
    if (prototype === Error.prototype) break;
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (property.get !== undefined) names.add(key);
    }
  }
  const out: Record<string, Json> = {};
  for (const key of [...names].filter((n) => !reported.has(n) && n !== '__proto__').slice(0, mostFields)) {
    const value = guarded<unknown>(
      () => Reflect.get(error, key),
      (why) => `reading it raised ${why}`,
    );
    if (typeof value === 'function' || typeof value === 'symbol') continue;
    out[key] = guarded(
      () => field(value),
      (why) => `reading it raised ${why}`,
    );
  }
  return out;
}

function textForms(error: unknown, prefix: string): Record<string, string> {
  const form = (read: () => unknown): string =>
    cap(
      guarded(
        () => String(read()),
        (why) => `raised ${why}`,
      ),
      longestText,
    );
  const texts: Record<string, string> = {
    [`${prefix}string`]: form(() => String(error)),
    [`${prefix}inspect`]: form(() => inspect(error, { depth: 4, showHidden: false })),
    [`${prefix}json`]: form(() => JSON.stringify(error)),
  };
  if (error !== null && typeof error === 'object') {
    texts[`${prefix}message`] = form(() => Reflect.get(error, 'message') ?? '');
    texts[`${prefix}stack`] = form(() => Reflect.get(error, 'stack') ?? '');
  }
  return texts;
}

function causeOf(error: unknown): unknown {
  if (error === null || typeof error !== 'object') return undefined;
  return guarded<unknown>(
    () => Reflect.get(error, 'cause'),
    () => undefined,
  );
}

function traits(error: unknown): Readonly<Record<string, boolean>> {
  const message = (of: unknown): unknown => (of instanceof Error ? of.message : undefined);
  return {
    instanceofError: error instanceof Error,
    nameMatchesClass: guarded(
      () => error instanceof Error && error.name === typeName(error),
      () => false,
    ),
    // A clone keeps the message but never the class, so the class is not asked for.
    survivesClone: guarded(
      () => message(structuredClone(error)) === message(error),
      () => false,
    ),
    survivesJson: guarded(
      () => typeof JSON.stringify(error) === 'string',
      () => false,
    ),
  };
}

/** What a step raised, as the protocol tells it; never raises, whatever the error's own code does. */
export function describeError(error: unknown): ReportedError {
  const texts = textForms(error, '');
  let prefix = 'cause.';
  for (let cause = causeOf(error), depth = 0; cause !== undefined && depth < deepestCause; depth++) {
    Object.assign(texts, textForms(cause, prefix));
    cause = causeOf(cause);
    prefix += 'cause.';
  }
  const cause = causeOf(error);
  const message = guarded<unknown>(
    () => (error !== null && typeof error === 'object' ? Reflect.get(error, 'message') : error),
    (why) => `raised ${why}`,
  );
  return {
    type: typeName(error),
    bases: classNames(error),
    message: cap(
      guarded(
        () => String(message ?? ''),
        (why) => `raised ${why}`,
      ),
      longestText,
    ),
    fields: fields(error),
    causeType: cause === undefined || cause === null ? null : typeName(cause),
    texts,
    traits: traits(error),
  };
}
