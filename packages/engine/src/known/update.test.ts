import type { Finding } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import type { Result } from '../run/result.js';
import { deviationOf, findingOf, resultOf } from '../testing/results.js';
import type { KnownDeviation } from './deviation.js';
import { createKnown } from './known.js';
import { updateOf } from './update.js';

const today = '2026-11-29';

function entry(more: Partial<KnownDeviation> = {}): KnownDeviation {
  return deviationOf({
    requirement: 'error.message',
    scenarios: ['status/400/a'],
    signatures: ['the message is "x"'],
    ...more,
  });
}

function finding(verdict: Finding['verdict'], seen = '', more: Partial<Finding> = {}): Finding {
  return findingOf({ requirement: 'error.message', verdict, seen, ...more });
}

function result(id: string, ...findings: readonly Finding[]): Result {
  return resultOf(id, findings.some((f) => f.verdict === 'fail') ? 'fail' : 'pass', findings);
}

const passes = (id: string) => result(id, finding('pass'));
const fails = (id: string, seen = 'the message is "x"') => result(id, finding('fail', seen));

function update(entries: readonly KnownDeviation[], found: readonly Result[], strict = false) {
  const known = createKnown(entries, today);
  const results = found.map(known.accept);
  const outcomes = known.outcomes(
    results,
    found.map(({ scenario }) => scenario),
  );
  return updateOf(
    outcomes,
    results.map((one) => ({ target: 'mine', result: one })),
    strict,
  );
}

const nothing = { remove: [], change: [], add: [] };

test('where all holds, nothing changes', () => {
  expect(update([entry()], [fails('status/400/a'), passes('status/401/a')])).toEqual(nothing);
});

test('what was not played stays', () => {
  const unplayed: Result = { ...result('status/400/a'), verdict: 'notRun' };
  expect(update([entry()], [unplayed])).toEqual(nothing);
});

test('a new failure is added with the ids of its scenarios, one entry for what says the same', () => {
  expect(update([], [fails('status/400/a'), fails('status/401/a'), passes('status/403/a')]).add).toEqual([
    {
      target: 'mine',
      requirement: 'error.message',
      scenarios: ['status/400/a', 'status/401/a'],
      signatures: ['the message is "x"'],
    },
  ]);
});

test('failures that say different things are entries of their own', () => {
  const { add } = update([], [fails('status/400/a'), fails('status/401/a', 'the message is ""')]);
  expect(add.map(({ signatures }) => signatures)).toEqual([['the message is "x"'], ['the message is ""']]);
});

test('a family that fails as a whole is named as such', () => {
  const found = [fails('status/400/a'), fails('status/401/a'), result('status/200/a'), passes('body/a')];
  expect(update([], found).add[0]?.scenarios).toEqual(['status/**']);
});

test('a family in which chance decides what fails is named as such', () => {
  const found = [fails('status/400/a', 'retry 1 came after 12 ms'), passes('status/401/a')];
  expect(update([], found).add[0]).toMatchObject({
    scenarios: ['status/**'],
    signatures: ['retry <n> came after <too soon>'],
  });
});

test('what is level should is added where it fails a run', () => {
  const should = result('status/400/a', finding('fail', 'x', { level: 'should' }));
  expect(update([], [should]).add).toEqual([]);
  expect(update([], [should], true).add).toHaveLength(1);
});

test('an entry that passes or matches nothing is removed', () => {
  const other = entry({ scenarios: ['nothing/**'] });
  expect(update([entry(), other], [passes('status/400/a')])).toEqual({ ...nothing, remove: [entry(), other] });
});

test('of an entry of several ids, those that pass are taken out', () => {
  const both = entry({ scenarios: ['status/400/a', 'status/401/a'] });
  expect(update([both], [fails('status/400/a'), passes('status/401/a')])).toEqual({
    ...nothing,
    change: [{ entry: both, to: entry({ scenarios: ['status/400/a'] }), anew: false }],
  });
});

test('an entry that fails otherwise lists what is seen, and is accepted anew', () => {
  expect(update([entry()], [fails('status/400/a', 'the message is ""')])).toEqual({
    ...nothing,
    change: [{ entry: entry(), to: entry({ signatures: ['the message is ""'] }), anew: true }],
  });
});

test('an entry that has expired is accepted anew where it still fails, else removed', () => {
  const old = entry({ expires: '2026-11-28' });
  expect(update([old], [fails('status/400/a')])).toEqual({ ...nothing, change: [{ entry: old, to: old, anew: true }] });
  expect(update([old], [passes('status/400/a')])).toEqual({ ...nothing, remove: [old] });
});
