import type { BackoffPolicy, HintPolicy } from '@sdk-conformance/model';
import { limitDoc } from '../docs.js';
import { pascal } from '../names.js';
import { type Constant, noJitter, policyDocs, shapeOf } from '../policy.js';
import { goDoc, goDuration, goString, goStrings } from '../text/go.js';
import type { View } from '../view.js';
import { anyOf, apart, goFile, pointer, struct } from './source.js';

const time = 'time.Duration';

function span(name: string, doc: string, ms: number | null): Constant {
  return { name, type: `*${time}`, doc, value: ms === null ? null : `ptr[${time}](${goDuration(ms)})` };
}

function backoffConstants(backoff: BackoffPolicy | null): readonly Constant[] {
  const { power, delaysMs, firstRetryMs, minMs } = shapeOf(backoff);
  const { kind = '', initialMs = 0, factor = 1, maxMs = null, jitter = noJitter } = backoff ?? {};
  const delays = delaysMs === null ? null : `[]${time}{${delaysMs.map(goDuration).join(', ')}}`;
  return [
    { name: 'Kind', type: 'string', doc: policyDocs.kind, value: goString(kind) },
    { name: 'Initial', type: time, doc: 'Delay before the first retry.', value: goDuration(initialMs) },
    { name: 'Factor', type: 'float64', doc: policyDocs.factor, value: String(factor) },
    {
      name: 'Power',
      type: '*float64',
      doc: policyDocs.power,
      value: power === null ? null : pointer(`float64(${power})`),
    },
    { name: 'Delays', type: `[]${time}`, doc: policyDocs.delays, value: delays },
    span('FirstRetry', policyDocs.firstRetry, firstRetryMs),
    span('Min', policyDocs.min, minMs),
    span('Max', 'Longest delay.', maxMs),
    { name: 'JitterKind', type: 'string', doc: policyDocs.jitterKind, value: goString(jitter.kind) },
    { name: 'JitterRatio', type: 'float64', doc: policyDocs.jitterRatio, value: String(jitter.ratio) },
    span('JitterSpread', policyDocs.jitterSpread, jitter.ms ?? null),
  ];
}

function hintConstants(hints: HintPolicy | null): readonly Constant[] {
  const { headers = [], body = null, clampAboveMs = null, capMs = null } = hints ?? {};
  const text = (value: string | undefined) => (value === undefined ? null : goString(value));
  return [
    {
      name: 'Headers',
      type: '[]string',
      doc: policyDocs.headers,
      value: goStrings(headers.map(({ name }) => name)),
    },
    { name: 'Body', type: 'string', doc: policyDocs.hintBody, value: text(body?.pointer) },
    { name: 'BodyUnit', type: 'string', doc: policyDocs.hintBodyUnit, value: text(body?.unit) },
    span('ClampAbove', policyDocs.clamp, clampAboveMs),
    span('Cap', 'Longest wait that is heeded.', capMs),
  ];
}

/** Fields of a policy that a spec may not have: their types are there all the same. */
function data(name: string, doc: string, constants: readonly Constant[]): readonly string[] {
  return struct(
    name,
    [`${name}: ${doc}`],
    constants.map((constant) => ({ ...constant, doc: `${constant.name}: ${constant.doc}` })),
  );
}

function entries(constants: readonly Constant[]): readonly string[] {
  return constants.flatMap(({ name, value }) => (value === null ? [] : [`${name}: ${value}`]));
}

export function retryPolicyFile(view: View): string {
  const { retry, backoff, hints, timeouts } = view.spec;
  const { retried } = view;
  const backoffs = backoffConstants(backoff);
  const hint = hintConstants(hints);
  const policy: readonly Constant[] = [
    {
      name: 'MaxRetries',
      type: '*int',
      doc: policyDocs.maxRetries,
      value: retry.maxRetries === null ? null : pointer(String(retry.maxRetries)),
    },
    {
      name: 'Statuses',
      type: '[]StatusSpan',
      doc: 'Statuses that are retried.',
      value: retried === null ? null : `[]StatusSpan{${retried.map(({ from, to }) => `{${from}, ${to}}`).join(', ')}}`,
    },
    {
      name: 'Methods',
      type: '[]string',
      doc: 'Methods that are retried; the one entry all stands for every method.',
      value: retry.methods === null ? null : goStrings(retry.methods === 'all' ? ['all'] : retry.methods),
    },
    {
      name: 'Transport',
      type: '[]string',
      doc: policyDocs.transport,
      value: retry.transport === null ? null : goStrings(retry.transport),
    },
    span('AttemptTimeout', 'Timeout of one attempt.', timeouts.attemptMs),
    {
      name: 'Backoff',
      type: '*BackoffPolicy',
      doc: policyDocs.backoff,
      value: backoff === null ? null : `&BackoffPolicy{${entries(backoffs).join(', ')}}`,
    },
    {
      name: 'Hint',
      type: '*HintPolicy',
      doc: policyDocs.hint,
      value: hints === null ? null : `&HintPolicy{${entries(hint).join(', ')}}`,
    },
  ];
  const all = 'What is retried, how often and after which delay; nil where the API leaves it open.';
  return goFile(view, [
    ...data('RetryPolicy', all, policy),
    '',
    ...data(
      'BackoffPolicy',
      'Delay before retry k (k = 0, 1, …): it grows from the initial one by the factor.',
      backoffs,
    ),
    '',
    ...data('HintPolicy', policyDocs.hint, hint),
    '',
    '// Policy is that of the API.',
    ...apart('var Policy = RetryPolicy', entries(policy)),
    ...(retried === null
      ? []
      : [
          '',
          ...goDoc([`IsRetryable: ${policyDocs.retryable}`]),
          'func IsRetryable(status int) bool {',
          `\treturn ${anyOf(retried)}`,
          '}',
        ]),
  ]);
}

export function rateLimitsFile(view: View): string {
  const { rateLimits } = view.spec;
  return goFile(view, [
    ...struct(
      'RateLimitCategory',
      ['RateLimitCategory: So many requests in a window, counted for each of a scope.'],
      [
        { name: 'ID', type: 'string', doc: 'ID is that of the spec of the API.' },
        { name: 'Name', type: 'string', doc: 'Name is that of the documentation.' },
        { name: 'Limit', type: 'int', doc: 'Limit is how many requests a window takes.' },
        { name: 'Window', type: time, doc: 'Window is how long it is.' },
        { name: 'Scope', type: 'string', doc: 'Scope is ip, apiKey or client.' },
        { name: 'AppliesTo', type: 'string', doc: 'AppliesTo is what draws on it.' },
      ],
    ),
    '',
    '// RateLimits are the categories of rate limits.',
    ...(rateLimits.length === 0
      ? ['var RateLimits = struct{}{}']
      : [
          'var RateLimits = struct {',
          ...rateLimits.flatMap((category) => [
            ...goDoc(limitDoc(category), '\t'),
            `\t${pascal(category.id)} RateLimitCategory`,
          ]),
          '}{',
          ...rateLimits.map(
            ({ id, name, limit, windowMs, scope, appliesTo }) =>
              `\tRateLimitCategory{${[goString(id), goString(name), limit, goDuration(windowMs), goString(scope), goString(appliesTo)].join(', ')}},`,
          ),
          '}',
        ]),
    '',
    '// AllRateLimits gives them in the order of the spec.',
    'func AllRateLimits() []RateLimitCategory {',
    `\treturn []RateLimitCategory{${rateLimits.map(({ id }) => `RateLimits.${pascal(id)}`).join(', ')}}`,
    '}',
  ]);
}
