import type {
  AuthRefresh,
  OwnRetries,
  OwnRules,
  RetriedFault,
  RetriedStatus,
  RetryPolicy,
} from '@sdk-conformance/model';
import type { Document } from '../schema/document.js';
import { refreshedId } from './options.js';
import { condition, statusMatch } from './statuses.js';

type Written = NonNullable<Document['retry']>;
type WrittenStatus = Exclude<NonNullable<Written['statuses']>, 'none'>[number];

/** A list as written; `none` is an empty one. */
export function listed<T>(list: readonly T[] | 'none' | undefined): readonly T[] | null {
  return list === undefined ? null : list === 'none' ? [] : list;
}

export function retryPolicy({ retry = {} }: Document): RetryPolicy {
  return {
    maxRetries: retry.maxRetries ?? null,
    statuses: listed(retry.statuses)?.map(retriedStatus) ?? null,
    optionRange: { min: retry.optionRange?.min ?? null, max: retry.optionRange?.max ?? null },
    transport: listed(retry.transport)?.map((entry) => (typeof entry === 'string' ? entry : entry.kind)) ?? null,
    ownRetries: ownRetries(listed(retry.transport) ?? []),
    methods: retry.methods ?? null,
    unsafe: retry.unsafe ?? null,
    runtimeResends: retry.runtimeResends ?? {},
    operations: retry.operations ?? {},
    quota: quotaOf(retry.quota),
    authRefresh: retry.authRefresh === undefined ? null : authRefresh(retry.authRefresh),
    exhausted: retry.exhausted ?? null,
  };
}

function authRefresh({ statuses, max, credential }: NonNullable<Written['authRefresh']>): AuthRefresh {
  return {
    statuses: statuses.map(statusMatch),
    max: max ?? 1,
    credential: credential === undefined ? null : { id: credential, refreshed: refreshedId(credential) },
  };
}

function retriedStatus(entry: WrittenStatus): RetriedStatus {
  if (typeof entry !== 'object') return statusMatch(entry);
  const { status, when, methods } = entry;
  return {
    ...statusMatch(status),
    ...(when === undefined ? {} : { when: condition(when) }),
    ...(methods === undefined ? {} : { methods }),
  };
}

function ownRetries(
  entries: Exclude<NonNullable<Written['transport']>, 'none'>,
): Readonly<Partial<Record<RetriedFault, OwnRetries>>> {
  return Object.fromEntries(
    entries.flatMap((entry, index) => {
      if (typeof entry === 'string') return [];
      const { kind, extra = 0, atLeast = 0 } = entry;
      return [[kind, { extra, atLeast, pointer: `/retry/transport/${index}` }]];
    }),
  );
}

function quotaOf(quota: Written['quota']): RetryPolicy['quota'] {
  if (quota === undefined) return null;
  // Only the calls of a client can share a bucket; the key is there for the reader.
  const { capacity, cost, throttleCost = cost, timeoutCost = cost, refund = 0, scope: _ } = quota;
  return { capacity, cost, throttleCost, timeoutCost, refund };
}

/** What an operation has of its own; nothing where it has none of it. */
export function ownRules({ retry, timeoutMs, idempotent }: Document['operations'][string]): {
  readonly own?: OwnRules;
} {
  if (retry === undefined && timeoutMs === undefined && idempotent === undefined) return {};
  return {
    own: {
      maxRetries: retry?.maxRetries ?? null,
      statuses: listed(retry?.statuses)?.map(retriedStatus) ?? null,
      timeoutMs: timeoutMs ?? null,
      idempotent: idempotent ?? null,
    },
  };
}
