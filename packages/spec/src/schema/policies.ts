import { byType, described, leaf, list, oneOf, policy, policyMap, sourced } from './builder.js';
import {
  classId,
  codeName,
  flag,
  headerName,
  jsonPointer,
  languageId,
  methods,
  milliseconds,
  positiveCount,
  positiveMilliseconds,
  sourcedFlag,
  sourcedMilliseconds,
  sourcedPositiveMilliseconds,
  statuses,
  text,
} from './leaves.js';

export const success = policy(
  {},
  {
    values: described(
      'What callers get of a success: raw, the JSON as it was sent, or typed, models (the default): a key that stands in the recorded ' +
        'success keeps its value, and of others nothing is promised.',
      sourced(oneOf('raw', 'typed')),
    ),
    statuses: described(
      'Statuses that are a success, and no other 2xx is; any 2xx that the table does not call an error where nothing is said.',
      sourced(statuses),
    ),
    integers: described(
      'exact: a whole number keeps its digits, also above 2^53. Where nothing is said, it is not judged.',
      sourced(oneOf('exact')),
    ),
    empty: described('What 204 and an empty 2xx give.', sourced(oneOf('null', 'error'))),
    undecodable: described('A 2xx that is not JSON where JSON is due.', sourced(oneOf('error'))),
    cut: described('A 2xx cut in its body.', sourced(oneOf('retry', 'error'))),
    failure: described(
      'A 2xx that tells of a failure: what stands in its body, what it raises, and where its code stands, which errors.codes may have.',
      policy(
        { pointer: jsonPointer, error: classId },
        {
          equals: leaf<string | number | boolean>(
            'a text, a number, true or false; anything but null where nothing is said',
            {
              type: ['string', 'number', 'boolean'],
            },
          ),
          code: jsonPointer,
        },
      ),
    ),
  },
);

export const redirects = described('What a 3xx comes to.', sourced(oneOf('error', 'follow')));

export const backoff = policy(
  {
    kind: described(
      'How the delay grows from retry to retry: exponential by factor, linear by factor times initialMs, polynomial as initialMs times the ' +
        'power of the retry (from 1), not at all (constant), or as delaysMs lists.',
      sourced(oneOf('exponential', 'linear', 'polynomial', 'constant', 'listed')),
    ),
    jitter: described(
      'What randomness does to the delay d, with ratio r and u uniform in [0, 1): full u·d, equal d/2 + u·d/2, subtract ' +
        'd·(1 − r·u), add d·(1 + r·u), symmetric d·(1 − r + 2·r·u), decorrelated between initialMs and three times the last. With ms m in ' +
        'place of a ratio: subtract d − m·u, add d + m·u, symmetric d − m + 2·m·u.',
      policy(
        { kind: oneOf('none', 'full', 'equal', 'subtract', 'add', 'symmetric', 'decorrelated') },
        { ratio: leaf<number>('a number, 0 or more', { type: 'number', minimum: 0 }), ms: milliseconds },
      ),
    ),
  },
  {
    initialMs: described('Delay before the first retry, ms. Every kind but listed has one.', sourcedMilliseconds),
    power: described(
      'Polynomial: the power, 2 for delays of 1, 4, 9 times initialMs.',
      sourced(leaf<number>('a number above 0', { type: 'number', exclusiveMinimum: 0 })),
    ),
    delaysMs: described(
      'Listed: the delay before each retry, ms; the last one before all that follow.',
      sourced(list(milliseconds, { minItems: 1 })),
    ),
    firstRetryMs: described(
      'Delay before the first retry where it is another one, without jitter, ms: 0 retries at once. Later delays stay as they are.',
      sourcedMilliseconds,
    ),
    minMs: described('Shortest delay, ms.', sourcedMilliseconds),
    floorAfterJitter: described('Whether minMs holds for the delay with its jitter.', sourcedFlag),
    for: described(
      'Failures after which the delay starts from another initialMs, or has another maxMs.',
      list(policy({ statuses }, { initialMs: sourcedMilliseconds, maxMs: sourcedMilliseconds }), { minItems: 1 }),
    ),
    factor: described(
      'Exponential: each delay is so many times the last. Linear: it grows by so many times initialMs.',
      sourced(leaf<number>('a number, 0 or more', { type: 'number', minimum: 0 })),
    ),
    maxMs: described('Longest delay, ms.', sourcedMilliseconds),
    clampAfterJitter: described('Whether maxMs holds for the delay with its jitter.', sourcedFlag),
  },
);

