function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/**
 * What a header or a parameter has for a credential, by its format: `Bearer {value}`, or encoded, `Basic base64(user:{value})`.
 *
 * @example
 * ```ts
 * import { carriedText } from '@sdk-conformance/model';
 *
 * carriedText('Basic base64({value}:)', 'key'); // 'Basic a2V5Og=='
 * ```
 */
export function carriedText(format: string, value: string): string {
  return format
    .replaceAll(/base64\(([^()]*)\)/g, (_, inner: string) => base64(inner.replaceAll('{value}', () => value)))
    .replaceAll('{value}', () => value);
}
