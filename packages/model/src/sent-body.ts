import type { HeaderLine } from './fixture.js';
import type { JsonValue } from './json.js';
import { readMultipart } from './multipart.js';
import type { BodyAs } from './spec.js';

type Pair = readonly [name: string, value: string];

/** A request's body as far as it tells arguments; `unread` where it is neither JSON nor a form. */
export type SentBody =
  | { readonly kind: 'json'; readonly value: JsonValue }
  | { readonly kind: 'form'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'unread' };

interface MediaType {
  readonly essence: string;
  readonly charset: string;
  readonly boundary: string | null;
}

function mediaTypeOf(headers: readonly HeaderLine[]): MediaType {
  const value = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const parameter = (name: string): string | null => {
    const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^\\s;]*))`, 'i').exec(value);
    return found?.[1] ?? found?.[2] ?? null;
  };
  const essence = value.split(';')[0]?.trim().toLowerCase() ?? '';
  return { essence, charset: parameter('charset') ?? 'utf-8', boundary: parameter('boundary') };
}

/** In the charset that is declared, or UTF-8 where nobody knows that one. A byte order mark is passed over. */
function textOf(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/**
 * Reads what a request sent, to tell which operation and step it is of. Whether it was sent rightly is not judged here: JSON under a wrong
 * content type, in another charset or behind a byte order mark is read all the same.
 */
export function readSentBody(bytes: Uint8Array, headers: readonly HeaderLine[]): SentBody {
  const { essence, charset, boundary } = mediaTypeOf(headers);
  if (essence === 'multipart/form-data' && boundary !== null)
    return { kind: 'form', pairs: readMultipart(bytes, boundary) };
  const text = textOf(bytes, charset);
  if (essence === 'application/x-www-form-urlencoded') return { kind: 'form', pairs: [...new URLSearchParams(text)] };
  try {
    return { kind: 'json', value: JSON.parse(text) as JsonValue };
  } catch {
    return { kind: 'unread' };
  }
}

/** A name in a form as a path: `a[b][0]`, `a[b][]` and `a.b.0` alike. Places in a list are left out, for SDKs write them in many ways. */
function formPath(name: string): readonly string[] {
  return name
    .replaceAll(']', '')
    .split(/[[.]/)
    .filter((part, at) => at === 0 || !/^\d*$/.test(part));
}

/** The texts that a form may write for a value that is no object and no list. */
function spellings(value: JsonValue): readonly string[] {
  switch (value) {
    case true:
      return ['true', 'True', '1'];
    case false:
      return ['false', 'False', '0'];
    case null:
      return ['', 'null'];
    default:
      return [String(value)];
  }
}

interface Leaf {
  readonly path: string;
  readonly spellings: readonly string[];
}

function leaves(path: readonly string[], value: JsonValue): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path: path.join('.'), spellings: spellings(value) }];
  if (Array.isArray(value)) return value.flatMap((entry: JsonValue) => leaves(path, entry));
  return Object.entries(value).flatMap(([name, entry]) => leaves([...path, name], entry));
}

function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  const byName = new Map<string, JsonValue>(right);
  return left.length === right.length && left.every(([name, value]) => sameJson(value, byName.get(name)));
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** How objects and lists stand in a form. */
export type FormStyle = Pick<BodyAs, 'nested' | 'lists'>;

const anyStyle: FormStyle = { nested: null, lists: null };

const entryName = { repeat: () => '', brackets: () => '[]', indices: (at: number) => `[${at}]` } as const;

/** Names of a form, each with the value that stands under it, where the spec says how lists are written. */
function namedLeaves(
  name: string,
  value: JsonValue,
  nested: FormStyle['nested'],
  lists: keyof typeof entryName,
): readonly (readonly [name: string, value: JsonValue])[] {
  if (Array.isArray(value))
    return value.flatMap((entry: JsonValue, at) => namedLeaves(name + entryName[lists](at), entry, nested, lists));
  if (typeof value !== 'object' || value === null || nested === 'json') return [[name, value]];
  return Object.entries(value).flatMap(([key, entry]) => namedLeaves(`${name}[${key}]`, entry, nested, lists));
}

/** With its dots as brackets: `a.b` and `a[b]` alike. */
function bracketed(name: string): string {
  const [first = '', ...rest] = name.split('.');
  return first + rest.map((part) => part.replace(/^[^[]*/, (key) => `[${key}]`)).join('');
}

function listsHold(
  pairs: readonly Pair[],
  name: string,
  given: JsonValue,
  nested: FormStyle['nested'],
  lists: keyof typeof entryName,
): boolean {
  const left = [...namedLeaves(name, given, nested, lists)];
  const sent = pairs.filter(([key]) => formPath(key)[0] === name);
  for (const [key, text] of sent) {
    const own = nested === null ? bracketed(key) : key;
    const at = left.findIndex(
      ([leaf, value]) =>
        leaf === own && (isNested(value) ? sameJson(parsed(text), value) : spellings(value).includes(text)),
    );
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}

function hasList(value: JsonValue): boolean {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Object.values(value).some(hasList));
}

function isNested(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null;
}

const inBrackets = /^[^[\]]+(\[[^[\]]*\])+$/;

function formHolds(pairs: readonly Pair[], name: string, given: JsonValue, { nested, lists }: FormStyle): boolean {
  if (lists !== null && hasList(given)) return listsHold(pairs, name, given, nested, lists);
  const own = pairs.filter(([sent]) => sent === name);
  if (!isNested(given)) return own.length === 1 && own.some(([, text]) => spellings(given).includes(text));
  if (nested !== 'brackets' && own.length === 1 && own.some(([, text]) => sameJson(parsed(text), given))) return true;
  if (nested === 'json') return false;
  const wanted = leaves([name], given);
  const left = [...wanted];
  const sent = pairs.filter(([key]) => formPath(key)[0] === name);
  if (nested === 'brackets' && sent.some(([key]) => !inBrackets.test(key))) return false;
  for (const [key, text] of sent) {
    const path = formPath(key).join('.');
    const at = left.findIndex((leaf) => leaf.path === path && leaf.spellings.includes(text));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return sent.length > 0 && left.length === 0;
}

/** What a body says of one argument by its wire name: nothing, this value, or another. */
export function sentArgument(
  body: SentBody,
  name: string,
  given: JsonValue | undefined,
  style: FormStyle = anyStyle,
): 'absent' | 'same' | 'other' {
  switch (body.kind) {
    case 'unread':
      return 'absent';
    case 'json': {
      const { value } = body;
      if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
        return 'absent';
      return sameJson((value as Readonly<Record<string, JsonValue>>)[name], given) ? 'same' : 'other';
    }
    case 'form':
      if (!body.pairs.some(([sent]) => sent === name || formPath(sent)[0] === name)) return 'absent';
      return given !== undefined && formHolds(body.pairs, name, given, style) ? 'same' : 'other';
  }
}

/** What a body says beside the arguments of these names. */
export function sentBeside(body: SentBody, names: readonly string[]): readonly string[] {
  switch (body.kind) {
    case 'unread':
      return [];
    case 'json':
      return Object.keys(Object(body.value) as object).filter((name) => !names.includes(name));
    case 'form':
      return body.pairs.flatMap(([sent]) =>
        names.includes(sent) || names.includes(formPath(sent)[0] ?? '') ? [] : [sent],
      );
  }
}

function pairsOf(name: string, value: JsonValue, { nested, lists }: FormStyle): readonly Pair[] {
  const text = (leaf: JsonValue) => (isNested(leaf) ? JSON.stringify(leaf) : leaf === null ? '' : String(leaf));
  if (!isNested(value) || (nested === 'json' && lists === null)) return [[name, text(value)]];
  return namedLeaves(name, value, nested, lists ?? 'indices').map(([leaf, entry]) => [leaf, text(entry)]);
}

/** Arguments as the names and values of a form. */
export function formPairs(given: Readonly<Record<string, JsonValue>>, style: FormStyle = anyStyle): readonly Pair[] {
  return Object.entries(given).flatMap(([name, value]) => pairsOf(name, value, style));
}