const hintHeader = policy(
  { name: headerName, unit: oneOf('s', 'ms', 'epochS', 'epochMs') },
  {
    httpDate: described(
      'The value may be an HTTP-date instead: true for each form of RFC 9110 (5.6.7), or a list of forms.',
      sourced(
        byType(
          'array',
          list(oneOf('imf', 'rfc850', 'asctime'), { minItems: 1, uniqueItems: true }),
          leaf<boolean>('true, false, or a list of forms', { type: 'boolean' }),
        ),
      ),
    ),
    when: described(
      'The header counts only where another one has this value.',
      policy({ header: headerName, equals: text }, {}),
    ),
    addMs: described('Added to what the value says, ms.', sourcedMilliseconds),
  },
);

export const hints = policy(
  {},
  {
    headers: described(
      'In order of precedence; none where no header is read, on purpose.',
      byType(
        'array',
        list(hintHeader, { minItems: 1 }),
        leaf<'none'>('none, or a list of headers', { enum: ['none'] }),
      ),
    ),
    body: described(
      'Where an error body says when to retry; asked where no header has the word.',
      policy(
        { pointer: jsonPointer },
        {
          unit: described(
            'A number of seconds or milliseconds, or a text of seconds with an s behind (34.4s); duration where nothing is said.',
            sourced(oneOf('s', 'ms', 'duration')),
          ),
        },
      ),
    ),
    numbers: described(
      'Texts that are a number: digits, with a fraction at most; those of a float (+1, 2e0, .5); or whatever has leading digits (1abc is 1). ' +
        'Where nothing is said, only digits are judged.',
      sourced(oneOf('digits', 'float', 'leading')),
    ),
    clamp: described(
      'The delay that a hint asks for is kept between the backoff and so many ms more.',
      policy({ from: oneOf('backoff'), aboveMs: sourcedMilliseconds }, {}),
    ),
    statuses: described(
      'Statuses on which a hint counts: those that are retried, or a list.',
      sourced(byType('array', statuses, leaf<'retried'>('retried, or a list of statuses', { enum: ['retried'] }))),
    ),
    combine: described('What a hint does to the backoff.', sourced(oneOf('replace', 'max', 'add'))),
    missing: described(
      'What an answer without a hint comes to; the backoff where nothing is said.',
      sourced(oneOf('backoff', 'noRetry')),
    ),
    missingMs: described('Delay after an answer without a hint, ms, in place of the backoff.', sourcedMilliseconds),
    zero: sourced(oneOf('backoff', 'immediate')),
    negative: sourced(oneOf('backoff', 'noRetry')),
    fractional: described(
      'A number with a fraction: taken as it is, as no hint, or without its fraction, or rounded up.',
      sourced(oneOf('accept', 'backoff', 'truncate', 'ceil')),
    ),
    invalid: described(
      'A value that cannot be read; next leaves the word to the next header.',
      sourced(oneOf('backoff', 'noRetry', 'next')),
    ),
    pastDate: sourced(oneOf('backoff', 'immediate')),
    capMs: described('Longest hint that is waited for, ms.', sourcedPositiveMilliseconds),
    overCap: sourced(oneOf('noRetry', 'clamp', 'backoff', 'honour')),
    shouldRetryHeader: described('Header whose true or false overrides the status.', sourced(headerName)),
  },
);

