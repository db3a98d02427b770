import type { BackoffPolicy, HintPolicy } from '@sdk-conformance/model';
import { limitDoc } from '../docs.js';
import { upperSnake } from '../names.js';
import { type Constant, noJitter, policyDocs, shapeOf } from '../policy.js';
import { pyDoc, pyString, pyTuple } from '../text/python.js';
import { fileText } from '../text/wrap.js';
import type { View } from '../view.js';

// 33.3 ms are 0.0333 s, and not the 0.033299999999999996 of a division.
const seconds = (ms: number | null) => (ms === null ? null : pyFloat(Number((ms / 1000).toPrecision(15))));
const strings = (values: readonly string[] | null) => (values === null ? null : pyTuple(values.map(pyString)));

function pyFloat(value: number): string {
  const text = String(value);
  return /^\d+$/.test(text) ? `${text}.0` : text;
}

/** Fields of a policy that a spec may not have: their types are there all the same. */
function backoffConstants(backoff: BackoffPolicy | null): readonly Constant[] {
  const { power, delaysMs, firstRetryMs, minMs } = shapeOf(backoff);
  const { kind = '', initialMs = 0, factor = 1, maxMs = null, jitter = noJitter } = backoff ?? {};
  const float = (name: string, doc: string, value: string | null) => ({ name, type: 'float', doc, value });
  const open = (constant: Constant): Constant => ({ ...constant, open: true });
  const delays = delaysMs === null ? null : pyTuple(delaysMs.map((ms) => seconds(ms) ?? ''));
  return [
    { name: 'kind', type: 'str', doc: policyDocs.kind, value: pyString(kind) },
    float('initial_s', 'Delay before the first retry, s.', seconds(initialMs)),
    float('factor', policyDocs.factor, pyFloat(factor)),
    open(float('power', policyDocs.power, power === null ? null : pyFloat(power))),
    open({ name: 'delays_s', type: 'Tuple[float, ...]', doc: policyDocs.delays, value: delays }),
    open(float('first_retry_s', policyDocs.firstRetry, seconds(firstRetryMs))),
    open(float('min_s', policyDocs.min, seconds(minMs))),
    open(float('max_s', 'Longest delay, s.', seconds(maxMs))),
    { name: 'jitter_kind', type: 'str', doc: policyDocs.jitterKind, value: pyString(jitter.kind) },
    float('jitter_ratio', policyDocs.jitterRatio, pyFloat(jitter.ratio)),
    open(float('jitter_s', `${policyDocs.jitterSpread.slice(0, -1)}, s.`, seconds(jitter.ms ?? null))),
  ];
}

function hintConstants(hints: HintPolicy | null): readonly Constant[] {
  const { headers = [], body = null, clampAboveMs = null, capMs = null } = hints ?? {};
  const text = (value: string | undefined) => (value === undefined ? null : pyString(value));
  return [
    {
      name: 'headers',
      type: 'Tuple[str, ...]',
      doc: policyDocs.headers,
      value: strings(headers.map(({ name }) => name)),
    },
    { name: 'body', type: 'str', doc: policyDocs.hintBody, open: true, value: text(body?.pointer) },
    { name: 'body_unit', type: 'str', doc: policyDocs.hintBodyUnit, open: true, value: text(body?.unit) },
    { name: 'clamp_above_s', type: 'float', doc: policyDocs.clamp, open: true, value: seconds(clampAboveMs) },
    { name: 'cap_s', type: 'float', doc: 'Longest wait that is heeded, s.', open: true, value: seconds(capMs) },
  ];
}

