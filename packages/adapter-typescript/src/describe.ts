import { inspect } from 'node:util';
import type { Json, ReportedError } from '@sdk-conformance/protocol';
import { boundedField, boundedText, guarded, longestText } from './bounded.js';

const mostFields = 64;
const deepestCause = 5;
const reported = new Set(['message', 'cause', 'stack', 'name', 'constructor', '__proto__']);

/** Bytes of buffers on an error beyond which it is not serialised: for 50 MB that takes 2 GB, and a minute. */
const mostBytes = 1024 * 1024;

/** Names of what is not reported in full. */
type Cut = Set<string>;

function text(read: () => unknown, name: string, cut: Cut): string {
  const all = guarded(
    () => String(read()),
    (why) => `raised ${why}`,
  );
  const kept = boundedText(all, longestText);
  if (kept.cut) cut.add(name);
  return kept.value;
}

function property(value: unknown, key: string): unknown {
  return value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined;
}

function typeName(value: unknown): string {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function'))
    return value === null ? 'null' : typeof value;
  const name = guarded<unknown>(
    () => Reflect.get(Object(Reflect.get(value, 'constructor')), 'name'),
    () => undefined,
  );
  return typeof name === 'string' && name !== '' ? name : 'object';
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

/** Own fields, and accessors of the classes below `Error`. */
function fieldNames(error: object): readonly string[] {
  const names = new Set(Object.getOwnPropertyNames(error));
  for (const prototype of prototypes(error)) {
    if (prototype === Error.prototype) break;
    for (const [key, accessor] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
      if (accessor.get !== undefined) names.add(key);
    }
  }
  return [...names].filter((name) => !reported.has(name));
}

interface Fields {
  readonly fields: Readonly<Record<string, Json>>;
  readonly bytes: number;
}

function readFields(error: unknown, cut: Cut): Fields {
  const out: Record<string, Json> = {};
  if (error === null || typeof error !== 'object') return { fields: out, bytes: 0 };
  let bytes = 0;
  const names = fieldNames(error);
  if (names.length > mostFields) cut.add('fields');
  for (const name of names.slice(0, mostFields)) {
    const value = guarded<unknown>(
      () => Reflect.get(error, name),
      (why) => `reading it raised ${why}`,
    );
    if (typeof value === 'function' || typeof value === 'symbol') continue;
    const kept = boundedField(value, error);
    if (kept.cut) cut.add(`fields.${name}`);
    out[name] = kept.value;
    bytes += kept.bytes;
  }
  return { fields: out, bytes };
}

function textForms(error: unknown, prefix: string, cut: Cut, heavy = false): Record<string, string> {
  if (heavy) cut.add(`texts.${prefix}json`);
  const forms: Record<string, () => unknown> = {
    // That of the error itself is told apart.
    ...(prefix === '' ? {} : { string: () => String(error) }),
    inspect: () => inspect(error, { depth: 4, showHidden: false }),
    ...(heavy ? {} : { json: () => JSON.stringify(error) }),
    ...(error !== null && typeof error === 'object'
      ? { message: () => property(error, 'message') ?? '', stack: () => property(error, 'stack') ?? '' }
      : {}),
  };
  return Object.fromEntries(
    Object.entries(forms).map(([form, read]) => [prefix + form, text(read, `texts.${prefix}${form}`, cut)]),
  );
}

function causeOf(error: unknown): unknown {
  return guarded<unknown>(
    () => property(error, 'cause'),
    () => undefined,
  );
}

function texts(error: unknown, cut: Cut, heavy: boolean): Readonly<Record<string, string>> {
  const all = textForms(error, '', cut, heavy);
  let cause = causeOf(error);
  let prefix = 'cause.';
  for (let depth = 0; cause !== undefined && depth < deepestCause; depth++) {
    Object.assign(all, textForms(cause, prefix, cut));
    cause = causeOf(cause);
    prefix += 'cause.';
  }
  if (cause !== undefined) cut.add(`texts.${prefix}`.slice(0, -1));
  return all;
}

function traits(error: unknown, heavy: boolean): Readonly<Record<string, boolean>> {
  const holds = (read: () => boolean): boolean => guarded(read, () => false);
  const message = (of: unknown): unknown => (of instanceof Error ? of.message : undefined);
  return {
    instanceofError: holds(() => error instanceof Error),
    nameMatchesClass: holds(() => error instanceof Error && error.name === typeName(error)),
    // A clone keeps the message but never the class, so the class is not asked for.
    survivesClone: holds(() => message(structuredClone(error)) === message(error)),
    ...(heavy ? {} : { survivesJson: holds(() => typeof JSON.stringify(error) === 'string') }),
  };
}

/** The error's own name; undefined where it has none that is a text. */
function nameOf(error: unknown, cut: Cut): string | undefined {
  const name = guarded<unknown>(
    () => property(error, 'name'),
    () => undefined,
  );
  return typeof name === 'string' ? text(() => name, 'name', cut) : undefined;
}

/** What a step raised, as the protocol tells it; never raises, whatever the error's own code does, and never grows without bound. */
export function describeError(error: unknown): ReportedError {
  const cut: Cut = new Set();
  const cause = causeOf(error);
  const name = nameOf(error, cut);
  const { fields, bytes } = guarded<Fields>(
    () => readFields(error, cut),
    () => ({ fields: {}, bytes: 0 }),
  );
  const heavy = bytes > mostBytes;
  const described = {
    type: typeName(error),
    ...(name === undefined ? {} : { name }),
    bases: guarded<readonly string[]>(
      () => classNames(error),
      () => [],
    ),
    message: text(
      () => (error !== null && typeof error === 'object' ? (property(error, 'message') ?? '') : (error ?? '')),
      'message',
      cut,
    ),
    fields,
    causeType: cause === undefined || cause === null ? null : typeName(cause),
    text: text(() => String(error), 'text', cut),
    texts: texts(error, cut, heavy),
    traits: traits(error, heavy),
  };
  return cut.size === 0 ? described : { ...described, cut: [...cut] };
}
