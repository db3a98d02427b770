import type { BackoffPolicy } from '@sdk-conformance/model';
import { limitDoc } from '../docs.js';
import { pascal } from '../names.js';
import { type Constant, policyDocs } from '../policy.js';
import { csDoc, csDouble, csString, csTimeSpan } from '../text/csharp.js';
import { indent } from '../text/wrap.js';
import type { View } from '../view.js';
import { dataClass, inNamespace, list, listOf } from './source.js';

const timeSpan = (ms: number | null) => (ms === null ? null : csTimeSpan(ms));
const strings = (values: readonly string[] | null) => (values === null ? null : list('string', values.map(csString)));
const typed = ({ type, value }: Constant) => (value === null ? `${type}?` : type);

/** What only some kinds of backoff have. */
function shape({ kind, power, delaysMs, firstRetryMs, minMs }: BackoffPolicy, type: string): readonly Constant[] {
  return [
    ...(kind === 'polynomial'
      ? [{ name: 'Power', type: 'double', doc: policyDocs.power, value: csDouble(power) }]
      : []),
    ...(kind === 'listed'
      ? [{ name: 'Delays', type: listOf(type), doc: policyDocs.delays, value: list(type, delaysMs.map(csTimeSpan)) }]
      : []),
    ...(firstRetryMs === null
      ? []
      : [{ name: 'FirstRetry', type, doc: policyDocs.firstRetry, value: csTimeSpan(firstRetryMs) }]),
    ...(minMs === null ? [] : [{ name: 'Min', type, doc: policyDocs.min, value: csTimeSpan(minMs) }]),
  ];
}

export function retryPolicyFile(view: View): string {
  const { retry, backoff, hints, timeouts } = view.spec;
  const { retried } = view;
  const time = 'global::System.TimeSpan';
  const backoffs: readonly Constant[] =
    backoff === null
      ? []
      : [
          { name: 'Kind', type: 'string', doc: policyDocs.kind, value: csString(backoff.kind) },
          { name: 'Initial', type: time, doc: 'Delay before the first retry.', value: csTimeSpan(backoff.initialMs) },
          {
            name: 'Factor',
            type: 'double',
            doc: policyDocs.factor,
            value: csDouble(backoff.factor),
          },
          ...shape(backoff, time),
          { name: 'Max', type: time, doc: 'Longest delay.', value: timeSpan(backoff.maxMs) },
          {
            name: 'JitterKind',
            type: 'string',
            doc: policyDocs.jitterKind,
            value: csString(backoff.jitter.kind),
          },
          {
            name: 'JitterRatio',
            type: 'double',
            doc: policyDocs.jitterRatio,
            value: csDouble(backoff.jitter.ratio),
          },
        ];
  const hint: readonly Constant[] =
    hints === null
      ? []
      : [
          {
            name: 'Headers',
            type: listOf('string'),
            doc: policyDocs.headers,
            value: strings(hints.headers.map(({ name }) => name)),
          },
          ...(hints.body === null
            ? []
            : [
                { name: 'Body', type: 'string', doc: policyDocs.hintBody, value: csString(hints.body.pointer) },
                { name: 'BodyUnit', type: 'string', doc: policyDocs.hintBodyUnit, value: csString(hints.body.unit) },
              ]),
          ...(hints.clampAboveMs === null
            ? []
            : [{ name: 'ClampAbove', type: time, doc: policyDocs.clamp, value: csTimeSpan(hints.clampAboveMs) }]),
          { name: 'Cap', type: time, doc: 'Longest wait that is heeded.', value: timeSpan(hints.capMs) },
        ];
  const policy: readonly Constant[] = [
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
  ];
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
  return constants.length === 0
    ? [`/// <summary>${doc}</summary>`, `public sealed class ${name}`, '{', '}', '']
    : [...dataClass(name, doc, properties), ''];
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
