import { ancestry, type RetriedFault, type Spec, type StatusMatch, statusEntry } from '@sdk-conformance/model';
import { oneOfThese, shown } from '../mistake.js';
import { bounds, spelt } from './bounds.js';
import { mayBeRetried } from './retried.js';
import type { Rule } from './rule.js';

/** Kinds of failure that `retry.transport` says nothing of, each with why, and what does. */
const notByTransport: Readonly<Partial<Record<RetriedFault, readonly [why: string, instead: string]>>> = {
  abort: ['a call that its caller aborts is never retried', 'abort'],
  decode: ['a success that cannot be read is whole: a retry brings the same', 'success.undecodable'],
  cutBody: ['whether a success that is cut is retried stands in success.cut', 'success.cut: retry'],
};

const transportRetried: Rule = {
  *check({ spec }) {
    for (const [index, kind] of (spec.retry.transport ?? []).entries()) {
      const refused = notByTransport[kind];
      // An error body that breaks off may be a broken connection like any other.
      const { cut, corrupt } = spec.errors.body;
      if (refused === undefined || (kind === 'cutBody' && (cut === 'transport' || corrupt === 'transport'))) continue;
      const [message, instead] = refused;
      yield {
        pointer: `/retry/transport/${index}`,
        shows: 'value',
        message,
        expected: `dns, connect, tls, reset, close, garbage, cutHead or timeout; see ${instead}`,
        got: shown(kind),
      };
    }
  },
};

/** Statuses by which a hint is read, as written. */
function hinted({ hints }: Spec): readonly StatusMatch[] {
  return hints === null || hints.statuses === 'retried' ? [] : hints.statuses;
}

/** True where an error of the status says what the hint was: it is read although nothing waits for it. */
function carriesHint(spec: Spec, match: StatusMatch): boolean {
  const field = spec.errors.fields.find(({ id }) => id === 'retryAfter');
  const error = statusEntry(spec, bounds(match).from)?.error ?? null;
  if (field === undefined || error === null) return false;
  return ancestry(spec, error).some(({ id }) => field.classes.includes(id));
}

const hintOfRetried: Rule = {
  *check({ spec }) {
    const retried = spec.retry.statuses ?? [];
    for (const [index, match] of hinted(spec).entries()) {
      // What is no failure at all is another rule's.
      if (bounds(match).from < 400) continue;
      if (mayBeRetried(spec, match) || carriesHint(spec, match)) continue;
      yield {
        pointer: `/hints/statuses/${index}`,
        shows: 'value',
        message: `a hint on ${spelt(match)} says when to retry what is never retried`,
        expected:
          retried.length === 0
            ? 'none, or a status in retry.statuses'
            : `one of retry.statuses: ${oneOfThese(retried.map(spelt))}`,
        got: spelt(match),
      };
    }
  },
};

/** Lists of methods, each with the place of its items. */
function methodLists({ retry, identity }: Spec): readonly (readonly [pointer: string, methods: readonly string[]])[] {
  const listed = (methods: readonly string[] | 'all' | null = []) => (methods === 'all' ? [] : (methods ?? []));
  return [
    ['/retry/methods', listed(retry.methods)],
    ...(retry.statuses ?? []).map((entry, i) => [`/retry/statuses/${i}/methods`, listed(entry.methods)] as const),
    ['/identity/idempotency/methods', identity.idempotency?.methods ?? []],
  ];
}

const methodExists: Rule = {
  *check({ spec }) {
    const used = [...new Set(spec.operations.map(({ method }) => method))];
    for (const [pointer, methods] of methodLists(spec)) {
      for (const [index, method] of methods.entries()) {
        if (used.includes(method)) continue;
        const message = `no operation uses the method ${method}`;
        const expected = oneOfThese(used);
        yield { pointer: `${pointer}/${index}`, shows: 'value', message, expected, got: shown(method) };
      }
    }
  },
};

export const retryRules = [transportRetried, hintOfRetried, methodExists];
