import type { ClientOption, Credential } from '@sdk-conformance/model';
import { canonicalOptions, type Document } from '../schema/document.js';

/** Options that scenarios set, by their names in each language. */
export function optionsOf({ options = {} }: Document): readonly ClientOption[] {
  return canonicalOptions.flatMap((id) => {
    const names = options[id];
    return names === undefined ? [] : [{ id, names: { ...names }, pointer: `/options/${id}` }];
  });
}

export function credentialsOf({ credentials = {} }: Document): readonly Credential[] {
  return Object.entries(credentials).map(([id, { header, format, secret }]) => ({
    id,
    header,
    format: format ?? '{value}',
    secret,
    pointer: `/credentials/${id}`,
  }));
}

/** Options that reach the wire: clients are given them as they are given credentials, and every operation sends them. */
export function headerOptions({ options = {} }: Document): readonly Credential[] {
  return Object.entries(options).flatMap(([id, option]) => {
    const { header } = option;
    if (canonicalOptions.some((known) => known === id) || header === undefined) return [];
    return [{ id, header, format: '{value}', secret: false, pointer: `/options/${id}` }];
  });
}
