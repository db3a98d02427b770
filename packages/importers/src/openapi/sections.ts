import type { Errors } from './errors.js';
import type { Policies } from './policies.js';

type Names = (id: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;

/** What a draft is made of. */
export interface Parts {
  readonly api: object;
  readonly title: string;
  readonly names: { readonly titles: object; readonly of: Names; readonly classOf: (id: string) => object };
  readonly security: Readonly<Record<string, unknown>>;
  readonly errors: Errors;
  readonly policies: Policies;
  readonly operations: Readonly<Record<string, unknown>>;
}

const titles: Readonly<Record<string, string>> = {
  typescript: 'TypeScript',
  python: 'Python',
  csharp: 'C#',
  java: 'Java',
  go: 'Go',
};

/** Languages whose errors are called exceptions. */
const exceptions = ['csharp', 'java'];

/** Names as they are usual in each language. */
export function languageNames(languages: readonly string[]): Parts['names'] {
  const entries = (of: (language: string) => string) => Object.fromEntries(languages.map((each) => [each, of(each)]));
  return {
    titles: entries((language) => titles[language] ?? language),
    of: (names) => entries((language) => names[language] ?? names['typescript'] ?? ''),
    classOf: (id) => ({
      names: entries((language) => `${id}${exceptions.includes(language) ? 'Exception' : 'Error'}`),
    }),
  };
}

const head = `# Drafted from an OpenAPI document by \`conformance import openapi\`.
#
#   source: document   the document says so: what breaks it fails the run
#   source: draft      usual, and in no document: what breaks it is reported, and fails no run without --strict
#
# TO DO marks what is yours to say. Put your documentation's own source in place of draft once you have read the sentence, and leave out what nobody
# wrote: it is played and not judged. \`conformance check\` says whether this file is good, and what it leaves open.
`;

/** The spec's text, section by section, with what is to be done. */
export function commented(
  { api, title, names, security, errors, policies, operations }: Parts,
  yaml: (value: object) => string,
): string {
  const section = (comment: string, value: object) => `\n# ${comment}\n${yaml(value)}`;
  const some = (of: object | null): of is object => of !== null && Object.keys(of).length > 0;
  const option = (typescript: string, python: string, csharp: string) =>
    names.of({ typescript, python, csharp, go: csharp });
  return [
    head,
    `\n${yaml({ specVersion: 1, api })}`,
    `\n${yaml({ sources: { document: { title, level: 'must' }, draft: { title: 'Usual in SDKs, and not yet read anywhere', level: 'should' } } })}`,
    `\n${yaml({ languages: names.titles })}`,
    section('TO DO: what a caller of the SDK sets, and what it is called there; take out what it has not.', {
      options: {
        source: 'draft',
        maxRetries: option('maxRetries', 'max_retries', 'MaxRetries'),
        timeoutMs: option('timeoutMs', 'timeout', 'Timeout'),
        baseUrl: option('baseUrl', 'base_url', 'BaseUrl'),
      },
    }),
    some(security) ? section('What a client is made with.', { credentials: { source: 'document', ...security } }) : '',
    section('TO DO: the statuses are the document’s, the classes are usual ones: put your SDK’s in their place.', {
      statuses: new Map<string | number, unknown>([['source', 'draft'], ...errors.statuses]),
    }),
    section('TO DO: the classes of your SDK, and what an error carries there.', {
      errors: {
        source: 'draft',
        base: 'Api',
        classes: Object.fromEntries(errors.classes.map((id) => [id, names.classOf(id)])),
        fields: { status: { names: option('status', 'status', 'Status') } },
        ...(errors.body === null ? {} : { body: errors.body }),
      },
    }),
    some(policies.retry)
      ? section('Of the document’s extensions. TO DO: maxRetries, where it is not here.', {
          retry: { source: 'document', ...policies.retry },
        })
      : '',
    some(policies.backoff)
      ? section('Of the document’s extensions. TO DO: the jitter, of which it has no word.', {
          backoff: { source: 'draft', ...policies.backoff },
        })
      : '',
    some(policies.hints)
      ? section('The document has these headers. TO DO: does the SDK heed them?', {
          hints: { source: 'draft', ...policies.hints },
        })
      : '',
    some(policies.rateLimits)
      ? section('TO DO: the scope: ip, apiKey or client.', {
          rateLimits: { source: 'document', ...policies.rateLimits },
        })
      : '',
    section('TO DO: keep three to five that differ: more of a kind prove nothing more.', {
      operations: { source: 'document', ...operations },
    }),
  ].join('');
}
