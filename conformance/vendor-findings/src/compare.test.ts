import { expect, test } from 'vitest';
import { compare, differences, type Found } from './compare.js';
import type { Recorded } from './recorded.js';

const group = (requirement: string, scenarios: string, count: number, unsteady = false): Recorded => ({
  at: `acme/findings.yaml:${count}`,
  requirement,
  scenarios: [scenarios],
  count,
  unsteady,
  blame: { fault: 'sdk' },
  why: '',
});

const found = (requirement: string, scenario: string, seen = 'raised TypeError after 12 ms'): Found => ({
  requirement,
  scenario,
  expected: 'every error is an AcmeError',
  seen,
});

const told = (recorded: readonly Recorded[], findings: readonly Found[]) => differences(compare(recorded, findings));

test('nothing differs where each finding has its group and each group its findings', () => {
  const recorded = [group('error.base', 'success/cut/*', 1), group('error.*', '**', 2)];
  const findings = ['success/cut/get', 'success/html/get', '(run)'].map((id) => found('error.base', id));
  expect(told(recorded, findings)).toEqual([]);
});

test('a new finding, a gone one, and one of another requirement are told', () => {
  const recorded = [group('error.base', 'success/*/*', 3), group('error.class', 'success/*/*', 1)];
  const findings = [
    found('error.base', 'success/cut/get'),
    found('error.base', 'success/cut/post'),
    found('error.class', 'success/html/get'),
    found('error.base', 'body/html/get'),
    found('error.base', 'body/html/post', 'raised TypeError after 9 ms'),
  ];
  expect(told(recorded, findings)).toEqual([
    'acme/findings.yaml:3: error.base on success/*/*: 3 recorded, 2 found\n  success/cut/get\n  success/cut/post',
    [
      'not recorded: error.base, 2 findings',
      '  expected: every error is an AcmeError',
      '  seen:     raised TypeError after 12 ms',
      '  body/html/get',
      '  body/html/post',
    ].join('\n'),
  ]);
});

test('an unsteady group may show less than it records, not more', () => {
  const recorded = [group('error.base', '**', 1, true)];
  expect(told(recorded, [])).toEqual([]);
  expect(told(recorded, [found('error.base', 'a')])).toEqual([]);
  expect(told(recorded, [found('error.base', 'a'), found('error.base', 'b')])).toHaveLength(1);
});

test('a long list of scenarios is cut, and says so', () => {
  const findings = Array.from({ length: 14 }, (_, i) => found('error.base', `body/${i}/get`));
  expect(told([], findings)[0]?.split('\n').slice(-2)).toEqual(['  body/11/get', '  and 2 more']);
});
