import { judge } from '@sdk-conformance/judge';
import { drawFrom, simulate } from '@sdk-conformance/judge/testing';
import { type PolicyAt, predict } from '@sdk-conformance/oracle';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { describe, expect, test } from 'vitest';
import { backoffCandidates } from './candidates/backoff.js';
import { countCandidates, stops } from './candidates/count.js';
import { hintCandidates } from './candidates/hints.js';
import { timeoutCandidates } from './candidates/timeouts.js';
import { causesOf } from './causes.js';
import type { Played } from './play.js';

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');
const ground = { spec, fixtures, language: 'typescript' } as const;

const looked = [...scenarios.values()].filter(
  ({ id, steps }) =>
    steps.length === 1 &&
    /^((retry|transport)\/.*\/initSession|stream\/.*|status\/(429|500|503)\/(getSession|listMachines))$/.test(id) &&
    !/huge|jitter/.test(id),
);

/** A model SDK under a policy of its own, judged under the spec's. */
function playedUnder(policyAt: PolicyAt): readonly Played[] {
  const draw = drawFrom(5);
  return looked.map((scenario): Played => {
    const { observation } = simulate({ ...ground, scenario, policyAt }, draw);
    const expectation = predict(spec, ground.language, scenario, fixtures);
    const findings = judge({ ...ground, scenario, expectation, observation });
    const broken = findings.filter(({ verdict }) => verdict === 'fail').map(({ requirement }) => requirement);
    return { scenario, expectation, observation, broken: new Set(broken) };
  });
}

function told(policyAt: PolicyAt): readonly string[] {
  return causesOf(ground, playedUnder(policyAt)).map(({ name, params, scope }) =>
    [name, ...Object.values(params), ...scope.map(({ feature, values }) => `${feature}=${values.join('|')}`)].join(' '),
  );
}

test('of an SDK that does as the spec says nothing is told', () => {
  expect(told((_, policy) => policy)).toEqual([]);
});

describe('an SDK under a change of policy is told by it', () => {
  const known = [...countCandidates, ...hintCandidates, ...backoffCandidates, ...timeoutCandidates];
  test.each([
    'countsFirstAttempt',
    'zeroIsFalsy',
    'doesNotReadHint',
    'hintStaysInForce',
    'addsHint',
    'flatBackoff',
    'firstRetryAtOnce',
    'multipliesTimeout',
  ])('%s', (name) => {
    const change = known.find((candidate) => candidate.name === name)?.change;
    if (change === undefined) throw new Error('there is one');
    expect(told(change)[0]?.split(' ')[0]).toBe(name);
  });
});

test('an SDK whose attempts share one timeout is told by it, also where it had ended before they began', () => {
  const shared: PolicyAt = ({ attempt, before }, policy) =>
    attempt > 0 && before.every(({ broken }) => broken === 'timeout') ? { ...policy, timeoutMs: 1 } : policy;
  expect(told(shared)[0]).toBe('timeoutCoversCall');
});

describe('where a change holds is found', () => {
  test.each([
    ['one status', (f, p) => (f.answer.status === 503 ? stops(f, p) : p), ['doesNotRetry answer=503']],
    [
      'two statuses',
      (f, p) => (f.answer.status === 503 || f.answer.status === 429 ? stops(f, p) : p),
      ['doesNotRetry answer=429|503'],
    ],
    ['one method', (f, p) => (f.method === 'GET' ? stops(f, p) : p), ['doesNotRetry method=GET']],
    [
      'waits for events',
      (f, p) => (f.answer.status === 200 ? { ...p, timeoutMs: (p.timeoutMs ?? 0) * 2 } : p),
      ['multipliesTimeout 2 answer=200'],
    ],
    [
      'broken connections',
      (f, p) => (f.answer.broken !== null && f.answer.broken !== 'timeout' ? stops(f, p) : p),
      ['doesNotRetry class=network fault'],
    ],
  ] as readonly (readonly [string, PolicyAt, readonly string[]])[])('%s', (_, policyAt, causes) => {
    expect(told(policyAt)).toEqual(causes);
  });
});
