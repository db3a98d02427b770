import type { Scenario, Spec } from '@sdk-conformance/model';
import { type Policy, type PolicyAt, predict } from '@sdk-conformance/oracle';
import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { eligibilityCandidates } from './eligibility.js';

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');
const names = ['ignoresCodes', 'ignoresShouldRetry', 'ignoresCondition', 'ignoresMethods'];

function changeOf(name: string): PolicyAt {
  const found = eligibilityCandidates.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`there is ${name}`);
  return found.change;
}

/** What is decided after the first answer, as the spec says and under a candidate. */
function decided(own: Spec, id: string, name: string): readonly (string | undefined)[] {
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new Error(`there is ${id}`);
  return [undefined, changeOf(name)].map(
    (policyAt) => predict(own, 'typescript', scenario, fixtures, policyAt).steps[0]?.decisions[0]?.action,
  );
}

test.each(names)('%s changes nothing where the spec has nothing to ignore', (name) => {
  const policy: Policy = { spec, maxRetries: 3, timeoutMs: 1000, retry: 0, headers: [] };
  const scenario = scenarios.get('status/503/getSession');
  if (scenario === undefined) throw new Error('there is one');
  predict(spec, 'typescript', scenario, fixtures, (features, stated) => {
    expect(changeOf(name)(features, policy)).toBe(policy);
    return stated;
  });
});

test('a status that is retried by a header or after some methods alone is retried always by who ignores that', () => {
  const { retry } = spec;
  const if503 = (own: object): Spec => ({
    ...spec,
    retry: { ...retry, statuses: [{ kind: 'code', code: 503, ...own }] },
  });
  expect([
    decided(
      if503({ when: { in: 'header', name: 'x-again', equals: null } }),
      'status/503/getSession',
      'ignoresCondition',
    ),
    decided(if503({ methods: ['PUT'] }), 'status/503/getSession', 'ignoresMethods'),
    decided({ ...spec, retry: { ...retry, methods: ['PUT'] } }, 'status/503/getSession', 'ignoresMethods'),
  ]).toEqual([
    ['stop', 'retry'],
    ['stop', 'retry'],
    ['stop', 'retry'],
  ]);
});

test('a header that forbids a retry forbids none to who does not look at it', () => {
  const scenario = scenarios.get('status/503/getSession');
  if (scenario === undefined || spec.hints === null) throw new Error('there is one');
  const own: Spec = { ...spec, hints: { ...spec.hints, shouldRetryHeader: 'x-should-retry' } };
  const forbids: Scenario = {
    ...scenario,
    steps: scenario.steps.map((step) => ({
      ...step,
      script: step.script.map((answer) => ({ ...answer, headers: { 'x-should-retry': 'false' } })),
    })),
  };
  const actions = [undefined, changeOf('ignoresShouldRetry')].map(
    (policyAt) => predict(own, 'typescript', forbids, fixtures, policyAt).steps[0]?.decisions[0]?.action,
  );
  expect(actions).toEqual(['stop', 'retry']);
});
