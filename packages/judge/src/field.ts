import type { JsonValue, RaisedError } from '@sdk-conformance/model';
import type { FieldExpectation } from '@sdk-conformance/oracle';
import { type Mark, mark, unspecified } from './mark.js';
import { differenceOf } from './values.js';

/** What stands in a field; undefined where the adapter does not tell it. */
export function fieldAt({ fields, cut }: RaisedError, name: string): JsonValue | undefined {
  const whole = fields[name];
  if (whole !== undefined) return whole;
  const [first = '', ...rest] = name.split('.');
  let at = fields[first] ?? null;
  for (const key of rest) {
    // An object that is told as a text has fields that nobody sees.
    if (typeof at !== 'object') return undefined;
    if (at === null) return null;
    const inner: JsonValue | undefined = (at as Readonly<Record<string, JsonValue>>)[key];
    if (inner === undefined && cut?.includes(`fields.${first}`) === true) return undefined;
    at = inner ?? null;
  }
  return at;
}

function asText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** Whether a field holds a body: its text, or the JSON that it is. */
function isBody(served: string, value: JsonValue): boolean {
  if (typeof value === 'string' && value.trim() === served.trim()) return true;
  const [told, meant] = [typeof value === 'string' ? parsed(value) : value, parsed(served)];
  return told !== undefined && meant !== undefined && differenceOf(meant, told, null) === null;
}

function holds({ value: wanted, or, within, raw, because }: FieldExpectation, value: JsonValue): boolean {
  if (typeof wanted === 'number' && typeof value === 'number') return Math.abs(value - wanted) <= within;
  if (value === wanted || value === or) return true;
  if (wanted === null || value === null || because.requirement !== 'error.fields') return false;
  if (raw === true) return isBody(asText(wanted), value);
  // Models may have a number as a text, and an enumeration in a case of its own.
  if (typeof wanted !== 'object') return asText(value) === asText(wanted);
  return differenceOf(wanted, value, null) === null;
}

/** Judges what stands in the fields of an error. What the adapter cut off, or does not tell, is not judged. */
export function judgeFields(expected: readonly FieldExpectation[], error: RaisedError, step: string): Mark[] {
  return expected.map((field) => {
    const { name, because } = field;
    const value = fieldAt(error, name);
    const [first = ''] = name.split('.');
    if (value === undefined) return unspecified(because, step, `the adapter does not tell what ${first} holds`);
    const seen = `${name} is ${JSON.stringify(value)}`;
    const isCut = error.cut?.includes(`fields.${first}`) === true;
    const held = holds(field, value);
    return isCut && !held
      ? unspecified(because, step, `the adapter tells a part of ${first} alone`)
      : mark(held, because, step, seen);
  });
}
