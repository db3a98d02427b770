import type { BackoffPolicy } from '@sdk-conformance/model';
import { jsDoc } from '../text/javascript.js';
import { fileText } from '../text/wrap.js';
import { jittered, type WaitsView, waitDocs } from '../waits.js';
import { anyOf, hintText } from './hints.js';

/** Delays of retries; a spec without a backoff has no such file. */
export function waitsFile({ backoff, exceptions, hints }: WaitsView): string {
  return fileText([
    ...jsDoc(['What decides a delay beside the retry and the answer.']),
    'export interface DelayOptions {',
    ...jsDoc(['Epoch ms of the moment at which the answer came; now without.'], [], '  '),
    '  readonly nowMs?: number | undefined;',
    ...jsDoc(['Gives numbers from 0 up to, and without, 1; `Math.random` without.'], [], '  '),
    '  readonly random?: (() => number) | undefined;',
    ...jsDoc([waitDocs.previous], [], '  '),
    '  readonly previousMs?: number | undefined;',
    '}',
    '',
    ...jsDoc(['An answer, as far as it is asked when to try again.']),
    'export interface RetriedAnswer {',
    '  readonly status: number;',
    ...jsDoc([waitDocs.header], [], '  '),
    '  readonly header: (name: string) => string | null | undefined;',
    ...(hints?.policy.body == null
      ? []
      : [...jsDoc([waitDocs.body], [], '  '), '  readonly body: (pointer: string) => unknown;']),
    '}',
    '',
    ...jsDoc([`${waitDocs.backoff} In ms.`]),
    ...backoffText(backoff, exceptions),
    '',
    ...(hints === null ? plainDelay : hintText(hints)),
  ]);
}

function backoffText(policy: BackoffPolicy, exceptions: WaitsView['exceptions']): readonly string[] {
  const { kind, firstRetryMs, minMs, jitter, floorAfterJitter, clampAfterJitter } = policy;
  const capped = policy.maxMs !== null || exceptions.some(({ maxMs }) => maxMs !== null);
  const bound = (value: string, floor: boolean, cap: boolean) => {
    const topped = cap && capped ? `Math.min(maxMs, ${value})` : value;
    return floor && minMs !== null ? `Math.max(${minMs}, ${topped})` : topped;
  };
  const decorrelated = jitter.kind === 'decorrelated';
  const asksStatus = exceptions.length > 0;
  const set = (name: string, value: number | null, usual: number | null) =>
    value === null || value === usual ? [] : [`    ${name} = ${value};`];
  return [
    'export function backoffMs(',
    '  retry: number,',
    `  ${asksStatus ? 'status' : '_status'}: number | null,`,
    `  ${jitter.kind === 'none' ? '_options' : 'options'}: DelayOptions = {},`,
    '): number {',
    ...(firstRetryMs === null ? [] : [`  if (retry === 0) return ${firstRetryMs};`]),
    ...(kind === 'listed'
      ? [`  const delaysMs: readonly number[] = [${policy.delaysMs.join(', ')}];`]
      : [
          `  ${exceptions.some(({ initialMs }) => initialMs !== null) ? 'let' : 'const'} initialMs = ${policy.initialMs};`,
        ]),
    ...(capped
      ? [
          `  ${exceptions.some(({ maxMs }) => maxMs !== null) ? 'let' : 'const'} maxMs = ${policy.maxMs ?? 'Number.POSITIVE_INFINITY'};`,
        ]
      : []),
    ...exceptions.flatMap(({ ranges, initialMs, maxMs }, at) => [
      `  ${at === 0 ? '' : '} else '}if (status !== null && (${anyOf(ranges)})) {`,
      ...(kind === 'listed' ? [] : set('initialMs', initialMs, policy.initialMs)),
      ...set('maxMs', maxMs, policy.maxMs),
    ]),
    ...(asksStatus ? ['  }'] : []),
    ...(jitter.kind === 'none' ? [] : ['  const drawn = (options.random ?? Math.random)();']),
    ...(decorrelated
      ? [
          '  const mostMs = 3 * (retry === 0 ? initialMs : Math.max(initialMs, options.previousMs ?? initialMs));',
          `  return ${bound('initialMs + drawn * (mostMs - initialMs)', true, true)};`,
        ]
      : [
          `  const delayMs = ${bound(nominal(policy), true, true)};`,
          `  return ${bound(jittered(jitter, 'delayMs'), floorAfterJitter, clampAfterJitter)};`,
        ]),
    '}',
  ];
}

function nominal({ kind, factor, power }: BackoffPolicy): string {
  switch (kind) {
    case 'exponential':
      return `initialMs * ${factor} ** retry`;
    case 'linear':
      return `initialMs * (1 + retry * ${factor})`;
    case 'polynomial':
      return `initialMs * (retry + 1) ** ${power}`;
    case 'constant':
      return 'initialMs';
    case 'listed':
      return '(delaysMs[Math.min(retry, delaysMs.length - 1)] ?? 0)';
  }
}

const plainDelay = [
  ...jsDoc([`${waitDocs.delay} In ms.`]),
  'export function retryDelayMs(retry: number, answer: RetriedAnswer | null, options: DelayOptions = {}): number | null {',
  '  return backoffMs(retry, answer?.status ?? null, options);',
  '}',
];
