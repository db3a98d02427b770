import type { BodyRule, Condition, ErrorBody, HeaderLine, JsonValue } from '@sdk-conformance/model';
import type { Attempt } from './attempt.js';
import { parseJson, valueAt } from './body.js';

export type Response = Extract<Attempt, { kind: 'response' }>;

/** Why a body cannot be read. */
export type Unreadable = 'cut' | 'corrupt' | 'empty' | 'notJson';

/**
 * The body as an SDK reads it. `either`: a sound one reads it or does not, for a parser may ignore a byte order mark and need not (RFC
 * 8259 section 8.1), and bytes that are not UTF-8 are read by their charset, with replacements, or not at all.
 */
export type Reading =
  | { readonly kind: 'json'; readonly value: JsonValue }
  | { readonly kind: 'either'; readonly value: JsonValue; readonly why: string }
  | { readonly kind: 'none'; readonly why: Unreadable };

export function readingOf({ text, cut, utf8 }: Pick<Response, 'text' | 'cut' | 'utf8'>): Reading {
  if (cut) return { kind: 'none', why: 'cut' };
  if (text === null) return { kind: 'none', why: 'corrupt' };
  if (text === '') return { kind: 'none', why: 'empty' };
  const parsed = parseJson(text);
  if (!parsed.json) return { kind: 'none', why: 'notJson' };
  if (!utf8) return { kind: 'either', value: parsed.value, why: 'JSON that is not in UTF-8' };
  if (text.startsWith('\uFEFF')) return { kind: 'either', value: parsed.value, why: 'JSON behind a byte order mark' };
  return { kind: 'json', value: parsed.value };
}

/** What an unreadable body comes to, by the line that says so; null where the spec does not say. */
export function bodyRuleOf(
  body: ErrorBody,
  why: Unreadable,
): { readonly rule: BodyRule; readonly pointer: string } | null {
  const own = body[why];
  if (own !== null) return { rule: own, pointer: `/errors/body/${why}` };
  return body.undecodable === null ? null : { rule: body.undecodable, pointer: '/errors/body/undecodable' };
}

export function headerOf(headers: readonly HeaderLine[], name: string): string | undefined {
  return headers.find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1].trim();
}

/** Whether an answer has what is asked for; `open` where a sound SDK may read its body or not. */
export function holds({ in: place, name, equals }: Condition, response: Response): boolean | 'open' {
  const body = place === 'header' ? null : readingOf(response);
  if (body?.kind === 'none') return false;
  const value = body === null ? headerOf(response.headers, name) : valueAt(body.value, name);
  const fits =
    value !== undefined &&
    value !== null &&
    (equals === null || value === equals || (body === null && value === String(equals)));
  return fits && body?.kind === 'either' ? 'open' : fits;
}

/** A condition in words: `/ok is false`, `X-Remaining is 0`, `there is a Retry-After`. */
export function told({ name, equals }: Condition): string {
  return equals === null ? `there is a ${name}` : `${name} is ${equals}`;
}
