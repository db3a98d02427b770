import type { Language, OwnSections } from '@sdk-conformance/model';
import type { Document } from '../schema/document.js';
import { backoffPolicy, hintPolicy, timeoutPolicy } from './retries.js';
import { retryPolicy } from './retry.js';

/** The document as it holds for SDKs of a language. */
export function documentIn(document: Document, language: Language): Document {
  return { ...document, ...document.inLanguages?.[language] };
}

/** Sections that SDKs of a language have of their own. */
export function inLanguages(document: Document): Readonly<Record<Language, OwnSections>> {
  return Object.fromEntries(
    Object.entries(document.inLanguages ?? {}).map(([language, { retry, backoff, hints, timeouts }]) => {
      const own = documentIn(document, language);
      const sections: OwnSections = {
        ...(retry === undefined ? {} : { retry: retryPolicy(own) }),
        ...(backoff === undefined ? {} : { backoff: backoffPolicy(own) }),
        ...(hints === undefined ? {} : { hints: hintPolicy(own) }),
        ...(timeouts === undefined ? {} : { timeouts: timeoutPolicy(own) }),
      };
      return [language, sections];
    }),
  );
}
