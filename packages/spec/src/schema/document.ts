import {
  byType,
  definitions,
  described,
  type JsonSchema,
  leaf,
  list,
  map,
  object,
  oneOf,
  policy,
  policyMap,
  policyWith,
  shared,
  type TypeOf,
} from './builder.js';
import { errors } from './errors.js';
import { classId, condition, flag, headerName, id, languageId, names, sourcedFlag, statusKey, text } from './leaves.js';
import { operation } from './operation.js';
import { abort, backoff, hints, identity, rateLimit, redirects, streaming, success, timeouts } from './policies.js';
import { retry } from './retry.js';

const api = object(
  {
    id: leaf<string>('an id in lower case, such as foilengine', { type: 'string', pattern: '^[a-z][a-z0-9-]*$' }),
    name: text,
    baseUrl: leaf<string>('an http or https URL without a slash at its end', {
      type: 'string',
      pattern: '^https?://[^\\s/?#]+(/[^\\s?#]*[^\\s/?#])?$',
    }),
  },
  {
    documentation: leaf<string>('an http or https URL', { type: 'string', pattern: '^https?://\\S+$' }),
    tip: described('Advice to callers, in the words of the documentation.', text),
  },
);

const language = object(
  { title: text },
  { documented: described('false: its SDKs are tested, and the reference page leaves them out.', flag) },
);

const ofStatus = {
  meaning: text,
  causes: described('Common causes, one an item.', list(text)),
  resolution: described('What the caller can do.', text),
  error: described('Error class that the status raises; none where it is a success.', classId),
};

const statusCase = policy(
  {},
  {
    ...ofStatus,
    when: described(
      'Answers that this holds of, by a header or a pointer into the body; the last of a list has none.',
      condition,
    ),
  },
);

/** A row, or a list of rows that are told apart by what the answer has. */
const statusEntry = byType('array', list(statusCase, { minItems: 2 }), policy({}, ofStatus));

const queryName = leaf<string>('the name of a query parameter', { type: 'string', pattern: '^[^\\s&=?#]+$' });

const credential = policy(
  {
    secret: described('It may show in no error.', sourcedFlag),
  },
  {
    header: described('The header that carries it.', headerName),
    query: described('The query parameter that carries it, in place of a header.', queryName),
    format: leaf<string>('a text with {value} in it, or with base64(…) that has it: Basic base64(user:{value})', {
      type: 'string',
      pattern: '\\{value\\}',
    }),
  },
);

/** Options that scenarios set. */
export const canonicalOptions = ['maxRetries', 'timeoutMs', 'baseUrl'] as const;

const document = policy(
  {
    specVersion: leaf<1>('1', { const: 1 }),
    api: described('Which API this is.', api),
    sources: described(
      'Who says so. A broken `must` fails a run, a broken `should` is reported; `kept` is what an SDK was seen to do: a change of it fails a run.',
      map(id, object({ title: text, level: oneOf('must', 'kept', 'should') }, {}), { minProperties: 1 }),
    ),
    languages: described(
      'Languages that SDKs are written in, each with its title in documentation.',
      map(languageId, byType('object', language, text), { minProperties: 1 }),
    ),
    errors: described('Error classes, and what an error carries.', errors),
    statuses: described('A code beats a range, a range beats `default`.', policyMap(statusKey, statusEntry)),
    operations: described('API calls by their canonical names.', policyMap(id, operation)),
  },
  {
    options: described(
      'Canonical client options and their names in each language; and options of any other name that reach the wire, as a header or in the query.',
      policyWith(
        canonicalOptions,
        names,
        id,
        policy(
          {},
          {
            header: described('Every request has the value that the client is given, in this header.', headerName),
            query: described('Every request has it in this query parameter, in place of a header.', queryName),
            otherwise: described(
              'What stands there where a client is given nothing: a text, or null for no such header or parameter. Where nothing is said, clients ' +
                'are always given it.',
              leaf<string | null>('a text, or null', { type: ['string', 'null'], minLength: 1 }),
            ),
          },
        ),
      ),
    ),
    credentials: described('Secrets that a client is given.', policyMap(id, credential)),
    success: described('What a success is.', success),
    redirects,
    retry: described('What is retried, and how often.', retry),
    backoff: described('Delay before each retry.', backoff),
    hints: described('The say of the server on when to retry.', hints),
    timeouts,
    abort: described('What an abort by the caller does.', abort),
    streaming: described('Event streams; left out where the API has none.', streaming),
    identity: described('Headers that are the same, or differ, from attempt to attempt.', identity),
    inLanguages: described(
      'Sections in which the SDKs of a language differ, each in place of the whole section.',
      policyMap(
        languageId,
        policy(
          {},
          {
            retry: described('In place of retry, with the same keys.', shared('retry', retry)),
            backoff: described('In place of backoff, with the same keys.', shared('backoff', backoff)),
            hints: described('In place of hints, with the same keys.', shared('hints', hints)),
            timeouts: described('In place of timeouts, with the same keys.', shared('timeouts', timeouts)),
          },
        ),
      ),
    ),
    rateLimits: described('Categories of rate limits.', policyMap(id, rateLimit)),
  },
);

/** The file as written, its sources taken away. */
export type Document = TypeOf<typeof document>;

/** The schema of a spec file, draft 2020-12: what editors read, and what the loader checks with. */
export const specSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://sdk-conformance.dev/schema/spec.v1.schema.json',
  title: 'Spec, version 1',
  description: 'What the statuses, error classes, retries and rate limits of one HTTP API are.',
  ...document.json,
  $defs: definitions,
};
