import type { ClientOption, Credential } from '@sdk-conformance/model';
import { canonicalOptions, type Document } from '../schema/document.js';

/** Options that scenarios set, by their names in each language. */
export function optionsOf({ options = {} }: Document): readonly ClientOption[] {
  return canonicalOptions.flatMap((id) => {
    const names = options[id];
    // The schema has these as names alone.
    const inLanguages = { ...names } as Readonly<Record<string, string>>;
    return names === undefined ? [] : [{ id, names: inLanguages, pointer: `/options/${id}` }];
  });
}

interface Written {
  readonly header?: string;
  readonly query?: string;
}

/** Rules ask for one of the two. */
function place({ header, query }: Written): Pick<Credential, 'in' | 'name'> {
  return header === undefined ? { in: 'query', name: query ?? '' } : { in: 'header', name: header };
}

export function credentialsOf({ credentials = {} }: Document): readonly Credential[] {
  return Object.entries(credentials).map(([id, { format, secret, ...where }]) => ({
    id,
    ...place(where),
    format: format ?? '{value}',
    secret,
    pointer: `/credentials/${id}`,
  }));
}

/** Id under which clients are given what takes the place of a refused credential. */
export function refreshedId(id: string): string {
  return `refreshed${id.slice(0, 1).toUpperCase()}${id.slice(1)}`;
}

/** What takes the place of a credential that is refused: no operation sends it at first. */
export function refreshedCredentials(document: Document): readonly Credential[] {
  const refreshed = document.retry?.authRefresh?.credential;
  return credentialsOf(document)
    .filter(({ id }) => id === refreshed)
    .map((credential) => ({
      ...credential,
      id: refreshedId(credential.id),
      pointer: '/retry/authRefresh/credential',
    }));
}

/** Options that reach the wire: clients are given them as they are given credentials, and every operation sends them. */
export function wireOptions({ options = {} }: Document): readonly Credential[] {
  return Object.entries(options).flatMap(([id, option]) => {
    if (canonicalOptions.some((known) => known === id)) return [];
    const { header, query, otherwise } = option as Written & { readonly otherwise?: string | null };
    return [
      {
        id,
        ...place({ ...(header === undefined ? {} : { header }), ...(query === undefined ? {} : { query }) }),
        format: '{value}',
        secret: false,
        ...(otherwise === undefined ? {} : { otherwise }),
        pointer: `/options/${id}`,
      },
    ];
  });
}
