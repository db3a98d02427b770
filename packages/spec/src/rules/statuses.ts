import { type RetriedStatus, type Spec, type StatusMatch, statusEntry } from '@sdk-conformance/model';
import { bounds, overlap, spelt } from './bounds.js';
import type { Rule } from './rule.js';

/** Every list of statuses in a policy, as written. */
function lists(spec: Spec): readonly (readonly [pointer: string, statuses: readonly RetriedStatus[]])[] {
  const hints = spec.hints === null || spec.hints.statuses === 'retried' ? [] : spec.hints.statuses;
  return [
    ['/retry/statuses', spec.retry.statuses ?? []],
    ['/hints/statuses', hints],
    ['/retry/authRefresh/statuses', spec.retry.authRefresh?.statuses ?? []],
    ...spec.operations.map((o) => [`${o.pointer}/retry/statuses`, o.own?.statuses ?? []] as const),
  ];
}

const rangeRises: Rule = {
  *check({ spec }) {
    const written = [
      ...spec.statuses.map(({ match, pointer }) => ({ match, pointer, shows: 'key' as const })),
      ...lists(spec).flatMap(([pointer, statuses]) =>
        statuses.map((match, index) => ({ match, pointer: `${pointer}/${index}`, shows: 'value' as const })),
      ),
    ];
    for (const { match, pointer, shows } of written) {
      if (match.kind !== 'range' || match.from < match.to) continue;
      const message = `the range ${match.from}-${match.to} does not rise`;
      yield { pointer, shows, message, expected: 'the lower status first' };
    }
  },
};

const rangesApart: Rule = {
  *check({ spec }) {
    const ranges = spec.statuses.filter(({ match }) => match.kind === 'range');
    for (const [index, range] of ranges.entries()) {
      const other = ranges.slice(0, index).find((r) => overlap(r.match, range.match));
      if (other === undefined) continue;
      const first = Math.max(bounds(other.match).from, bounds(range.match).from);
      const message = `the ranges ${other.key} and ${range.key} overlap: ${first} is in both`;
      yield { pointer: range.pointer, shows: 'key', message };
    }
  },
};

const failureRaises: Rule = {
  *check({ spec }) {
    for (const { key, match, error, pointer } of spec.statuses) {
      if (error !== null || bounds(match).to < 400) continue;
      const message = `${key} is a failure and raises no error class`;
      yield { pointer, shows: 'key', message, expected: `error: ${spec.errors.base}, or a class below it` };
    }
  },
};

const retriedIsFailure: Rule = {
  *check({ spec }) {
    for (const [pointer, statuses] of lists(spec)) {
      for (const [index, match] of statuses.entries()) {
        const { from, to } = bounds(match);
        const fine = first(from, to, (status) => status < 300 && !raisesByItself(spec, status));
        if (fine === undefined) continue;
        const kind = fine < 200 ? 'no answer yet' : 'a success';
        const message = from === to ? `${fine} is ${kind}` : `${spelt(match)} holds ${fine}, which is ${kind}`;
        yield { pointer: `${pointer}/${index}`, shows: 'value', message, expected: 'statuses of failures' };
      }
    }
  },
};

function raisesByItself(spec: Spec, status: number): boolean {
  const entry = statusEntry(spec, status);
  return entry !== undefined && entry.match.kind !== 'default' && entry.error !== null;
}

/** A redirect that is followed is no failure. */
const redirectRetried: Rule = {
  *check({ spec }) {
    if (spec.redirects !== 'follow') return;
    for (const [pointer, statuses] of lists(spec)) {
      for (const [index, match] of statuses.entries()) {
        const redirect = first(bounds(match).from, bounds(match).to, isRedirect);
        if (redirect === undefined) continue;
        const message = `${redirect} is a redirect, which redirects: follow has followed`;
        yield {
          pointer: `${pointer}/${index}`,
          shows: 'value',
          message,
          expected: 'redirects: error, or failures only',
        };
      }
    }
  },
};

/** What HTTP calls no failure may be one for the API. */
const retriedUnusually: Rule = {
  warns: true,
  *check({ spec }) {
    for (const [pointer, statuses] of lists(spec)) {
      for (const [index, match] of statuses.entries()) {
        const usual = first(bounds(match).from, bounds(match).to, (status) => isRedirect(status) || status < 300);
        if (usual === undefined) continue;
        const what = usual < 300 ? 'a success by HTTP: it is taken for a failure' : 'a redirect: it is not followed';
        yield { pointer: `${pointer}/${index}`, shows: 'value', message: `${usual} is ${what}, and retried` };
      }
    }
  },
};

function isRedirect(status: number): boolean {
  return status >= 300 && status <= 399;
}

function first(from: number, to: number, holds: (status: number) => boolean): number | undefined {
  for (let status = from; status <= to; status++) if (holds(status)) return status;
  return undefined;
}

const listedOnce: Rule = {
  warns: true,
  *check({ spec }) {
    for (const [pointer, statuses] of lists(spec)) {
      for (const [index, match] of statuses.entries()) {
        const other = statuses.find((m, i) => i !== index && covers(m, match, i < index));
        if (other === undefined) continue;
        const message = `${spelt(match)} says nothing new: ${spelt(other)} has it already`;
        yield { pointer: `${pointer}/${index}`, shows: 'value', message };
      }
    }
  },
};

/** Whether a match holds all of another one; of two that are alike the earlier one holds the later. */
function covers(a: RetriedStatus, b: StatusMatch, earlier: boolean): boolean {
  if (a.when !== undefined || a.methods !== undefined) return false;
  const [outer, inner] = [bounds(a), bounds(b)];
  const alike = outer.from === inner.from && outer.to === inner.to;
  return outer.from <= inner.from && inner.to <= outer.to && (!alike || earlier);
}

export const statusRules = [
  rangeRises,
  rangesApart,
  failureRaises,
  retriedIsFailure,
  redirectRetried,
  retriedUnusually,
  listedOnce,
];
