import type { BackoffPolicy } from '@sdk-conformance/model';
import { pyDoc, pyTuple } from '../text/python.js';
import { fileText } from '../text/wrap.js';
import { type HintView, jittered, type WaitsView, waitDocs } from '../waits.js';
import { anyOf, delayHead, doc, hintText, options, seconds } from './hints.js';

export const waitNames = ({ hints }: WaitsView): readonly string[] => [
  'backoff_s',
  ...(hints === null ? [] : ['retry_after_s']),
  'retry_delay_s',
];

/** Delays of retries; a spec without a backoff has no such file. */
export function waitsFile({ backoff, exceptions, hints }: WaitsView): string {
  return fileText([
    ...pyDoc([waitDocs.file, `header: ${doc(waitDocs.header)}`, `body: ${doc(waitDocs.body)}`], ''),
    '',
    'from __future__ import annotations',
    '',
    ...(hints === null
      ? []
      : [
          'import calendar',
          ...(hints.policy.body === null || hints.policy.body.unit === 'duration' ? [] : ['import json']),
          ...(rounds(hints) ? ['import math'] : []),
        ]),
    'import random as _random',
    ...(hints === null ? [] : ['import re', 'import time']),
    `from typing import Callable, ${hints === null ? '' : 'Final, NamedTuple, '}Optional${hints === null ? '' : ', Pattern, Tuple'}`,
    '',
    '',
    ...backoffText(backoff, exceptions),
    '',
    '',
    ...(hints === null ? plainDelay : hintText(hints)),
  ]);
}

const rounds = ({ policy: { fractional } }: HintView) => fractional === 'truncate' || fractional === 'ceil';

function backoffText(policy: BackoffPolicy, exceptions: WaitsView['exceptions']): readonly string[] {
  const { kind, firstRetryMs, minMs, jitter, floorAfterJitter, clampAfterJitter } = policy;
  const capped = policy.maxMs !== null || exceptions.some(({ maxMs }) => maxMs !== null);
  const bound = (value: string, floor: boolean, cap: boolean) => {
    const topped = cap && capped ? `min(max_s, ${value})` : value;
    return floor && minMs !== null ? `max(${seconds(minMs)}, ${topped})` : topped;
  };
  const set = (name: string, ms: number | null, usual: number | null) =>
    ms === null || ms === usual ? [] : [`        ${name} = ${seconds(ms)}`];
  return [
    'def backoff_s(',
    '    retry: int,',
    '    status: Optional[int] = None,',
    '    *,',
    ...options,
    ') -> float:',
    ...pyDoc([`${waitDocs.backoff} In seconds.`, `previous_s: ${waitDocs.previous}`], '    '),
    ...(firstRetryMs === null ? [] : ['    if retry == 0:', `        return ${seconds(firstRetryMs)}`]),
    ...(kind === 'listed'
      ? [`    delays_s = ${pyTuple(policy.delaysMs.map(seconds))}`]
      : [`    initial_s: float = ${seconds(policy.initialMs)}`]),
    ...(capped ? [`    max_s: float = ${policy.maxMs === null ? 'float("inf")' : seconds(policy.maxMs)}`] : []),
    ...exceptions.flatMap(({ ranges, initialMs, maxMs }, at) => {
      const lines = [
        ...(kind === 'listed' ? [] : set('initial_s', initialMs, policy.initialMs)),
        ...set('max_s', maxMs, policy.maxMs),
      ];
      return [
        `    ${at === 0 ? 'if' : 'elif'} status is not None and (${anyOf(ranges)}):`,
        ...(lines.length === 0 ? ['        pass'] : lines),
      ];
    }),
    ...(jitter.kind === 'none' ? [] : ['    drawn = random()']),
    ...(jitter.kind === 'decorrelated'
      ? [
          '    before_s = initial_s if retry == 0 or previous_s is None else max(initial_s, previous_s)',
          `    return ${bound('initial_s + drawn * (3 * before_s - initial_s)', true, true)}`,
        ]
      : [
          `    delay_s = ${bound(nominal(policy), true, true)}`,
          `    return ${bound(jittered(jitter, 'delay_s', seconds), floorAfterJitter, clampAfterJitter)}`,
        ]),
  ];
}

function nominal({ kind, factor, power }: BackoffPolicy): string {
  switch (kind) {
    case 'exponential':
      return `initial_s * float(${factor}) ** retry`;
    case 'linear':
      return `initial_s * (1 + retry * ${factor})`;
    case 'polynomial':
      return `initial_s * float(retry + 1) ** ${power}`;
    case 'constant':
      return 'initial_s';
    case 'listed':
      return 'delays_s[min(retry, len(delays_s) - 1)]';
  }
}

const plainDelay = [...delayHead, '    return backoff_s(retry, status, random=random, previous_s=previous_s)'];
