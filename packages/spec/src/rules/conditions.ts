import { shown } from '../mistake.js';
import { listed } from '../normalise/retry.js';
import type { Document } from '../schema/document.js';
import type { Rule } from './rule.js';

/** Lists of cases in the status table, as written. */
function* caseLists(statuses: Parameters<Rule['check']>[0]['document']['statuses']) {
  for (const [key, written] of Object.entries(statuses)) {
    if (Array.isArray(written)) yield { key, cases: written as Extract<typeof written, readonly unknown[]> };
  }
}

const casesEnd: Rule = {
  *check({ document }) {
    for (const { key, cases } of caseLists(document.statuses)) {
      for (const [index, { when, error }] of cases.entries()) {
        const pointer = `/statuses/${key}/${index}`;
        const last = index === cases.length - 1;
        if (last && when !== undefined) {
          const message = `nothing says what any other ${key} raises`;
          yield { pointer: `${pointer}/when`, shows: 'key', message, expected: 'a last row without when' };
        }
        if (!last && when === undefined) {
          const message = `every ${key} that comes so far is of this row: what follows is never reached`;
          yield { pointer, shows: 'key', message, expected: 'when: what tells its answers apart' };
        }
        if (error === undefined) {
          const message = `${key} raises no error class here`;
          yield { pointer, shows: 'key', message, expected: 'error: the class that it raises' };
        }
      }
    }
  },
};

/** Every condition, as written. */
function* conditions({ statuses, retry, operations }: Document) {
  for (const { key, cases } of caseLists(statuses)) {
    for (const [index, { when }] of cases.entries()) yield { pointer: `/statuses/${key}/${index}/when`, when };
  }
  const lists = [
    ['/retry/statuses', listed(retry?.statuses) ?? []] as const,
    ...Object.entries(operations).map(
      ([id, { retry: own }]) => [`/operations/${id}/retry/statuses`, listed(own?.statuses) ?? []] as const,
    ),
  ];
  for (const [list, entries] of lists) {
    for (const [index, entry] of entries.entries())
      if (typeof entry === 'object') yield { pointer: `${list}/${index}/when`, when: entry.when };
  }
}

const conditionIsOne: Rule = {
  *check({ document }) {
    for (const { pointer, when } of conditions(document)) {
      if (when === undefined || (when.header === undefined) !== (when.pointer === undefined)) continue;
      const message =
        when.header === undefined ? 'the condition names nothing' : 'the condition names two places at once';
      const expected = 'header: the name of a header, or pointer: a place in the body';
      yield { pointer, shows: 'key', message, expected };
    }
  },
};

const casesDiffer: Rule = {
  *check({ spec }) {
    for (const { cases } of spec.statuses) {
      for (const [index, { when, pointer }] of cases.entries()) {
        const above = cases
          .slice(0, index)
          .find((c) => c.when.name === when.name && (c.when.equals === null || c.when.equals === when.equals));
        if (above === undefined || when.name === '') continue;
        const message = 'a row above has all its answers';
        yield { pointer: `${pointer}/when`, shows: 'key', message, got: shown(when.name) };
      }
    }
  },
};

export const conditionRules: readonly Rule[] = [casesEnd, conditionIsOne, casesDiffer];
