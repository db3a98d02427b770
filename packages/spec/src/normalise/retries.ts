import type { BackoffPolicy, HintHeader, HintPolicy, TimeoutPolicy } from '@sdk-conformance/model';
import type { Document } from '../schema/document.js';
import { statusMatch } from './statuses.js';

export function backoffPolicy({ backoff }: Document): BackoffPolicy | null {
  if (backoff === undefined) return null;
  const { jitter } = backoff;
  return {
    kind: backoff.kind,
    // Rules ask for these wherever the kind has them.
    initialMs: backoff.initialMs ?? backoff.delaysMs?.[0] ?? 0,
    factor: backoff.factor ?? 1,
    power: backoff.power ?? 1,
    delaysMs: backoff.delaysMs ?? [],
    firstRetryMs: backoff.firstRetryMs ?? null,
    minMs: backoff.minMs ?? null,
    maxMs: backoff.maxMs ?? null,
    jitter: { kind: jitter.kind, ratio: jitter.ratio ?? 0, ...(jitter.ms === undefined ? {} : { ms: jitter.ms }) },
    // These mean nothing without minMs and maxMs; rules ask for them where there is one.
    floorAfterJitter: backoff.floorAfterJitter ?? false,
    clampAfterJitter: backoff.clampAfterJitter ?? false,
    for: (backoff.for ?? []).map(({ statuses, initialMs, maxMs }, index) => ({
      statuses: statuses.map(statusMatch),
      initialMs: initialMs ?? null,
      maxMs: maxMs ?? null,
      pointer: `/backoff/for/${index}`,
    })),
  };
}

export function hintPolicy({ hints }: Document): HintPolicy | null {
  if (hints === undefined) return null;
  // Rules ask for statuses and combine where there are headers.
  const { headers = [], statuses = 'retried', combine = 'replace' } = hints;
  return {
    headers: headers === 'none' ? [] : headers.map(hintHeader),
    readsNone: headers === 'none',
    body: hints.body === undefined ? null : { pointer: hints.body.pointer, unit: hints.body.unit ?? 'duration' },
    numbers: hints.numbers ?? null,
    clampAboveMs: hints.clamp?.from === 'backoff' ? hints.clamp.aboveMs : null,
    statuses: statuses === 'retried' ? statuses : statuses.map(statusMatch),
    combine,
    missing: hints.missingMs ?? hints.missing ?? 'backoff',
    zero: hints.zero ?? null,
    negative: hints.negative ?? null,
    fractional: hints.fractional ?? null,
    invalid: hints.invalid ?? null,
    pastDate: hints.pastDate ?? null,
    capMs: hints.capMs ?? null,
    overCap: hints.overCap ?? null,
    shouldRetryHeader: hints.shouldRetryHeader ?? null,
  };
}

const everyForm = ['imf', 'rfc850', 'asctime'] as const;

type WrittenHeader = Exclude<NonNullable<NonNullable<Document['hints']>['headers']>, 'none'>[number];

function hintHeader({ name, unit, httpDate = false, when, addMs = 0 }: WrittenHeader, index: number): HintHeader {
  const dateForms = httpDate === true ? everyForm : httpDate === false ? [] : httpDate;
  return { name, unit, dateForms, when: when ?? null, addMs, pointer: `/hints/headers/${index}` };
}

export function timeoutPolicy({ timeouts = {} }: Document): TimeoutPolicy {
  return {
    attemptMs: timeouts.attemptMs === 'none' ? Number.POSITIVE_INFINITY : (timeouts.attemptMs ?? null),
    optionRange: { min: timeouts.optionRange?.minMs ?? null, max: timeouts.optionRange?.maxMs ?? null },
    totalMs: timeouts.totalMs ?? null,
    coversBackoff: timeouts.coversBackoff ?? null,
    totalRaises: timeouts.totalRaises ?? null,
    coversBody: timeouts.coversBody ?? null,
    perRead: timeouts.perRead ?? null,
    perStreamEvent: timeouts.perStreamEvent ?? null,
  };
}
