import { overlap, spelt } from './bounds.js';
import { type Rule, unknownName } from './rule.js';

const faultListedOnce: Rule = {
  *check({ spec }) {
    const kinds = spec.retry.transport ?? [];
    for (const [index, kind] of kinds.entries()) {
      const part = kind === 'timeoutHead' || kind === 'timeoutBody';
      const other = kinds.slice(0, index).find((k) => k === kind) ?? (part ? kinds.find((k) => k === 'timeout') : null);
      if (other == null) continue;
      const message =
        other === kind ? `${kind} stands here twice` : `${kind} is a part of ${other}, which stands here too`;
      yield { pointer: `/retry/transport/${index}`, shows: 'value', message, expected: 'one rule for each fault' };
    }
  },
};

const extraOrAtLeast: Rule = {
  *check({ spec }) {
    for (const [kind, own] of Object.entries(spec.retry.ownRetries)) {
      if (own.extra === 0 || own.atLeast === 0) continue;
      const message = `retries after ${kind} cannot both be made beside maxRetries and count in it`;
      yield { pointer: `${own.pointer}/atLeast`, shows: 'key', message, expected: 'extra or atLeast' };
    }
  },
};

const resendsOfLanguages: Rule = {
  *check({ spec }) {
    for (const language of Object.keys(spec.retry.runtimeResends)) {
      if (spec.languages.includes(language)) continue;
      const pointer = `/retry/runtimeResends/${language}`;
      yield { ...unknownName(pointer, 'language', language, spec.languages), shows: 'key' };
    }
  },
};

const unsafeHasKey: Rule = {
  *check({ spec }) {
    const { unsafe, methods } = spec.retry;
    if (unsafe === null) return;
    const at = { pointer: '/retry/unsafe', shows: 'value' } as const;
    if (spec.identity.idempotency === null) {
      const expected = 'identity.idempotency: the header that has the key';
      yield { ...at, message: 'no request carries an idempotency key', expected };
    }
    if (methods === null || methods === 'all') {
      const message = 'every method is retried: none is left for a request with a key';
      yield { ...at, message, expected: 'retry.methods: a list of methods' };
    }
  },
};

const preconditionIsOptional: Rule = {
  *check({ spec }) {
    for (const { id, own, parameters, pointer } of spec.operations) {
      const rule = own?.idempotent;
      if (typeof rule !== 'object' || rule === null) continue;
      const at = `${pointer}/idempotent/precondition`;
      const found = parameters.find(({ name }) => name === rule.precondition);
      if (found === undefined)
        yield unknownName(
          at,
          `parameter of ${id}`,
          rule.precondition,
          parameters.map((p) => p.name),
        );
      else if (found.required) {
        const message = `every call of ${id} gives ${rule.precondition}, so that it is no condition`;
        yield {
          pointer: at,
          shows: 'value',
          message,
          expected: 'a parameter that may be left out, or idempotent: true',
        };
      }
    }
  },
};

const retriedOrIdempotent: Rule = {
  *check({ spec }) {
    for (const { id, own, pointer } of spec.operations) {
      if (own?.idempotent == null || spec.retry.operations[id] === undefined) continue;
      const message = `retry.operations says of ${id} whether it is retried, too`;
      yield { pointer: `${pointer}/idempotent`, shows: 'key', message, expected: 'one of the two' };
    }
  },
};

const quotaAllowsOne: Rule = {
  *check({ spec }) {
    const { quota } = spec.retry;
    if (quota === null) return;
    for (const key of ['cost', 'throttleCost', 'timeoutCost'] as const) {
      if (quota[key] <= quota.capacity || spec.positions[`/retry/quota/${key}`] === undefined) continue;
      const message = `a retry takes ${quota[key]} tokens, and a full bucket has ${quota.capacity}: none is ever made`;
      yield { pointer: `/retry/quota/${key}`, shows: 'value', message, expected: `${quota.capacity} at most` };
    }
  },
};

const refreshNotRetried: Rule = {
  *check({ spec }) {
    const { authRefresh, statuses, maxRetries } = spec.retry;
    if (authRefresh === null) return;
    if (spec.credentials.length === 0) {
      const message = 'no credential is there that could be refreshed';
      yield { pointer: '/retry/authRefresh', shows: 'key', message, expected: 'credentials: what a client is given' };
    }
    if (maxRetries === 0) return;
    for (const [index, match] of authRefresh.statuses.entries()) {
      const other = statuses?.find((retried) => overlap(retried, match));
      if (other === undefined) continue;
      const message = `${spelt(match)} is retried as any failure by retry.statuses: ${spelt(other)}`;
      yield { pointer: `/retry/authRefresh/statuses/${index}`, shows: 'value', message, expected: 'one of the two' };
    }
  },
};

export const ownRetryRules = [
  faultListedOnce,
  extraOrAtLeast,
  resendsOfLanguages,
  unsafeHasKey,
  preconditionIsOptional,
  retriedOrIdempotent,
  quotaAllowsOne,
  refreshNotRetried,
];
