import type { HeaderLine, JsonValue } from '@sdk-conformance/model';
import { readMultipart } from './multipart.js';

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

function formHolds(pairs: readonly Pair[], name: string, given: JsonValue): boolean {
  const own = pairs.filter(([sent]) => sent === name);
  // One value, or a whole object as one text of JSON.
  if (own.length === 1 && own.some(([, text]) => spellings(given).includes(text) || sameJson(parsed(text), given)))
    return true;
  const wanted = leaves([name], given);
  const left = [...wanted];
  const sent = pairs.filter(([key]) => formPath(key)[0] === name);
  for (const [key, text] of sent) {
    const path = formPath(key).join('.');
    const at = left.findIndex((leaf) => leaf.path === path && leaf.spellings.includes(text));
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return sent.length > 0 && left.length === 0;
}

/** What a body says of one argument by its wire name: nothing, this value, or another. */
export function sentArgument(body: SentBody, name: string, given: JsonValue | undefined): 'absent' | 'same' | 'other' {
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
      return given !== undefined && formHolds(body.pairs, name, given) ? 'same' : 'other';
  }
}
