import type { Spec } from '@sdk-conformance/model';

/** An error body in the API's own format, with a message of its own. */
export function errorBody(spec: Spec, meaning: string): string {
  const { example, message } = spec.errors.body;
  const pointer = message?.[0];
  if (example !== null && pointer === undefined) return JSON.stringify(example);
  const keys = (pointer ?? '/message').split('/').slice(1);
  return JSON.stringify(
    keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), `${meaning}: told by the server`),
  );
}
