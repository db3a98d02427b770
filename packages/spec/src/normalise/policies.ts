import type {
  AbortPolicy,
  IdentityPolicy,
  RateLimitCategory,
  StreamPolicy,
  SuccessFailure,
  SuccessPolicy,
} from '@sdk-conformance/model';
import type { Document } from '../schema/document.js';
import { statusMatch } from './statuses.js';

export function successPolicy({ success = {} }: Document): SuccessPolicy {
  const {
    values = 'typed',
    empty = null,
    undecodable = null,
    cut = null,
    statuses,
    integers = null,
    failure,
  } = success;
  return {
    values,
    statuses: statuses?.map(statusMatch) ?? null,
    integers,
    empty,
    undecodable,
    cut,
    failure: failure === undefined ? null : successFailure(failure),
  };
}

type WrittenFailure = NonNullable<NonNullable<Document['success']>['failure']>;

function successFailure({ pointer, equals, error, code }: WrittenFailure): SuccessFailure {
  return { when: { in: 'body', name: pointer, equals: equals ?? null }, error, code: code ?? null };
}

export function abortPolicy({ abort }: Document): AbortPolicy | null {
  if (abort === undefined) return null;
  const { during, settleWithinMs, errors = {}, stream = 'raise', listeners = null } = abort;
  return { during, settleWithinMs, errors, stream, listeners };
}

export function streamPolicy({ streaming }: Document): StreamPolicy | null {
  if (streaming === undefined) return null;
  const { format, terminal } = streaming;
  return {
    format,
    terminal: { event: terminal.event ?? null, data: terminal.data ?? null, given: terminal.given ?? true },
    errorEvent: streaming.errorEvent ?? null,
    silent: streaming.silent ?? [],
    errorData: streaming.errorData ?? null,
    missingTerminal: streaming.missingTerminal ?? null,
    retryAfterFirstEvent: streaming.retryAfterFirstEvent ?? null,
    errorClass: streaming.errorClass ?? null,
    endsAtTerminal: streaming.endsAtTerminal ?? null,
    left: streaming.left ?? null,
  };
}

export function identityPolicy({ identity = {} }: Document): IdentityPolicy {
  const lower = (names: readonly string[] | undefined) => (names ?? []).map((name) => name.toLowerCase());
  const { attempt, headers = null, others = null, idempotency = null } = identity;
  return {
    stable: lower(identity.stable),
    fresh: lower(identity.fresh),
    attempt: attempt === undefined ? null : { header: attempt.header.toLowerCase(), start: attempt.start },
    headers,
    others,
    idempotency,
  };
}

const unitMs: Readonly<Record<string, number>> = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

export function rateLimitCategories({ rateLimits = {} }: Document): readonly RateLimitCategory[] {
  return Object.entries(rateLimits).map(([id, { name, limit, window, scope, appliesTo }]) => {
    const [count, unit = ''] = window.split(' ');
    return {
      id,
      name,
      limit,
      windowMs: Number(count) * (unitMs[unit] ?? Number.NaN),
      scope,
      appliesTo,
      pointer: `/rateLimits/${id}`,
    };
  });
}
