import { expect, test } from 'vitest';
import { acting } from '../testing/stage.js';
import { outcomesOf, signalsOf } from './outcome.js';

const scenario = acting('well');

test('a report that fits gives an outcome for every step', () => {
  expect(outcomesOf(scenario, [{ id: 'a', outcome: 'returned', value: { ok: true } }])).toEqual({
    ok: true,
    outcomes: new Map([['a', { kind: 'returned', value: { ok: true }, events: null }]]),
  });
});

test('steps that never settle stand for themselves', () => {
  expect(outcomesOf(scenario, [], 'nothing is left')).toEqual({
    ok: true,
    outcomes: new Map([['a', { kind: 'neverSettled', why: 'nothing is left' }]]),
  });
});

test('a report that does not fit says why', () => {
  const why = (...reports: Parameters<typeof outcomesOf>[1]) => outcomesOf(scenario, reports);
  expect(why()).toEqual({ ok: false, why: 'step a is not reported' });
  expect(why({ id: 'b', outcome: 'returned' })).toEqual({ ok: false, why: 'there is no step b' });
  expect(why({ id: 'a', outcome: 'raised' })).toEqual({ ok: false, why: 'step a raised, but no error is described' });
  expect(why({ id: 'a', outcome: 'returned' }, { id: 'a', outcome: 'returned' })).toEqual({
    ok: false,
    why: 'step a is reported twice',
  });
});

test('equal things left behind are counted', () => {
  expect(
    signalsOf([
      { kind: 'leftBehind', text: 'timer' },
      { kind: 'warning', text: 'old' },
      { kind: 'leftBehind', text: 'timer' },
    ]),
  ).toEqual([
    { kind: 'warning', text: 'old' },
    { kind: 'leftBehind', what: 'timer', count: 2 },
  ]);
});

test('names of an error are one line each, and no terminal obeys them', () => {
  const type = 'Odd\nCONFORMS\u001b[2J';
  const error = { type, bases: [type], message: 'a\nb', fields: {}, causeType: type, texts: {}, traits: {} };
  const read = outcomesOf(scenario, [{ id: 'a', outcome: 'raised', error }]);
  const outcome = read.ok ? read.outcomes.get('a') : undefined;
  const name = 'Odd\ufffdCONFORMS\ufffd[2J';
  expect(outcome?.kind === 'raised' && outcome.error).toEqual({ ...error, type: name, bases: [name], causeType: name });
});

test('of a great many signals the first are kept, and the others counted', () => {
  const signals = signalsOf(Array.from({ length: 5_000 }, (_, n) => ({ kind: 'warning' as const, text: `${n}` })));
  expect([signals.length, signals.at(-1)]).toEqual([
    101,
    { kind: 'warning', text: '… 4,900 more warnings and rejections' },
  ]);
});
