import type { Credential } from '@sdk-conformance/model';
import { shown } from '../mistake.js';
import { type Rule, unknownName } from './rule.js';

/** Where a credential stands, in words. Names of headers are one in upper and lower case. */
function where({ in: place, name }: Pick<Credential, 'in' | 'name'>): string {
  return place === 'header' ? `the header ${name}` : `the query parameter ${name}`;
}

function isSamePlace(a: Credential, b: Credential): boolean {
  return where(a) === where(b) || (a.in === 'header' && where(a).toLowerCase() === where(b).toLowerCase());
}

const isOption = ({ pointer }: Credential) => pointer.startsWith('/options/');

/** A credential or an option stands in a header or in the query. */
const placeIsOne: Rule = {
  *check({ spec, document }) {
    for (const { id, pointer } of spec.credentials) {
      const written = isOption({ pointer } as Credential) ? document.options?.[id] : document.credentials?.[id];
      if (written === undefined) continue;
      const { header, query } = written as { readonly header?: string; readonly query?: string };
      if ((header === undefined) !== (query === undefined)) continue;
      const message = header === undefined ? 'nothing says where it stands' : 'it stands in two places at once';
      const expected = 'header: the name of a header, or query: the name of a parameter';
      yield { pointer, shows: 'key', message, expected };
    }
  },
};

/** An option has an id and a place of its own. */
const optionApart: Rule = {
  *check({ spec }) {
    const credentials = spec.credentials.filter((c) => !isOption(c));
    for (const option of spec.credentials.filter(isOption)) {
      const { id, pointer } = option;
      const same = credentials.find((c) => c.id === id || isSamePlace(c, option));
      if (same === undefined) continue;
      const one = same.id === id ? 'one id' : `at one place, ${where(option)}`;
      const message = `the option ${id} and the credential ${same.id} are ${one}`;
      yield { pointer, shows: 'key', message, expected: 'an id and a place of its own, or the credential alone' };
    }
  },
};

const credentialsExist: Rule = {
  *check({ spec }) {
    const known = spec.credentials.filter((c) => c.pointer.startsWith('/credentials/'));
    for (const { credentials, pointer } of spec.operations) {
      const seen: Credential[] = [];
      for (const [index, id] of credentials.entries()) {
        const at = `${pointer}/credentials/${index}`;
        const credential = spec.credentials.find((c) => c.id === id);
        if (credential === undefined) {
          yield unknownName(
            at,
            'credential',
            id,
            known.map((c) => c.id),
          );
          continue;
        }
        const first = seen.find((other) => isSamePlace(other, credential));
        if (first === undefined) seen.push(credential);
        else yield { pointer: at, shows: 'value', message: `${first.id} and ${id} both need ${where(credential)}` };
      }
    }
  },
};

/** A parameter of an operation and a credential cannot be one parameter of the query. */
const queryApart: Rule = {
  *check({ spec }) {
    for (const { id, parameters, credentials } of spec.operations) {
      for (const credential of spec.credentials) {
        if (credential.in !== 'query' || !credentials.includes(credential.id)) continue;
        if (!parameters.some((p) => p.in === 'query' && p.name === credential.name)) continue;
        const message = `${where(credential)} is an argument of ${id}, too`;
        yield { pointer: credential.pointer, shows: 'key', message, expected: 'a parameter of its own' };
      }
    }
  },
};

const credentialUsed: Rule = {
  warns: true,
  *check({ spec }) {
    for (const { id, pointer } of spec.credentials) {
      if (!pointer.startsWith('/credentials/') || spec.operations.some(({ credentials }) => credentials.includes(id)))
        continue;
      yield { pointer, shows: 'key', message: `no operation sends the credential ${id}` };
    }
  },
};

const refreshedExists: Rule = {
  *check({ spec }) {
    const credential = spec.retry.authRefresh?.credential ?? null;
    if (credential === null) return;
    const pointer = '/retry/authRefresh/credential';
    const known = spec.credentials.filter((c) => c.pointer.startsWith('/credentials/')).map(({ id }) => id);
    if (!known.includes(credential.id)) yield unknownName(pointer, 'credential', credential.id, known);
    else if (known.includes(credential.refreshed)) {
      const message = `the refreshed ${credential.id} is ${credential.refreshed} to adapters, which is a credential already`;
      yield { pointer, shows: 'value', message, expected: 'another name for that one', got: shown(credential.id) };
    }
  },
};

export const credentialRules: readonly Rule[] = [
  placeIsOne,
  optionApart,
  credentialsExist,
  queryApart,
  credentialUsed,
  refreshedExists,
];
