import { type ErrorBody, type JsonValue, keepLargeIntegers } from '@sdk-conformance/model';

export type Parsed = { readonly json: true; readonly value: JsonValue } | { readonly json: false };

/** Reads a JSON text; a byte order mark is passed over, as RFC 8259 section 8.1 allows. */
export function parseJson(text: string): Parsed {
  try {
    return { json: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) as JsonValue };
  } catch {
    return { json: false };
  }
}

/** The same, with large whole numbers as texts of their digits. */
export function parseExactJson(text: string): Parsed {
  const parsed = parseJson(text);
  return parsed.json ? parseJson(keepLargeIntegers(text)) : parsed;
}

/** What a JSON pointer leads to; undefined where nothing is there. */
export function valueAt(value: JsonValue, pointer: string): JsonValue | undefined {
  let at: JsonValue | undefined = value;
  for (const raw of pointer.split('/').slice(1)) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    if (at === null || typeof at !== 'object') return undefined;
    at = Array.isArray(at)
      ? (at as readonly JsonValue[])[Number(key)]
      : (at as Readonly<Record<string, JsonValue>>)[key];
    if (at === undefined) return undefined;
  }
  return at;
}

/** The server's message by the first pointer that leads to a string, and that pointer's place among them; null where none does. */
export function serverMessage(
  policy: ErrorBody,
  value: JsonValue,
): { readonly text: string; readonly by: number } | null {
  for (const [by, pointer] of (policy.message ?? []).entries()) {
    const text = valueAt(value, pointer);
    if (typeof text === 'string' && text !== '') return { text, by };
  }
  return null;
}

/** The first `bytes` bytes of a text, cut between characters. */
export function boundBytes(text: string, bytes: number): string {
  // No character takes less than a byte, so that what lies further on cannot matter.
  const encoded = new TextEncoder().encode(text.slice(0, bytes));
  if (encoded.length <= bytes) return text.slice(0, bytes);
  return new TextDecoder().decode(encoded.subarray(0, bytes)).replace(/\uFFFD+$/, '');
}
