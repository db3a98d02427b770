import { transportKinds } from '@sdk-conformance/model';
import { byType, described, entryOr, leaf, list, oneOf, policy, policyMap, sourced } from './builder.js';
import {
  condition,
  count,
  flag,
  id,
  languageId,
  methods,
  positiveCount,
  sourcedPositiveMilliseconds,
  status,
  statuses,
  text,
} from './leaves.js';

const noStatuses = leaf<'none'>('none, or a list of statuses such as 429 or 5xx', { enum: ['none'] });
const noFaults = leaf<'none'>('none, or a list of faults', { enum: ['none'] });
const allMethods = leaf<'all'>('all, or a list of methods', { enum: ['all'] });
const sourcedCount = sourced(count);
const sourcedPositiveCount = sourced(positiveCount);

/** `429`, `5xx`, or `{status: 403, when: {header: Retry-After}}`. */
const retriedStatuses = list(
  entryOr(
    'status',
    policy(
      { status },
      {
        when: described(
          'It is retried only where the answer has this header, or this place in its body, with this value where one is named.',
          condition,
        ),
        methods: described(
          'Methods after which this status is retried, in place of retry.methods: a list, or all.',
          byType('array', methods, allMethods),
        ),
      },
    ),
    status,
  ),
  { minItems: 1, uniqueItems: true },
);

const fault = oneOf(...transportKinds, 'timeoutHead', 'timeoutBody');

/** `close`, or `{kind: close, extra: 1}`. */
const retriedFaults = list(
  entryOr(
    'kind',
    policy(
      { kind: fault },
      {
        extra: described('Retries after this fault that do not count: they are made beside maxRetries.', positiveCount),
        atLeast: described(
          'A call makes so many retries after this fault even where maxRetries is less; they count.',
          positiveCount,
        ),
      },
    ),
    fault,
  ),
  { uniqueItems: true },
);

const quota = policy(
  {
    capacity: described('Tokens of a full bucket, which a client begins with.', sourcedPositiveCount),
    cost: described('Tokens that a retry takes; with fewer in the bucket it is not made.', sourcedPositiveCount),
  },
  {
    throttleCost: described('What a retry after a throttled answer (429) takes instead.', sourcedPositiveCount),
    timeoutCost: described('What a retry after a timeout or a broken connection takes instead.', sourcedPositiveCount),
    refund: described(
      'Tokens that a call gives back which succeeds without a retry; one that succeeds after retries gives back what its last one took.',
      sourcedCount,
    ),
    scope: described('What shares a bucket: the calls of one client.', oneOf('client')),
  },
);

const authRefresh = policy(
  { statuses: described('Statuses after which the credential is refreshed.', statuses) },
  {
    max: described('How often a call does so; once where nothing is said.', sourcedPositiveCount),
    credential: described(
      'The credential that is refreshed: each request after that carries the new one, which adapters are given as refreshedToken where ' +
        'the credential is token. Where nothing is said, it may be the old one.',
      sourced(id),
    ),
  },
);

export const retry = policy(
  {},
  {
    maxRetries: described('Retries after the first attempt; default of the option maxRetries.', sourcedCount),
    optionRange: described(
      'Numbers that clients take as maxRetries; no scenario sets another.',
      policy({}, { min: sourcedCount, max: sourcedCount }),
    ),
    statuses: described(
      'Statuses that are retried, or none; one may hang on a header or the body of the answer, or on the method.',
      sourced(byType('array', retriedStatuses, noStatuses)),
    ),
    methods: described('Methods that are retried: a list, or all.', sourced(byType('array', methods, allMethods))),
    unsafe: described(
      'Methods that retry.methods leaves out are retried all the same: where the request carries the key of identity.idempotency.',
      sourced(oneOf('withKey')),
    ),
    transport: described(
      'Connection faults that are retried, or none, before a response is complete; timeout is both timeoutHead and timeoutBody. A list that names ' +
        'connect and neither dns nor tls leaves both open.',
      sourced(byType('array', retriedFaults, noFaults)),
    ),
    runtimeResends: described(
      'How often the HTTP client of a language’s runtime sends a request again by itself when its connection is closed, within one attempt.',
      policyMap(languageId, positiveCount),
    ),
    operations: described('Operations whose rule differs.', policyMap(id, policy({ retried: flag }, {}))),
    quota: described('A bucket of tokens that the retries of a client take from.', quota),
    authRefresh: described(
      'Statuses after which a call is sent once more with a refreshed credential, at once and beside maxRetries.',
      authRefresh,
    ),
    exhausted: described('What is raised when retries are used up.', sourced(oneOf('lastError'))),
  },
);

/** What an operation has of its own. */
export const ownRetry = policy(
  {},
  {
    maxRetries: described('In place of retry.maxRetries, where the client sets no maxRetries.', sourcedCount),
    statuses: described('In place of retry.statuses.', sourced(byType('array', retriedStatuses, noStatuses))),
  },
);

export const ownTimeout = described(
  'Timeout of one attempt, ms, in place of timeouts.attemptMs, where the client sets no timeoutMs.',
  sourcedPositiveMilliseconds,
);

export const idempotent = described(
  'Whether it is retried, whatever its method says; {precondition: name}: only where the call gives that parameter.',
  byType('object', policy({ precondition: text }, {}), flag),
);
