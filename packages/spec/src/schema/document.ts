import type { JsonValue } from '@sdk-conformance/model';
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
  policyOf,
  policyWith,
  sourced,
  sourcedJson,
  sourcedOr,
  type TypeOf,
} from './builder.js';
import {
  classId,
  condition,
  errorCode,
  flag,
  headerName,
  id,
  jsonPointer,
  languageId,
  names,
  positiveCount,
  sourcedFlag,
  statuses,
  statusKey,
  text,
} from './leaves.js';
import { operation } from './operation.js';
import {
  abort,
  backoff,
  hints,
  identity,
  rateLimit,
  redirects,
  streaming,
  success,
  timeouts,
  transportKinds,
} from './policies.js';
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

const errorClass = policy(
  { names: described('Name of the class in each language.', names) },
  {
    extends: described('Class above it; the base class where nothing is said.', classId),
    raised: described('false: only an option or an operation that is not of this file raises it.', flag),
    deprecated: flag,
    description: text,
  },
);

const errorField = policy(
  { names: described('Name of the attribute in each language; one with dots is a path: $metadata.requestId.', names) },
  {
    classes: described('Classes that carry the field, with all below them; all where nothing is said.', list(classId)),
    header: described(
      'Of requestId and of fields of your own: the response header that has it, or a list, of which the first that is there counts.',
      byType('array', list(headerName, { minItems: 1, uniqueItems: true }), headerName),
    ),
    pointer: described('Of fields of your own: where it stands in the body.', jsonPointer),
    body: described('Of fields of your own: raw, the body as a text or as its JSON.', oneOf('raw')),
    none: described(
      'Of status: what it holds where no response came, a number, null or any. Where nothing is said, null, 0 and no field are alike.',
      byType('number', leaf<number>('a number', { type: 'number' }), oneOf('null', 'any')),
    ),
  },
);

const nameRule = sourcedOr(
  oneOf('class', 'code'),
  policy(
    {},
    {
      is: described('Always this text.', text),
      pointer: described('What stands there in the body.', jsonPointer),
    },
  ),
);

const bodyRuleMeaning =
  'keepStatus the class of the status, decodeError the class of errors.transport.decode, transport that of errors.transport.cutBody, or a class';

const bodyRule = leaf<string>('keepStatus, decodeError, transport, or the id of an error class', {
  type: 'string',
  pattern: '^(keepStatus|decodeError|transport|[A-Z][A-Za-z0-9]*)$',
});

const errorBody = policy(
  {},
  {
    example: sourcedJson<JsonValue>('An error as the server words it.'),
    message: described(
      'JSON pointers into an error body; the first that leads to a string gives the message.',
      sourced(list(sourced(jsonPointer), { minItems: 1 })),
    ),
    fallback: described(
      'The message where no pointer gives one: the phrase of the status, or all the text of the body.',
      sourced(oneOf('statusPhrase', 'body')),
    ),
    maxMessageBytes: described('UTF-8 bytes of server text that a message may carry.', sourced(positiveCount)),
    exactMessage: described(
      'True: the message of an error is the server’s text and nothing else. Where nothing is said, it may stand in more words.',
      sourcedFlag,
    ),
    undecodable: described(
      'An error body that is not JSON, cut, or undecodable.',
      sourced(oneOf('keepStatus', 'decodeError')),
    ),
    notJson: described(
      `An error body that is no JSON: ${bodyRuleMeaning}. Where nothing is said, as undecodable says.`,
      sourced(bodyRule),
    ),
    cut: described(
      'An error body that breaks off. As transport, it is a broken connection whatever the status: it is retried where retry.transport has ' +
        'cutBody and the status is not against it.',
      sourced(bodyRule),
    ),
    corrupt: described('An error body whose coding is broken.', sourced(bodyRule)),
    empty: described('An error without a body.', sourced(bodyRule)),
  },
);

const codePlace = policy(
  {},
  {
    pointer: described('Where it stands in the body, a JSON pointer.', jsonPointer),
    header: described('The header that has it.', headerName),
    after: described('The code begins behind this text, where that stands there at all.', text),
    until: described('The code ends before this text, where that stands there at all.', text),
    error: described('What a code that stands here raises where codes does not have it.', classId),
  },
);

const code = policy(
  {},
  {
    error: described('What it raises; where nothing is said, the status decides.', classId),
    retried: described('Whether it is retried; where nothing is said, the status decides.', sourcedFlag),
    throttle: described(
      'Whether it tells that the client is throttled, so that a retry takes retry.quota.throttleCost; where nothing is said, a 429 does.',
      sourcedFlag,
    ),
    statuses: described('Statuses that it comes with, by which alone it counts; any where nothing is said.', statuses),
  },
);

const errors = policy(
  {
    base: described('Class above all others.', sourced(classId)),
    classes: policyMap(classId, errorClass),
  },
  {
    fields: described(
      'What an error carries beside its class: status, retryAfter, message, cause, requestId, headers, and fields of your own by pointer, ' +
        'header or body.',
      policyMap(id, errorField),
    ),
    discriminator: described(
      'Where an error tells its code; the first place that has one counts. A code of codes goes before the status.',
      list(codePlace, { minItems: 1 }),
    ),
    codes: described('What the code of an error says.', policyMap(errorCode, code)),
    unknownCode: described(
      'What an error without a code of codes raises, whatever its status; its message is then left open.',
      sourced(classId),
    ),
    transport: described(
      'What is raised where no status decides; dns is a name that does not resolve, tls a handshake that fails: they are played where one of them is named here or in retry.transport.',
      policyOf(transportKinds, sourced(classId)),
    ),
    outside: described(
      'Kinds of transport that raise an error of no class of the API, by its name in each language: { timeout: { python: TimeoutError } }.',
      policyMap(oneOf(...transportKinds), names),
    ),
    keepsCause: described('The low-level error stays reachable as the cause.', sourcedFlag),
    named: described(
      'What the name of an error tells: class, the name of its class, code, its code, {is: a text} or {pointer: a place in the body}. ' +
        'Where nothing is said, it is not judged.',
      nameRule,
    ),
    serializable: described(
      'An error survives being copied and serialised. Where nothing is said, it is not judged.',
      sourcedFlag,
    ),
    body: errorBody,
  },
);

const credential = policy(
  {
    header: headerName,
    secret: described('It may show in no error.', flag),
  },
  {
    format: leaf<string>('a text with {value} in it', { type: 'string', pattern: '\\{value\\}' }),
  },
);

/** Options that scenarios set. */
export const canonicalOptions = ['maxRetries', 'timeoutMs', 'baseUrl'] as const;

const document = policy(
  {
    specVersion: leaf<1>('1', { const: 1 }),
    api: described('Which API this is.', api),
    sources: described(
      'Who says so. A broken `must` fails a run, a broken `should` is reported.',
      map(id, object({ title: text, level: oneOf('must', 'should') }, {}), { minProperties: 1 }),
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
      'Canonical client options and their names in each language; and options of any other name that reach the wire as a header.',
      policyWith(
        canonicalOptions,
        names,
        id,
        policy(
          { header: described('Every request has the value that the client is given, in this header.', headerName) },
          {},
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
