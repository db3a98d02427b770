import {
  ancestry,
  type ErrorClassId,
  type FreeField,
  type JsonValue,
  type Language,
  type Spec,
} from '@sdk-conformance/model';
import { valueAt } from './body.js';
import { codeOf } from './error-code.js';
import type { FieldExpectation, NameExpectation } from './outcome-expectation.js';
import { headerOf, type Response, readingOf } from './reading.js';

/** What a field of the spec's own holds of an answer; undefined where the answer has nothing of it, or an SDK need not read it. */
function heldBy({ from }: FreeField, response: Response): JsonValue | undefined {
  if (from.in === 'header') {
    const [value] = from.names.flatMap((name) => headerOf(response.headers, name) ?? []);
    return value?.includes('{{') === true ? undefined : value;
  }
  const body = readingOf(response);
  if (from.in === 'body') return body.kind === 'json' ? valueAt(body.value, from.name) : undefined;
  const { text, cut, utf8 } = response;
  return cut || !utf8 || body.kind === 'either' || text === '' ? undefined : (text ?? undefined);
}

/** Fields of the spec's own that an error of a class carries, as far as the answer has them. */
export function freeFields(
  spec: Spec,
  language: Language,
  error: ErrorClassId,
  response: Response,
): readonly FieldExpectation[] {
  const above = ancestry(spec, error).map(({ id }) => id);
  return spec.errors.freeFields.flatMap((field): readonly FieldExpectation[] => {
    const name = field.names[language];
    const value = heldBy(field, response);
    if (name === undefined || value === undefined || value === null) return [];
    if (!field.classes.some((id) => above.includes(id))) return [];
    const raw = field.from.in === 'raw';
    const text = raw ? `${name} is the body` : `${name} is ${JSON.stringify(value)?.slice(0, 60)}`;
    const because = { requirement: 'error.fields', pointer: field.pointer, text } as const;
    return [{ name, value, ...(raw ? { raw } : {}), within: 0, because }];
  });
}

/** The name of an error that tells its code, or what stands in its body; null where it tells neither, or there is none. */
export function nameOf(spec: Spec, response: Response, inSuccess: boolean): NameExpectation | null {
  const { named } = spec.errors;
  if (named === null || named === 'class' || (typeof named === 'object' && 'is' in named)) return null;
  const told = (is: string): NameExpectation => ({
    is,
    because: { requirement: 'error.name', pointer: '/errors/named', text: `the error’s name is ${is}` },
  });
  if (named === 'code') {
    const found = codeOf(spec, response, inSuccess);
    return found.kind === 'known' ? told(found.entry.code) : found.kind === 'unknown' ? told(found.code) : null;
  }
  const body = readingOf(response);
  const value = body.kind === 'json' ? valueAt(body.value, named.pointer) : undefined;
  return typeof value === 'string' ? told(value) : null;
}
