import type { Finding } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import type { Result } from '../run/result.js';
import { deviationOf, findingOf, resultOf } from '../testing/results.js';
import type { KnownDeviation } from './deviation.js';
import { createKnown } from './known.js';

const today = '2026-11-29';
const tooSoon = 'retry <n> came after <too soon>';
const entry = deviationOf({ requirement: 'retry.backoff', scenarios: ['retry/**'], signatures: [tooSoon] });

function finding(verdict: Finding['verdict'], seen = '', requirement = 'retry.backoff'): Finding {
  return findingOf({ verdict, seen, requirement });
}

function result(id: string, verdict: Result['verdict'], ...findings: readonly Finding[]): Result {
  return resultOf(id, verdict, findings);
}

const passes = (id: string) => result(id, 'pass', finding('pass'));
const asListed = (id: string) => result(id, 'fail', finding('fail', 'retry 1 came after 12 ms'));
const otherwise = (id: string) => result(id, 'fail', finding('fail', 'retry 1 came after 9000 ms'));
const unreached = (id: string) => result(id, 'fail', finding('fail', 'stopped', 'retry.count'));
const unjudging = (id: string) => result(id, 'pass', finding('pass', '', 'error.class'));
const wavered = { requirement: 'retry.backoff', expected: '', seen: 'retry 1 came after 12 ms', failed: 1, plays: 4 };

function outcome(results: readonly Result[], more: Partial<KnownDeviation> = {}, unplayed: readonly string[] = []) {
  const known = createKnown([{ ...entry, ...more }], today);
  const all = [...results.map((r) => r.scenario), ...unplayed.map((id) => resultOf(id, 'notRun', []).scenario)];
  const [told] = known.outcomes(results.map(known.accept), all);
  return told;
}

describe('the state of an entry', () => {
  test.each<[string, readonly Result[], string]>([
    ['fails as listed', [asListed('retry/a')], 'holds'],
    ['fails as listed, and passes elsewhere', [asListed('retry/a'), passes('retry/b')], 'holds'],
    ['fails as listed, and otherwise elsewhere', [asListed('retry/a'), otherwise('retry/b')], 'holds'],
    ['fails otherwise', [otherwise('retry/a'), passes('retry/b')], 'differs'],
    ['passes', [passes('retry/a'), passes('retry/b')], 'passes'],
    ['is judged in none', [unjudging('retry/a')], 'matchesNothing'],
    ['has no scenario', [passes('status/a')], 'matchesNothing'],
    ['was not reached', [unreached('retry/a'), passes('retry/b')], 'unsaid'],
    ['was not run', [result('retry/a', 'notRun')], 'unsaid'],
    ['was not judged, for the adapter failed', [result('retry/a', 'adapterFailed'), passes('retry/b')], 'unsaid'],
    ['is unspecified', [result('retry/a', 'unspecified', finding('unspecified'))], 'unsaid'],
    ['was not judged in real time', [result('retry/a', 'unspecified')], 'unsaid'],
    ['passes where another line is unspecified', [result('retry/a', 'unspecified', finding('pass'))], 'passes'],
    ['failed at first, and not when it was played again', [{ ...passes('retry/a'), unsteady: [wavered] }], 'unsaid'],
    ['is unsupported', [result('retry/a', 'unsupported')], 'matchesNothing'],
  ])('%s', (_, results, state) => {
    expect(outcome(results)?.state).toBe(state);
  });

  test('a scenario that a filter left out says nothing', () => {
    expect(outcome([passes('retry/a')], {}, ['retry/b'])?.state).toBe('unsaid');
    expect(outcome([passes('retry/a')], {}, ['status/b'])?.state).toBe('passes');
  });

  test('each id or glob is a claim of its own', () => {
    const results = [asListed('retry/a'), passes('retry/b')];
    expect(outcome(results, { scenarios: ['retry/a', 'retry/b'] })).toMatchObject({
      state: 'passes',
      claims: [
        { glob: 'retry/a', state: 'holds' },
        { glob: 'retry/b', state: 'passes' },
      ],
      scenarios: ['retry/a'],
    });
  });

  test('an id with what a glob would take for its own matches itself', () => {
    expect(outcome([asListed('retry/[a]/(b)')], { scenarios: ['retry/[a]/(b)'] })?.state).toBe('holds');
  });

  test('of two signatures one is enough', () => {
    const both = { signatures: [tooSoon, 'retry <n> came after <too late>'] };
    expect(outcome([otherwise('retry/a')], both)?.state).toBe('holds');
  });

  test('it differs: what is seen is told', () => {
    expect(outcome([otherwise('retry/a')])?.seen).toEqual(['retry <n> came after <too late>']);
  });
});

describe('what an entry accepts', () => {
  const accepted = (of: Result, more: Partial<KnownDeviation> = {}) =>
    createKnown([{ ...entry, ...more }], today).accept(of);

  test('a failure as listed; the scenario is known where it has no other', () => {
    expect(accepted(asListed('retry/a'))).toMatchObject({
      verdict: 'known',
      known: [{ requirement: 'retry.backoff' }],
    });
  });

  test('not the other failures of the scenario', () => {
    const [first] = asListed('retry/a').findings;
    const both = result('retry/a', 'fail', ...(first ? [first] : []), finding('fail', '', 'error.class'));
    expect(accepted(both)).toMatchObject({ verdict: 'fail', known: [{ requirement: 'retry.backoff' }] });
  });

  test.each<[string, Result, Partial<KnownDeviation>]>([
    ['another signature', otherwise('retry/a'), {}],
    ['another scenario', asListed('status/a'), {}],
    ['another requirement', asListed('retry/a'), { requirement: 'retry.count' }],
    ['after its last day', asListed('retry/a'), { expires: '2026-11-28' }],
    ['without a reason', asListed('retry/a'), { reason: 'TODO' }],
  ])('nothing of %s', (_, of, more) => {
    expect(accepted(of, more)).toBe(of);
  });

  test('all on its last day', () => {
    expect(accepted(asListed('retry/a'), { expires: today }).verdict).toBe('known');
  });
});

test.each([
  ['expired', { expires: '2026-11-28' }],
  ['noReason', { reason: 'to do: ask Kim' }],
])('an entry that is %s is told so, whatever fails', (state, more) => {
  expect(outcome([asListed('retry/a')], more)?.state).toBe(state);
  expect(outcome([passes('retry/a')], more)?.state).toBe(state);
});

test('a failure that another entry accepts makes no entry differ', () => {
  const other = { ...entry, signatures: ['retry <n> came after <too late>'], scenarios: ['retry/b'] };
  const known = createKnown([entry, other], today);
  const results = [unreached('retry/a'), otherwise('retry/b')].map(known.accept);
  const states = known
    .outcomes(
      results,
      results.map((r) => r.scenario),
    )
    .map(({ state }) => state);
  expect(states).toEqual(['unsaid', 'holds']);
});

test('credentials and ports are no part of a signature', () => {
  const secret = 'canary-9f86d0';
  const seen = `retry 1 came after 12 ms to 127.0.0.1:40123 with ${secret}`;
  const failing = result('retry/a', 'fail', finding('fail', seen));
  const observation = { credentials: { one: { apiKey: secret } } } as unknown as NonNullable<
    Result['judged']
  >['observation'];
  const judged = { observation, expectation: {} as NonNullable<Result['judged']>['expectation'] };
  const signatures = ['retry <n> came after <too soon> to 127.0.0.1:<port> with [apiKey of one]'];
  expect(createKnown([{ ...entry, signatures }], today).accept({ ...failing, judged }).verdict).toBe('known');
});
