import { matchesStatus, type StatusMatch, statusEntry } from '@sdk-conformance/model';
import { bounds, spelt } from './bounds.js';
import type { Rule } from './rule.js';

/** Not Modified: the one status outside of 2xx that tells of no failure. */
const notModified = 304;

function isSuccess(match: StatusMatch): boolean {
  const { from, to } = bounds(match);
  return (from >= 200 && to <= 299) || (from === notModified && to === notModified);
}

const listsSuccesses: Rule = {
  *check({ spec }) {
    for (const [index, match] of (spec.success.statuses ?? []).entries()) {
      const pointer = `/success/statuses/${index}`;
      if (!isSuccess(match)) {
        const message = `${spelt(match)} is no success`;
        yield { pointer, shows: 'value', message, expected: '2xx, statuses of it, or 304' };
        continue;
      }
      const { from, to } = bounds(match);
      const row = spec.statuses.find((s) => {
        if (s.error === null || s.match.kind === 'default') return false;
        const own = bounds(s.match);
        return from <= own.from && own.to <= to;
      });
      if (row === undefined) continue;
      const message = `${spelt(match)} is a success, and ${row.key} raises ${row.error} in the table of statuses`;
      yield { pointer, shows: 'value', message, expected: `a list without ${row.key}` };
    }
  },
};

const successesListed: Rule = {
  *check({ spec }) {
    const { statuses } = spec.success;
    if (statuses === null) return;
    const listed = (status: number) => statuses.some((match) => matchesStatus(match, status));
    const expected = `one of success.statuses: ${statuses.map(spelt).join(', ')}`;
    for (const { id, success, pointer } of spec.operations) {
      if (listed(success.status)) continue;
      const message = `${id} succeeds with ${success.status}, which is no success by success.statuses`;
      yield { pointer: `${pointer}/response/status`, shows: 'value', message, expected };
    }
    for (const { key, match, error, pointer } of spec.statuses) {
      if (error !== null || match.kind !== 'code' || match.code > 299 || listed(match.code)) continue;
      const message = `${key} raises no error class, and is no success by success.statuses`;
      yield { pointer, shows: 'key', message, expected };
    }
  },
};

/** What is no success by the list raises what the table says: there should be a row for it. */
const othersRaise: Rule = {
  warns: true,
  *check({ spec }) {
    const { statuses } = spec.success;
    if (statuses === null) return;
    for (const status of [200, 201, 202, 204, 206]) {
      if (statuses.some((match) => matchesStatus(match, status)) || statusEntry(spec, status)?.error != null) continue;
      const message = `${status} is no success, and the table of statuses does not say what it raises`;
      yield { pointer: '/success/statuses', shows: 'key', message, expected: 'a row 2xx or default with an error' };
      return;
    }
  },
};

export const successRules: readonly Rule[] = [listsSuccesses, successesListed, othersRaise];
