/** A whole number that a double cannot hold to the digit, as its digits. */
const digits = /^-?\d{16,}$/;

export function isLargeInteger(value: unknown): value is string {
  return typeof value === 'string' && digits.test(value) && !Number.isSafeInteger(Number(value));
}

const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * A JSON text whose large whole numbers are texts of their digits: `JSON.parse` would round them. The text must be JSON.
 *
 * @example
 * ```ts
 * import { keepLargeIntegers } from '@sdk-conformance/model';
 *
 * JSON.parse(keepLargeIntegers('{"id": 9007199254740993}')); // { id: '9007199254740993' }
 * ```
 */
export function keepLargeIntegers(json: string): string {
  if (!/\d{16}/.test(json)) return json;
  return json.replace(tokens, (token) => (isLargeInteger(token) ? `"${token}"` : token));
}
