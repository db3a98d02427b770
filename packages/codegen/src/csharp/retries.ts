import type { BackoffPolicy, HintPolicy } from '@sdk-conformance/model';
import { limitDoc } from '../docs.js';
import { pascal } from '../names.js';
import { type Constant, noJitter, policyDocs, shapeOf } from '../policy.js';
import { csDoc, csDouble, csString, csTimeSpan } from '../text/csharp.js';
import { indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { dataClass, inNamespace, list, listOf } from './source.js';

const timeSpan = (ms: number | null) => (ms === null ? null : csTimeSpan(ms));
const strings = (values: readonly string[] | null) => (values === null ? null : list('string', values.map(csString)));
const typed = ({ type, open }: Constant) => (open === true ? `${type}?` : type);
const time = 'global::System.TimeSpan';

/** Fields of a policy that a spec may not have: their types are there all the same. */
function backoffConstants(backoff: BackoffPolicy | null): readonly Constant[] {
  const { power, delaysMs, firstRetryMs, minMs } = shapeOf(backoff);
  const { kind = '', initialMs = 0, factor = 1, maxMs = null, jitter = noJitter } = backoff ?? {};
  const delays = delaysMs === null ? null : list(time, delaysMs.map(csTimeSpan));
  const span = (name: string, doc: string, ms: number | null): Constant => {
    return { name, type: time, doc, open: true, value: timeSpan(ms) };
  };
  return [
    { name: 'Kind', type: 'string', doc: policyDocs.kind, value: csString(kind) },
    { name: 'Initial', type: time, doc: 'Delay before the first retry.', value: csTimeSpan(initialMs) },
    { name: 'Factor', type: 'double', doc: policyDocs.factor, value: csDouble(factor) },
    {
      name: 'Power',
      type: 'double',
      doc: policyDocs.power,
      open: true,
      value: power === null ? null : csDouble(power),
    },
    { name: 'Delays', type: listOf(time), doc: policyDocs.delays, open: true, value: delays },
    span('FirstRetry', policyDocs.firstRetry, firstRetryMs),
    span('Min', policyDocs.min, minMs),
    span('Max', 'Longest delay.', maxMs),
    { name: 'JitterKind', type: 'string', doc: policyDocs.jitterKind, value: csString(jitter.kind) },
    { name: 'JitterRatio', type: 'double', doc: policyDocs.jitterRatio, value: csDouble(jitter.ratio) },
    span('JitterSpread', policyDocs.jitterSpread, jitter.ms ?? null),
  ];
}

function hintConstants(hints: HintPolicy | null): readonly Constant[] {
  const { headers = [], body = null, clampAboveMs = null, capMs = null } = hints ?? {};
  const text = (value: string | undefined) => (value === undefined ? null : csString(value));
  return [
    {
      name: 'Headers',
      type: listOf('string'),
      doc: policyDocs.headers,
      value: strings(headers.map(({ name }) => name)),
    },
    { name: 'Body', type: 'string', doc: policyDocs.hintBody, open: true, value: text(body?.pointer) },
    { name: 'BodyUnit', type: 'string', doc: policyDocs.hintBodyUnit, open: true, value: text(body?.unit) },
    { name: 'ClampAbove', type: time, doc: policyDocs.clamp, open: true, value: timeSpan(clampAboveMs) },
    { name: 'Cap', type: time, doc: 'Longest wait that is heeded.', open: true, value: timeSpan(capMs) },
  ];
}

export function retryPolicyFile(view: View): string {
  const { retry, backoff, hints, timeouts } = view.spec;
  const { retried } = view;
  const backoffs = backoffConstants(backoff);
  const hint = hintConstants(hints);
  const policy = [
    {
      name: 'MaxRetries',
      type: 'int',
      doc: policyDocs.maxRetries,
      value: retry.maxRetries === null ? null : String(retry.maxRetries),
    },
    {
      name: 'Statuses',
      type: listOf('StatusRange'),
      doc: 'Statuses that are retried.',
      value:
        retried === null
          ? null
          : list(
              'StatusRange',
              retried.map(({ from, to }) => `new StatusRange(${from}, ${to})`),
            ),
    },
    {
      name: 'Methods',
      type: listOf('string'),
      doc: 'Methods that are retried; the one entry all stands for every method.',
      value: strings(retry.methods === 'all' ? ['all'] : retry.methods),
    },
    {
      name: 'Transport',
      type: listOf('string'),
      doc: policyDocs.transport,
      value: strings(retry.transport),
    },
    { name: 'AttemptTimeout', type: time, doc: 'Timeout of one attempt.', value: timeSpan(timeouts.attemptMs) },
    {
      name: 'Backoff',
      type: 'BackoffPolicy',
      doc: policyDocs.backoff,
      value: backoff === null ? null : construction('BackoffPolicy', backoffs),
    },
    {
      name: 'Hint',
      type: 'HintPolicy',
      doc: policyDocs.hint,
      value: hints === null ? null : construction('HintPolicy', hint),
    },
  ].map((constant): Constant => ({ ...constant, open: true }));
  return inNamespace(view, [
    ...dataClass('StatusRange', 'Codes from the first to the last, both included.', [
      { name: 'From', type: 'int', doc: 'The first code.' },
      { name: 'To', type: 'int', doc: 'The last code.' },
    ]),
    '',
    ...data(
      'BackoffPolicy',
      'Delay before retry k (k = 0, 1, …): it grows from the initial one by the factor.',
      backoffs,
    ),
    ...data('HintPolicy', policyDocs.hint, hint),
    '/// <summary>What is retried, how often and after which delay; null where the API leaves it open.</summary>',
    'public static class RetryPolicy',
    '{',
    ...policy.flatMap((constant, i) => [
      ...(i === 0 ? [] : ['']),
      `    /// <summary>${constant.doc}</summary>`,
      `    public static ${typed(constant)} ${constant.name} { get; }${constant.value === null ? '' : ` = ${constant.value};`}`,
    ]),
    ...(retried === null ? [] : isRetryable(retried)),
    '}',
  ]);
}

function isRetryable(retried: readonly { readonly from: number; readonly to: number }[]): readonly string[] {
  const conditions = retried.map(({ from, to }) =>
    from === to ? `status == ${from}` : `(${from} <= status && status <= ${to})`,
  );
  return [
    '',
    `    /// <summary>${policyDocs.retryable}</summary>`,
    '    public static bool IsRetryable(int status)',
    '    {',
    `        return ${conditions.length === 0 ? 'false' : conditions.join(' || ')};`,
    '    }',
  ];
}

function data(name: string, doc: string, constants: readonly Constant[]): readonly string[] {
  const properties = constants.map((constant) => ({ ...constant, type: typed(constant) }));
  return [...dataClass(name, doc, properties), ''];
}

function construction(name: string, constants: readonly Constant[]): string {
  return `new ${name}(${constants.map(({ value }) => value ?? 'null').join(', ')})`;
}

export function rateLimitsFile(view: View): string {
  const { rateLimits } = view.spec;
  const members = rateLimits.flatMap((category) => [
    ...csDoc(limitDoc(category), ''),
    `public static RateLimitCategory ${pascal(category.id)} { get; } = new RateLimitCategory(${[
      csString(category.id),
      csString(category.name),
      String(category.limit),
      csTimeSpan(category.windowMs),
      csString(category.scope),
      csString(category.appliesTo),
    ].join(', ')});`,
    '',
  ]);
  return inNamespace(view, [
    ...dataClass('RateLimitCategory', 'So many requests in a window, counted for each of a scope.', [
      { name: 'Id', type: 'string', doc: 'Its id in the spec of the API.' },
      { name: 'Name', type: 'string', doc: 'Its name in the documentation.' },
      { name: 'Limit', type: 'int', doc: 'Requests in a window.' },
      { name: 'Window', type: 'global::System.TimeSpan', doc: 'Length of the window.' },
      { name: 'Scope', type: 'string', doc: 'ip, apiKey or client.' },
      { name: 'AppliesTo', type: 'string', doc: 'What draws on it.' },
    ]),
    '',
    '/// <summary>Categories of rate limits.</summary>',
    'public static class RateLimits',
    '{',
    ...indent(members, '    '),
    '    /// <summary>All categories.</summary>',
    `    public static ${listOf('RateLimitCategory')} All { get; } = ${list(
      'RateLimitCategory',
      rateLimits.map(({ id }) => pascal(id)),
    )};`,
    '}',
  ]);
}
