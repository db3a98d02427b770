import type { Position, Spec } from '@sdk-conformance/model';
import type { Document } from '../schema/document.js';
import { errorModel } from './errors.js';
import { inLanguages } from './in-languages.js';
import { operations } from './operations.js';
import { credentialsOf, optionsOf, refreshedCredentials, wireOptions } from './options.js';
import { abortPolicy, identityPolicy, rateLimitCategories, streamPolicy, successPolicy } from './policies.js';
import { backoffPolicy, hintPolicy, timeoutPolicy } from './retries.js';
import { retryPolicy } from './retry.js';
import { statusEntries } from './statuses.js';

/** Where things stand, and who vouches for them. */
export interface Origin {
  readonly file: string;
  readonly positions: Readonly<Record<string, Position>>;
  readonly sourceOf: Readonly<Record<string, string>>;
}

/** A document as a spec; what it leaves out is null. */
export function normalise(document: Document, { file, positions, sourceOf }: Origin): Spec {
  const { api } = document;
  return {
    file,
    specVersion: document.specVersion,
    api: { ...api, documentation: api.documentation ?? null, tip: api.tip ?? null },
    languages: Object.keys(document.languages),
    ...languageTitles(document),
    sources: Object.entries(document.sources).map(([id, { title, level }]) => ({ id, title, level })),
    options: optionsOf(document),
    credentials: [...credentialsOf(document), ...refreshedCredentials(document), ...wireOptions(document)],
    errors: errorModel(document.errors),
    statuses: statusEntries(document.statuses),
    success: successPolicy(document),
    retry: retryPolicy(document),
    backoff: backoffPolicy(document),
    hints: hintPolicy(document),
    timeouts: timeoutPolicy(document),
    redirects: document.redirects ?? null,
    abort: abortPolicy(document),
    streaming: streamPolicy(document),
    identity: identityPolicy(document),
    rateLimits: rateLimitCategories(document),
    operations: operations(document.operations, wireOptions(document)),
    ...(document.inLanguages === undefined ? {} : { inLanguages: inLanguages(document) }),
    positions,
    sourceOf,
  };
}

function languageTitles({ languages }: Document): Required<Pick<Spec, 'languageTitles' | 'undocumented'>> {
  const given = Object.entries(languages).map(([language, entry]) => {
    const { title, documented } = typeof entry === 'string' ? { title: entry } : entry;
    return { language, title, documented: documented ?? true };
  });
  return {
    languageTitles: Object.fromEntries(given.map(({ language, title }) => [language, title])),
    undocumented: given.flatMap(({ language, documented }) => (documented ? [] : [language])),
  };
}
