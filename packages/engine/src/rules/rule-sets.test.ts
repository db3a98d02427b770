import type { Finding } from '@sdk-conformance/model';
import { expect, test } from 'vitest';
import { brokenLevel, underRules, unjudged } from '../run/result.js';
import { previewOf, type RuleSet, ruleSetNames, rulesInForce } from './rule-sets.js';

const sets: readonly RuleSet[] = [
  { name: '2026-11', requirements: [], scenarios: [] },
  { name: '2026-12', requirements: ['call.prompt'], scenarios: [] },
  { name: '2027-01', requirements: [], scenarios: ['stream/cr/**'] },
];

const finding = (requirement: string, level: Finding['level']): Finding => ({
  requirement,
  level,
  verdict: 'fail',
  at: { file: 'a.yaml', line: 1, column: 1 },
  step: null,
  expected: '',
  seen: '',
  measured: {},
});

const scenario = { id: 'stream/cr/watch', about: '', clients: [], steps: [] } as const;

/** What a result is told as, and the level that decides of the run. */
function told(rules: string, findings: readonly Finding[], id = 'stream/cut/watch') {
  const result = { ...unjudged({ ...scenario, id, family: 'stream' }, 'fail', ''), findings };
  const bound = underRules(result, previewOf(rules, sets));
  return [...bound.findings.map(({ level, preview }) => [level, preview ?? ''].join(' ').trim()), brokenLevel(bound)];
}

test('what is must by newer rules alone is a preview, and fails no run', () => {
  const both = [finding('call.prompt', 'must'), finding('retry.count', 'must')];
  expect(told('2026-11', both)).toEqual(['should 2026-12', 'must', 'must']);
  expect(told('2026-11', both.slice(0, 1))).toEqual(['should 2026-12', 'should']);
  expect(told('2026-12', both)).toEqual(['must', 'must', 'must']);
});

test('all that a newer scenario shows is a preview', () => {
  const count = [finding('retry.count', 'must')];
  expect(told('2026-12', count, 'stream/cr/watch')).toEqual(['should 2027-01', 'should']);
  expect(told('2027-01', count, 'stream/cr/watch')).toEqual(['must', 'must']);
});

test('what is no must stays as it is', () => {
  expect(told('2026-11', [finding('call.prompt', 'should'), finding('call.prompt', 'kept')])).toEqual([
    'should',
    'kept',
    'kept',
  ]);
});

test('the rules in force are among those that can be named', () => {
  expect(ruleSetNames).toContain(rulesInForce);
  expect([...ruleSetNames].sort()).toEqual(ruleSetNames);
});
