import type { HintPolicy } from '@sdk-conformance/model';
import { limitDoc } from '../docs.js';
import { policyDocs } from '../policy.js';
import { jsArray, jsDoc, jsKey, jsString, jsValue } from '../text/javascript.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';
import { within } from './statuses.js';

export function retryFile(view: View): string {
  const { spec, retried } = view;
  const { retry, backoff, hints, timeouts } = spec;
  const ranges = retried?.map(({ from, to }) => `{ from: ${from}, to: ${to} }`).join(', ');
  const several = (values: readonly string[] | 'all' | null) =>
    values === null || values === 'all' ? jsValue(values) : jsArray(values);
  return fileText([
    ...jsDoc(['What is retried, how often and after which delay; null where the API leaves it open. Times in ms.']),
    'export const RETRY_POLICY = {',
    ...jsDoc([policyDocs.maxRetries], [], '  '),
    `  maxRetries: ${retry.maxRetries},`,
    ...jsDoc(['Statuses that are retried.'], [], '  '),
    `  statuses: ${ranges === undefined ? 'null' : `[${ranges}]`},`,
    ...jsDoc(['Methods that are retried.'], [], '  '),
    `  methods: ${several(retry.methods)},`,
    ...jsDoc([policyDocs.transport], [], '  '),
    `  transport: ${several(retry.transport)},`,
    ...jsDoc(['Timeout of one attempt, ms.'], [], '  '),
    `  attemptTimeoutMs: ${timeouts.attemptMs},`,
    ...jsDoc(
      ['Delay before retry k (k = 0, 1, …) where the server does not say: it grows from initialMs by factor.'],
      [],
      '  ',
    ),
    ...(backoff === null
      ? ['  backoff: null,']
      : [
          '  backoff: {',
          `    kind: ${jsString(backoff.kind)},`,
          `    initialMs: ${backoff.initialMs},`,
          `    factor: ${backoff.factor},`,
          ...(backoff.kind === 'polynomial' ? [`    power: ${backoff.power},`] : []),
          ...(backoff.kind === 'listed' ? [`    delaysMs: [${backoff.delaysMs.join(', ')}],`] : []),
          ...(backoff.firstRetryMs === null ? [] : [`    firstRetryMs: ${backoff.firstRetryMs},`]),
          ...(backoff.minMs === null ? [] : [`    minMs: ${backoff.minMs},`]),
          `    maxMs: ${backoff.maxMs},`,
          `    jitter: { kind: ${jsString(backoff.jitter.kind)}, ratio: ${backoff.jitter.ratio} },`,
          '  },',
        ]),
    ...jsDoc(
      [
        `Headers in which the server says when to retry, in order of precedence, ${hints?.body == null ? '' : 'where its body says so, '}${hints?.clampAboveMs == null ? '' : 'how much more than the backoff is waited at most, '}and the longest wait that is heeded, ms.`,
      ],
      [],
      '  ',
    ),
    ...(hints === null ? ['  hint: null,'] : [`  hint: { ${hint(hints).join(', ')} },`]),
    '} as const;',
    ...(retried === null
      ? []
      : [
          '',
          ...jsDoc([policyDocs.retryable]),
          'export function isRetryable(status: number): boolean {',
          `  return ${retried.length === 0 ? 'false' : `typeof status === 'number' && (${retried.map((range) => (range.from === range.to ? within(range) : `(${within(range)})`)).join(' || ')})`};`,
          '}',
        ]),
  ]);
}

function hint({ headers, capMs, body, clampAboveMs }: HintPolicy): readonly string[] {
  return [
    `headers: ${jsArray(headers.map(({ name }) => name))}`,
    ...(body === null ? [] : [`body: { pointer: ${jsString(body.pointer)}, unit: ${jsString(body.unit)} }`]),
    ...(clampAboveMs === null ? [] : [`clampAboveMs: ${clampAboveMs}`]),
    `capMs: ${capMs}`,
  ];
}

export function rateLimitsFile({ spec }: View): string {
  return fileText([
    ...jsDoc(['Categories of rate limits.']),
    'export const RATE_LIMITS = {',
    ...spec.rateLimits.flatMap((category) => [
      ...jsDoc(limitDoc(category), [], '  '),
      `  ${jsKey(category.id)}: {`,
      `    name: ${jsString(category.name)},`,
      `    limit: ${category.limit},`,
      `    windowMs: ${category.windowMs},`,
      `    scope: ${jsString(category.scope)},`,
      `    appliesTo: ${jsString(category.appliesTo)},`,
      '  },',
    ]),
    '} as const;',
    '',
    ...jsDoc(['Ids of the categories of rate limits.']),
    'export type RateLimitId = keyof typeof RATE_LIMITS;',
    '',
    ...jsDoc(['A category of rate limits: so many requests in a window of so many ms, counted for each of a scope.']),
    'export type RateLimitCategory = (typeof RATE_LIMITS)[RateLimitId];',
  ]);
}
