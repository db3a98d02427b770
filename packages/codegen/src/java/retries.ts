import type { BackoffPolicy, HintPolicy } from '@sdk-conformance/model';
import { limitDoc } from '../docs.js';
import { upperSnake } from '../names.js';
import { type Constant, noJitter, policyDocs, shapeOf } from '../policy.js';
import { javaDoc, javaDouble, javaDuration, javaString } from '../text/java.js';
import type { View } from '../view.js';
import { dataClass, holder, list } from './source.js';

const duration = (ms: number | null) => (ms === null ? null : javaDuration(ms));
const strings = (values: readonly string[] | null) => (values === null ? null : list(values.map(javaString)));

/** A constant, or a property: what is left open is null. */
function constant(name: string, type: string, doc: string, value: string | null): Constant {
  return { name, type, doc, value };
}

/** Fields of a policy that a spec may not have: their types are there all the same. */
function backoffConstants(backoff: BackoffPolicy | null): readonly Constant[] {
  const { power, delaysMs, firstRetryMs, minMs } = shapeOf(backoff);
  const { kind = '', initialMs = 0, factor = 1, maxMs = null, jitter = noJitter } = backoff ?? {};
  const delays = delaysMs === null ? null : list(delaysMs.map(javaDuration));
  return [
    constant('kind', 'String', policyDocs.kind, javaString(kind)),
    constant('initial', 'Duration', 'Delay before the first retry.', javaDuration(initialMs)),
    constant('factor', 'double', policyDocs.factor, javaDouble(factor)),
    constant('power', 'Double', policyDocs.power, power === null ? null : javaDouble(power)),
    constant('delays', 'List<Duration>', policyDocs.delays, delays),
    constant('firstRetry', 'Duration', policyDocs.firstRetry, duration(firstRetryMs)),
    constant('min', 'Duration', policyDocs.min, duration(minMs)),
    constant('max', 'Duration', 'Longest delay.', duration(maxMs)),
    constant('jitterKind', 'String', policyDocs.jitterKind, javaString(jitter.kind)),
    constant('jitterRatio', 'double', policyDocs.jitterRatio, javaDouble(jitter.ratio)),
    constant('jitterSpread', 'Duration', policyDocs.jitterSpread, duration(jitter.ms ?? null)),
  ];
}

function hintConstants(hints: HintPolicy | null): readonly Constant[] {
  const { headers = [], body = null, clampAboveMs = null, capMs = null } = hints ?? {};
  const text = (value: string | undefined) => (value === undefined ? null : javaString(value));
  return [
    constant('headers', 'List<String>', policyDocs.headers, strings(headers.map(({ name }) => name))),
    constant('body', 'String', policyDocs.hintBody, text(body?.pointer)),
    constant('bodyUnit', 'String', policyDocs.hintBodyUnit, text(body?.unit)),
    constant('clampAbove', 'Duration', policyDocs.clamp, duration(clampAboveMs)),
    constant('cap', 'Duration', 'Longest wait that is heeded.', duration(capMs)),
  ];
}

export function retryPolicyFile(view: View): string {
  const { retry, backoff, hints, timeouts } = view.spec;
  const { retried } = view;
  const backoffs = backoffConstants(backoff);
  const hint = hintConstants(hints);
  const methods = 'Methods that are retried; the one entry all stands for every method.';
  const made = (name: string, constants: readonly Constant[]) =>
    `new ${name}(${constants.map(({ value }) => value ?? 'null').join(', ')})`;
  const policy = [
    constant('MAX_RETRIES', 'Integer', policyDocs.maxRetries, retry.maxRetries === null ? null : `${retry.maxRetries}`),
    constant(
      'STATUSES',
      'List<StatusRange>',
      'Statuses that are retried.',
      retried === null ? null : list(retried.map(({ from, to }) => `new StatusRange(${from}, ${to})`)),
    ),
    constant('METHODS', 'List<String>', methods, strings(retry.methods === 'all' ? ['all'] : retry.methods)),
    constant('TRANSPORT', 'List<String>', policyDocs.transport, strings(retry.transport)),
    constant('ATTEMPT_TIMEOUT', 'Duration', 'Timeout of one attempt.', duration(timeouts.attemptMs)),
    constant('BACKOFF', 'BackoffPolicy', policyDocs.backoff, backoff && made('BackoffPolicy', backoffs)),
    constant('HINT', 'HintPolicy', policyDocs.hint, hints && made('HintPolicy', hint)),
  ];
  const open = 'What is retried, how often and after which delay; null where the API leaves it open.';
  return holder(
    view,
    'RetryPolicy',
    [open],
    [
      ...policy.map(({ name, type, doc, value }) => [
        ...javaDoc([doc], ''),
        `public static final ${type} ${name} = ${value};`,
      ]),
      retried === null ? [] : isRetryable(retried),
      dataClass('StatusRange', 'Codes from the first to the last, both included.', [
        { name: 'from', type: 'int', doc: 'The first code.' },
        { name: 'to', type: 'int', doc: 'The last code.' },
      ]),
      dataClass(
        'BackoffPolicy',
        'Delay before retry k (k = 0, 1, …): it grows from the initial one by the factor. Null: the API has none such.',
        backoffs,
      ),
      dataClass('HintPolicy', policyDocs.hint, hint),
    ],
  );
}

function isRetryable(retried: readonly { readonly from: number; readonly to: number }[]): readonly string[] {
  const conditions = retried.map(({ from, to }) =>
    from === to ? `status == ${from}` : `(${from} <= status && status <= ${to})`,
  );
  return [
    ...javaDoc([policyDocs.retryable], ''),
    'public static boolean isRetryable(int status) {',
    `    return ${conditions.length === 0 ? 'false' : conditions.join(' || ')};`,
    '}',
  ];
}

export function rateLimitsFile(view: View): string {
  const { rateLimits } = view.spec;
  return holder(
    view,
    'RateLimits',
    ['Categories of rate limits.'],
    [
      ...rateLimits.map((category) => [
        ...javaDoc(limitDoc(category), ''),
        `public static final RateLimitCategory ${upperSnake(category.id)} = new RateLimitCategory(`,
        `    ${[
          javaString(category.id),
          javaString(category.name),
          String(category.limit),
          javaDuration(category.windowMs),
          javaString(category.scope),
          javaString(category.appliesTo),
        ].join(',\n    ')});`,
      ]),
      [
        ...javaDoc(['All categories.'], ''),
        `public static final List<RateLimitCategory> ALL = ${list(rateLimits.map(({ id }) => upperSnake(id)))};`,
      ],
      dataClass('RateLimitCategory', 'So many requests in a window, counted for each of a scope.', [
        { name: 'id', type: 'String', doc: 'Its id in the spec of the API.' },
        { name: 'name', type: 'String', doc: 'Its name in the documentation.' },
        { name: 'limit', type: 'int', doc: 'Requests in a window.' },
        { name: 'window', type: 'Duration', doc: 'Length of the window.' },
        { name: 'scope', type: 'String', doc: 'ip, apiKey or client.' },
        { name: 'appliesTo', type: 'String', doc: 'What draws on it.' },
      ]),
    ],
  );
}