export const timeouts = policy(
  {},
  {
    attemptMs: described(
      'One attempt, ms, or none where it waits without end; default of the option timeoutMs.',
      sourced(
        byType('number', positiveMilliseconds, leaf<'none'>('milliseconds above 0, or none', { enum: ['none'] })),
      ),
    ),
    optionRange: described(
      'Milliseconds that clients take as timeoutMs; no scenario sets others.',
      policy({}, { minMs: sourcedPositiveMilliseconds, maxMs: sourcedPositiveMilliseconds }),
    ),
    totalMs: described('The whole call, retries included, ms.', sourcedPositiveMilliseconds),
    coversBackoff: described('The waits between attempts count in totalMs; false: the attempts alone do.', sourcedFlag),
    totalRaises: described(
      'What is raised when totalMs is used up: the error of the last attempt, or what a timeout raises.',
      sourced(oneOf('lastError', 'timeout')),
    ),
    coversBody: described('The timeout of an attempt covers reading the body.', sourcedFlag),
    perRead: described(
      'The timeout is for each wait for more of an answer, and begins anew with whatever comes of its body: a read timeout.',
      sourcedFlag,
    ),
    perStreamEvent: described('In a stream the timeout is for each wait for an event.', sourcedFlag),
  },
);

export const abort = policy(
  {
    during: sourced(list(oneOf('request', 'body', 'backoff'), { minItems: 1, uniqueItems: true })),
    settleWithinMs: sourcedMilliseconds,
  },
  {
    errors: described(
      'Abort errors of each language that may be raised; the base class always may.',
      policyMap(languageId, list(codeName, { minItems: 1 })),
    ),
    stream: described(
      'What an abort does to the reader of a stream; raise where nothing is said.',
      sourced(oneOf('raise', 'end')),
    ),
    listeners: described(
      'removed: a call that has settled leaves no listener on the abort signal that its caller gave.',
      sourced(oneOf('removed')),
    ),
  },
);

export const streaming = policy(
  {
    format: sourced(oneOf('sse')),
    terminal: described(
      'What ends a stream: the name of an event, or its data.',
      policy({}, { event: text, data: text, given: described('Callers get it; true where nothing is said.', flag) }),
    ),
  },
  {
    errorEvent: described('Name of the event that tells of a failure.', sourced(text)),
    silent: described(
      'Names of events that callers do not get, such as ping.',
      sourced(list(text, { minItems: 1, uniqueItems: true })),
    ),
    errorData: described(
      'Pointer into the data of an event: one that has something there tells of a failure.',
      sourced(jsonPointer),
    ),
    missingTerminal: described('A stream that ends without its last event.', sourced(oneOf('error', 'accept'))),
    retryAfterFirstEvent: sourcedFlag,
    errorClass: described('What a failed stream raises.', sourced(classId)),
    endsAtTerminal: described(
      'true: a call ends with the event that ends its stream, also where the server keeps the connection open.',
      sourced(leaf<true>('true', { const: true })),
    ),
    left: described(
      'closed: a stream that its caller leaves before the end keeps no connection.',
      sourced(oneOf('closed')),
    ),
  },
);

export const identity = policy(
  {},
  {
    stable: described('Headers that are equal on every attempt of a call.', sourced(list(headerName))),
    fresh: described('Headers that differ on every attempt.', sourced(list(headerName))),
    attempt: described(
      'Header that tells the number of the attempt, and the number of the first.',
      policy({ header: headerName, start: sourced(leaf<number>('0 or 1', { enum: [0, 1] })) }, {}),
    ),
    headers: described(
      'closed: a request has no header but those that the file names, and those that any HTTP client sends by itself.',
      sourced(oneOf('closed')),
    ),
    others: described(
      'same: of the headers that the file does not name none comes, goes, grows or is said twice from attempt to attempt.',
      sourced(oneOf('same')),
    ),
    idempotency: policy({ header: headerName, methods, stableOnRetry: flag }, {}),
  },
);

export const rateLimit = policy(
  {
    name: text,
    limit: described('Requests in a window.', positiveCount),
    window: leaf<string>('a window, such as 1 min (s, min, h, d)', {
      type: 'string',
      pattern: '^[1-9][0-9]* (s|min|h|d)$',
    }),
    scope: oneOf('ip', 'apiKey', 'client'),
    appliesTo: text,
  },
  { elsewhere: described('No operation of this file draws on the category.', flag) },
);
