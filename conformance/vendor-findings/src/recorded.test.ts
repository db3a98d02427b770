import { expect, test } from 'vitest';
import { readRecorded } from './recorded.js';

const read = (text: string) => readRecorded('acme/findings.yaml', Buffer.from(text));

test('reads what is to blame, and where a group stands', () => {
  expect(
    read(`findings:
  - requirement: error.base
    scenarios: success/cut/*
    count: 3
    fault: sdk
    why: a bare TypeError
  - requirement: error.name
    scenarios: ["**"]
    count: 1
    unsteady: true
    fault: ours
    wantsKey: errors.named
    why: told apart by type
`),
  ).toEqual([
    {
      at: 'acme/findings.yaml:2',
      requirement: 'error.base',
      scenarios: ['success/cut/*'],
      count: 3,
      unsteady: false,
      blame: { fault: 'sdk' },
      why: 'a bare TypeError',
    },
    {
      at: 'acme/findings.yaml:7',
      requirement: 'error.name',
      scenarios: ['**'],
      count: 1,
      unsteady: true,
      blame: { fault: 'ours', wantsKey: 'errors.named' },
      why: 'told apart by type',
    },
  ]);
});

test('a mistake is shown with its place', () => {
  expect(() =>
    read(`findings:
  - requirement: error.base
    scenario: success/cut/*
    count: 3
    fault: sdk
    why: a bare TypeError
`),
  ).toThrowErrorMatchingInlineSnapshot(`
    [Error: acme/findings.yaml:3:5: this is no recorded finding
      expected: one of requirement, scenarios, count, unsteady, fault, wantsKey, rule, why
      got:      scenario
      did you mean: scenarios
        2 |   - requirement: error.base
      > 3 |     scenario: success/cut/*
          |     ^^^^^^^^
        4 |     count: 3

    acme/findings.yaml:2:5: this is no recorded finding
      expected: scenarios: a glob over scenario ids, or a list of them
      got:      nothing
        1 | findings:
      > 2 |   - requirement: error.base
          |     ^^^^^^^^^^^^^^^^^^^^^^^
        3 |     scenario: success/cut/*]
  `);
  expect(() =>
    read(`findings:
  - requirement: error.base
    scenarios: success/cut/*
    count: 3
    fault: ours
    why: a bare TypeError
`),
  ).toThrowErrorMatchingInlineSnapshot(`
    [Error: acme/findings.yaml:2:5: this is no recorded finding
      expected: where the fault is ours, either wantsKey: the key that is wanting, or rule: the rule that is wrong
      got:      nothing
        1 | findings:
      > 2 |   - requirement: error.base
          |     ^^^^^^^^^^^^^^^^^^^^^^^
        3 |     scenarios: success/cut/*]
  `);
  expect(() =>
    read(`findings:
  - requirement: error.base
    scenarios: success/cut/*
    count: 0
    fault: sdk
    why: a bare TypeError
`),
  ).toThrowErrorMatchingInlineSnapshot(`
    [Error: acme/findings.yaml:2:5: this is no recorded finding
      expected: count: how many findings there are, 1 or more
      got:      0
        1 | findings:
      > 2 |   - requirement: error.base
          |     ^^^^^^^^^^^^^^^^^^^^^^^
        3 |     scenarios: success/cut/*]
  `);
  expect(() => read('- requirement: error.base\n')).toThrowErrorMatchingInlineSnapshot(`
    [Error: acme/findings.yaml:1:1: this is no recorded finding
      expected: findings: a list of recorded findings
      got:      [{"requirement":"error.base"}]
      > 1 | - requirement: error.base
          | ^
        2 |]
  `);
});