export function retryFile({ spec, retried }: View): string {
  const { retry, backoff, hints, timeouts } = spec;
  const methods = retry.methods === 'all' ? pyString('all') : strings(retry.methods);
  const backoffFields = backoffConstants(backoff);
  const hintFields = hintConstants(hints);
  const policyFields = [
    {
      name: 'max_retries',
      type: 'int',
      doc: policyDocs.maxRetries,
      value: retry.maxRetries === null ? null : String(retry.maxRetries),
    },
    {
      name: 'statuses',
      type: 'Tuple[Tuple[int, int], ...]',
      doc: 'First and last code of each range that is retried.',
      value: retried === null ? null : pyTuple(retried.map(({ from, to }) => `(${from}, ${to})`)),
    },
    {
      name: 'methods',
      type: 'Union[str, Tuple[str, ...]]',
      doc: 'Methods that are retried.',
      value: methods,
    },
    {
      name: 'transport',
      type: 'Tuple[str, ...]',
      doc: policyDocs.transport,
      value: strings(retry.transport),
    },
    { name: 'attempt_timeout_s', type: 'float', doc: 'Timeout of one attempt, s.', value: seconds(timeouts.attemptMs) },
    {
      name: 'backoff',
      type: 'BackoffPolicy',
      doc: policyDocs.backoff,
      value: backoff === null ? null : construction('BackoffPolicy', backoffFields, '    '),
    },
    {
      name: 'hint',
      type: 'HintPolicy',
      doc: policyDocs.hint,
      value: hints === null ? null : construction('HintPolicy', hintFields, '    '),
    },
  ].map((constant): Constant => ({ ...constant, open: true }));
  return fileText([
    '"""What is retried, how often and after which delay; None where the API leaves it open."""',
    '',
    'from __future__ import annotations',
    '',
    'from dataclasses import dataclass',
    'from typing import Final, Optional, Tuple, Union',
    ...dataclass('BackoffPolicy', 'Delay before retry k (k = 0, 1, ...).', backoffFields),
    ...dataclass('HintPolicy', policyDocs.hint, hintFields),
    ...dataclass('RetryPolicy', 'What is retried, how often and after which delay.', policyFields),
    '',
    '',
    ...`RETRY_POLICY: Final = ${construction('RetryPolicy', policyFields, '')}`.split('\n'),
    '"""The retry policy of the API."""',
    ...(retried === null
      ? []
      : [
          '',
          '',
          'def is_retryable(status: int) -> bool:',
          ...pyDoc([policyDocs.retryable], '    '),
          '    if not isinstance(status, (int, float)):  # pyright: ignore[reportUnnecessaryIsInstance]',
          '        return False',
          '    return any(first <= status <= last for first, last in RETRY_POLICY.statuses or ())',
        ]),
  ]);
}

function dataclass(name: string, doc: string, fields: readonly Constant[]): readonly string[] {
  return [
    '',
    '',
    '@dataclass(frozen=True)',
    `class ${name}:`,
    ...pyDoc([doc], '    '),
    '',
    ...fields.flatMap((field) => [
      `    ${field.name}: ${field.open === true ? `Optional[${field.type}]` : field.type}`,
      ...pyDoc([field.doc], '    '),
    ]),
  ];
}

function construction(name: string, fields: readonly Constant[], by: string): string {
  const lines = fields.map((field) => `${by}    ${field.name}=${field.value ?? 'None'},`);
  return [`${name}(`, ...lines, `${by})`].join('\n');
}

export function rateLimitsFile({ spec }: View): string {
  const names = spec.rateLimits.map(({ id }) => upperSnake(id));
  return fileText([
    '"""Categories of rate limits."""',
    '',
    'from __future__ import annotations',
    '',
    'from dataclasses import dataclass',
    'from types import MappingProxyType',
    'from typing import Final, Mapping',
    '',
    '',
    '@dataclass(frozen=True)',
    'class RateLimitCategory:',
    '    """So many requests in a window of so many seconds, counted for each of a scope."""',
    '',
    '    id: str',
    '    name: str',
    '    limit: int',
    '    window_s: float',
    '    scope: str',
    '    applies_to: str',
    '',
    ...spec.rateLimits.flatMap((category, i) => [
      '',
      `${names[i]}: Final = RateLimitCategory(`,
      `    id=${pyString(category.id)},`,
      `    name=${pyString(category.name)},`,
      `    limit=${category.limit},`,
      `    window_s=${seconds(category.windowMs)},`,
      `    scope=${pyString(category.scope)},`,
      `    applies_to=${pyString(category.appliesTo)},`,
      ')',
      ...pyDoc(limitDoc(category), ''),
    ]),
    '',
    'RATE_LIMITS: Final[Mapping[str, RateLimitCategory]] = MappingProxyType(',
    '    {',
    ...spec.rateLimits.map(({ id }, i) => `        ${pyString(id)}: ${names[i]},`),
    '    }',
    ')',
    '"""All categories by id."""',
  ]);
}
