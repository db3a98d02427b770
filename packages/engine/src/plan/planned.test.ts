import { specInRepository } from '@sdk-conformance/scenarios/testing';
import { expect, test } from 'vitest';
import { configuredTarget } from '../testing/configured-target.js';
import { planFor } from './planned.js';
import { selectTargets } from './select.js';

const { spec, fixtures, scenarios } = specInRepository('spec/foilengine.yaml');
const config = {
  file: 'conformance.config.yaml',
  folder: '/',
  targets: [
    configuredTarget('whole'),
    configuredTarget('small', { only: { operations: ['sendMessage', 'listPersonas'], reason: 'chat alone' } }),
    configuredTarget('quiet', { unsupported: { streamMessage: 'no streams' } }),
  ],
  known: [],
  off: {},
  rules: null,
};

function planned(targets: readonly string[], globs: readonly string[] = []) {
  return planFor({ config, spec, fixtures }, { targets, globs });
}

const inNoCulture = [...scenarios.values()].filter(({ environment }) => environment?.culture === undefined);

test('a target that has every operation is played as the spec says', () => {
  const [whole] = planned(['whole']).targets;
  expect(whole?.scenarios).toEqual(inNoCulture);
  expect(whole?.all).toHaveLength(inNoCulture.length);
});

test('in cultures those languages alone are played that read and write by them', () => {
  const targets = ['csharp', 'typescript', 'python'].map((language) => ({ ...configuredTarget(language), language }));
  const plan = planFor({ config: { ...config, targets }, spec, fixtures }, { targets: [], globs: [] });
  expect(plan.targets.map(({ all }) => all.length)).toEqual([scenarios.size, inNoCulture.length, inNoCulture.length]);
  expect(plan.scenarios).toHaveLength(scenarios.size);
});

test('a target is played on the operations that it has, in every family of retries', () => {
  const [small] = planned(['small']).targets;
  const operations = new Set(small?.scenarios.flatMap(({ steps }) => steps.map(({ operation }) => operation)));
  expect([...operations].sort()).toEqual(['listPersonas', 'sendMessage']);
  const families = new Set(small?.scenarios.map(({ family }) => family));
  expect([...families].filter((family) => family.startsWith('retry/'))).toEqual([
    'retry/count',
    'retry/mixed',
    'retry/after',
    'retry/backoff',
    'retry/wall',
  ]);
  expect(small?.scenarios.map(({ id }) => id)).toContain('retry/after/seconds-30/429/sendMessage');
});

test('the plan has the scenarios of all targets, each once, family by family', () => {
  const { scenarios: all, targets } = planned(['whole', 'small']);
  const ids = all.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids)).toEqual(new Set(targets.flatMap((target) => target.scenarios.map(({ id }) => id))));
  const families = all.map(({ family }) => family);
  expect(families.filter((family, i) => family !== families[i - 1])).toEqual([...new Set(families)]);
});

test('a filter selects on each target; how many there are without it is known', () => {
  const [whole, small, quiet] = planned([], ['stream/good/*', 'status/200/sendMessage']).targets;
  expect(whole?.scenarios.map(({ id }) => id)).toEqual(['status/200/sendMessage', 'stream/good/streamMessage']);
  expect(small?.scenarios.map(({ id }) => id)).toEqual(['status/200/sendMessage']);
  expect(quiet?.scenarios.map(({ id }) => id)).toEqual(['status/200/sendMessage']);
  expect(small?.all.length).toBeGreaterThan(200);
});

test('a filter that matches nothing of the chosen target, and something of others, says whose', () => {
  expect(() => planned(['quiet'], ['stream/**'])).toThrow(
    [
      '--filter: "stream/**" matches no scenario of the targets that are chosen: they lack its operation',
      '  played on: whole',
    ].join('\n'),
  );
});

test('a target is chosen by its name; a name that none has is a language', () => {
  const targets = [
    configuredTarget('typescript'),
    configuredTarget('typescript-axios'),
    configuredTarget('py', { language: 'python' }),
  ];
  const names = (...choices: readonly string[]) =>
    selectTargets({ ...config, targets }, choices).map(({ name }) => name);
  expect(names('typescript')).toEqual(['typescript']);
  expect(names('python')).toEqual(['py']);
  const others = targets.slice(1);
  expect(selectTargets({ ...config, targets: others }, ['typescript']).map(({ name }) => name)).toEqual([
    'typescript-axios',
  ]);
});

test('a glob with an exclamation mark leaves out, beside others and alone', () => {
  const ids = (...globs: readonly string[]) => planned(['whole'], globs).scenarios.map(({ id }) => id);
  expect(ids('status/{200,400}/sendMessage', '!status/400/**')).toEqual(['status/200/sendMessage']);
  const alone = ids('!status/**');
  expect(alone.length).toBeGreaterThan(200);
  expect(alone.filter((id) => id.startsWith('status/'))).toEqual([]);
});
