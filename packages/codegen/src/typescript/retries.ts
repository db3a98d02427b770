import type { HintPolicy } from '@sdk-conformance/model';
import { limitDoc } from '../docs.js';
import { policyDocs, shapeOf } from '../policy.js';
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
  const shape = shapeOf(backoff);
  return fileText([
    ...retryTypes.split('\n'),
    ...jsDoc(['What is retried, how often and after which delay.']),
    'export const RETRY_POLICY: RetryPolicy = {',
    `  maxRetries: ${retry.maxRetries},`,
    `  statuses: ${ranges === undefined ? 'null' : `[${ranges}]`},`,
    `  methods: ${several(retry.methods)},`,
    `  transport: ${several(retry.transport)},`,
    `  attemptTimeoutMs: ${timeouts.attemptMs},`,
    ...(backoff === null
      ? ['  backoff: null,']
      : [
          '  backoff: {',
          `    kind: ${jsString(backoff.kind)},`,
          `    initialMs: ${backoff.initialMs},`,
          `    factor: ${backoff.factor},`,
          `    power: ${shape.power},`,
          `    delaysMs: ${shape.delaysMs === null ? null : `[${shape.delaysMs.join(', ')}]`},`,
          `    firstRetryMs: ${shape.firstRetryMs},`,
          `    minMs: ${shape.minMs},`,
          `    maxMs: ${backoff.maxMs},`,
          `    jitter: { kind: ${jsString(backoff.jitter.kind)}, ratio: ${backoff.jitter.ratio}, ms: ${backoff.jitter.ms ?? null} },`,
          '  },',
        ]),
    ...(hints === null ? ['  hint: null,'] : [`  hint: { ${hint(hints).join(', ')} },`]),
    '};',
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
    `body: ${body === null ? null : `{ pointer: ${jsString(body.pointer)}, unit: ${jsString(body.unit)} }`}`,
    `clampAboveMs: ${clampAboveMs}`,
    `capMs: ${capMs}`,
  ];
}

/** The same whatever a spec says, so that another policy is no other type. */
const retryTypes = [
  ...jsDoc(['What is retried, how often and after which delay; null where the API leaves it open. Times in ms.']),
  'export interface RetryPolicy {',
  ...jsDoc([policyDocs.maxRetries], [], '  '),
  '  readonly maxRetries: number | null;',
  ...jsDoc(['Statuses that are retried.'], [], '  '),
  '  readonly statuses: readonly { readonly from: number; readonly to: number }[] | null;',
  ...jsDoc(['Methods that are retried.'], [], '  '),
  "  readonly methods: readonly string[] | 'all' | null;",
  ...jsDoc([policyDocs.transport], [], '  '),
  '  readonly transport: readonly string[] | null;',
  ...jsDoc(['Timeout of one attempt, ms.'], [], '  '),
  '  readonly attemptTimeoutMs: number | null;',
  ...jsDoc([policyDocs.backoff], [], '  '),
  '  readonly backoff: BackoffPolicy | null;',
  ...jsDoc([policyDocs.hint], [], '  '),
  '  readonly hint: HintPolicy | null;',
  '}',
  '',
  ...jsDoc(['Delay before retry k (k = 0, 1, …) where the server does not say; null where its kind has no such part.']),
  'export interface BackoffPolicy {',
  ...jsDoc([policyDocs.kind], [], '  '),
  '  readonly kind: string;',
  ...jsDoc(['Delay before the first retry.'], [], '  '),
  '  readonly initialMs: number;',
  ...jsDoc([policyDocs.factor], [], '  '),
  '  readonly factor: number;',
  ...jsDoc([policyDocs.power], [], '  '),
  '  readonly power: number | null;',
  ...jsDoc([policyDocs.delays], [], '  '),
  '  readonly delaysMs: readonly number[] | null;',
  ...jsDoc([policyDocs.firstRetry], [], '  '),
  '  readonly firstRetryMs: number | null;',
  ...jsDoc([policyDocs.min], [], '  '),
  '  readonly minMs: number | null;',
  ...jsDoc(['Longest delay.'], [], '  '),
  '  readonly maxMs: number | null;',
  ...jsDoc([policyDocs.jitterKind], [], '  '),
  '  readonly jitter: { readonly kind: string; readonly ratio: number; readonly ms: number | null };',
  '}',
  '',
  ...jsDoc([policyDocs.hint]),
  'export interface HintPolicy {',
  ...jsDoc([policyDocs.headers], [], '  '),
  '  readonly headers: readonly string[];',
  ...jsDoc([policyDocs.hintBody], [], '  '),
  '  readonly body: { readonly pointer: string; readonly unit: string } | null;',
  ...jsDoc([policyDocs.clamp], [], '  '),
  '  readonly clampAboveMs: number | null;',
  ...jsDoc(['Longest wait that is heeded, ms.'], [], '  '),
  '  readonly capMs: number | null;',
  '}',
  '',
].join('\n');

export function rateLimitsFile({ spec }: View): string {
  return fileText([
    ...jsDoc(['A category of rate limits: so many requests in a window of so many ms, counted for each of a scope.']),
    'export interface RateLimitCategory {',
    '  readonly name: string;',
    '  readonly limit: number;',
    '  readonly windowMs: number;',
    "  readonly scope: 'ip' | 'apiKey' | 'client';",
    '  readonly appliesTo: string;',
    '}',
    '',
    ...jsDoc(['Ids of the categories of rate limits.']),
    `export type RateLimitId = ${spec.rateLimits.length === 0 ? 'never' : spec.rateLimits.map(({ id }) => jsString(id)).join(' | ')};`,
    '',
    ...jsDoc(['Categories of rate limits.']),
    'export const RATE_LIMITS: Readonly<Record<RateLimitId, RateLimitCategory>> = {',
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
    '};',
  ]);
}
