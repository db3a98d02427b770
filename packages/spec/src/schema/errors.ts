import { type JsonValue, transportKinds } from '@sdk-conformance/model';
import {
  byType,
  described,
  leaf,
  list,
  map,
  oneOf,
  policy,
  policyMap,
  policyOf,
  sourced,
  sourcedJson,
  sourcedOr,
} from './builder.js';
import {
  classId,
  codeName,
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
  text,
} from './leaves.js';

const errorClass = policy(
  { names: described('Name of the class in each language.', names) },
  {
    extends: described('Class above it; the base class where nothing is said.', classId),
    raised: described('false: only an option or an operation that is not of this file raises it.', flag),
    builtin: described(
      'true, of the base class alone: an SDK has no class of its own above all others, and the name is the one of the language: Error, Exception.',
      flag,
    ),
    deprecated: flag,
    formerly: described(
      'Names that the class had before, in each language; error maps keep them as aliases. { python: OldError }, or a list.',
      map(languageId, byType('array', list(codeName, { minItems: 1, uniqueItems: true }), codeName)),
    ),
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
      'The message where no pointer gives one: the phrase of the status, all the text of the body, or {is: a text}.',
      sourcedOr(
        oneOf('statusPhrase', 'body'),
        policy({ is: described('Always this text, with the status in place of {status}.', text) }, {}),
      ),
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

export const errors = policy(
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
