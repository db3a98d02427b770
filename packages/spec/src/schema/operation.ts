import type { JsonValue } from '@sdk-conformance/model';
import { byType, described, leaf, list, map, object, oneOf, policy, type Schema, shared, sourced } from './builder.js';
import { flag, id, sourcedFlag, text } from './leaves.js';
import { idempotent, ownRetry, ownTimeout } from './retry.js';

const types = ['string', 'uuid', 'integer', 'number', 'boolean', 'object', 'array'] as const;

const shortType = leaf<string>(`one of ${types.join(', ')}, with ? where it may be left out`, {
  type: 'string',
  pattern: `^(${types.join('|')})\\??$`,
});
const json: Schema<JsonValue> = { json: {} };
const allowed = list(text, { minItems: 1, uniqueItems: true });

const long = object(
  { type: oneOf(...types) },
  {
    optional: flag,
    values: described('What a string may be.', allowed),
    example: json,
    constant: described('What it always is: tells apart operations that share method and path.', json),
  },
);

/** `uuid`, `string?`, `[female, male]`, or `{type, optional, values, example, constant}`. */
const parameter = byType('object', long, byType('array', allowed, shortType));

const bodyEncoding = sourced(oneOf('json', 'form', 'multipart'));

const wireName = leaf<string>('the wire name of a parameter', { type: 'string', minLength: 1 });
const parameters = shared('parameters', map(wireName, parameter));

export const operation = policy(
  {
    request: leaf<string>('a method and a path, such as GET /v1/users/{user_id}', {
      type: 'string',
      pattern: '^(GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE) (/([^\\s{}?#/]|\\{\\w+\\})*)+$',
    }),
    response: described(
      'The recorded success.',
      object(
        {
          status: leaf<number>('a status from 200 to 299', { type: 'integer', minimum: 200, maximum: 299 }),
          fixture: leaf<string>('the id of a fixture, such as foilengine/send-message', {
            type: 'string',
            pattern: '^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$',
          }),
        },
        {},
      ),
    ),
  },
  {
    summary: text,
    path: parameters,
    query: parameters,
    body: described('Keys of the body; {} where a body without keys is sent, left out where none is sent.', parameters),
    bodyAs: described(
      'How the body is written; JSON that is always sent where nothing is said.',
      policy(
        {},
        {
          encoding: described(
            'JSON, a form (application/x-www-form-urlencoded) or parts (multipart/form-data).',
            bodyEncoding,
          ),
          nested: described(
            'Objects and lists in a form: in brackets (a[b]=c) or as texts of JSON. Where nothing is said, in whichever way.',
            sourced(oneOf('brackets', 'json')),
          ),
          lists: described(
            'Entries of a list in a form: repeat (a=1&a=2), brackets (a[]=1) or indices (a[0]=1). Where nothing is said, as nested says, and in whichever of its ways.',
            sourced(oneOf('repeat', 'brackets', 'indices')),
          ),
          optional: described('A request without an argument of the body may have no body.', sourcedFlag),
        },
      ),
    ),
    credentials: list(id, { uniqueItems: true }),
    rateLimit: described('The category it draws on.', id),
    stream: described('The success is an event stream.', flag),
    retry: described('What is retried of it, and how often, where that differs.', ownRetry),
    timeoutMs: ownTimeout,
    idempotent,
  },
);
