import { expect, test } from 'vitest';
import { driftsOf, languagesOf, tallyWords } from './drift.js';
import { markdownReporter } from './markdown.js';
import type { FindingRecord } from './records.js';
import { failingRun } from './testing/big.js';
import { findingRecord, targetRecord } from './testing/records.js';

const targets = [
  ...['typescript', 'typescript-axios'].map((name) => ({ ...targetRecord, name })),
  { ...targetRecord, name: 'python', language: 'python' },
  { ...targetRecord, name: 'swift', language: 'swift', notRun: 'no toolchain' },
];

const judged = (target: string, scenario: string, verdict: FindingRecord['verdict']): FindingRecord =>
  findingRecord(scenario, { target, verdict });

test('languages differ in a scenario that one passes and another fails', () => {
  const findings = [
    ...[judged('typescript', 'a', 'pass'), judged('typescript-axios', 'a', 'fail'), judged('python', 'a', 'pass')],
    ...[judged('typescript', 'b', 'pass'), judged('python', 'b', 'pass')],
  ];
  expect(languagesOf(targets)).toEqual(['typescript', 'python']);
  expect(driftsOf(findings, targets)).toEqual([
    {
      requirement: 'retry.count',
      languages: [
        { language: 'typescript', failed: 1, judged: 2 },
        { language: 'python', failed: 0, judged: 2 },
      ],
      scenarios: ['a'],
    },
  ]);
});

test.each([
  ['both break it', [judged('typescript', 'a', 'fail'), judged('python', 'a', 'fail')]],
  ['only one was judged', [judged('typescript', 'a', 'fail'), judged('python', 'a', 'unspecified')]],
  ['they were judged on other scenarios', [judged('typescript', 'a', 'fail'), judged('python', 'b', 'pass')]],
  ['two targets of one language differ', [judged('typescript', 'a', 'fail'), judged('typescript-axios', 'a', 'pass')]],
])('they do not where %s', (_, findings) => {
  expect(driftsOf(findings, targets)).toEqual([]);
});

test('one language alone differs from none', () => {
  const findings = [judged('typescript', 'a', 'fail'), judged('typescript-axios', 'a', 'pass')];
  expect(driftsOf(findings, targets.slice(0, 2))).toEqual([]);
});

test('a tally says how many fail of those judged', () => {
  expect([0, 2].map((failed) => tallyWords({ language: 'python', failed, judged: 3 }))).toEqual([
    '3 pass',
    '2 of 3 fail',
  ]);
  expect(tallyWords({ language: 'python', failed: 0, judged: 0 })).toBe('not judged');
});

test('Markdown puts the languages side by side where they differ', () => {
  const reporter = markdownReporter();
  const text = failingRun(10)
    .map((record) => reporter.write(record))
    .join('');
  const start = text.indexOf('Languages differ');
  expect(text.slice(start, text.indexOf('<details>', start)).trim()).toMatchInlineSnapshot(`
    "Languages differ in 1 requirement: in the same scenarios, one keeps it and another breaks it.

    | requirement | <code>typescript</code> | <code>python</code> | they differ in |
    | --- | --- | --- | --- |
    | <code>retry&#46;count</code> | 10 pass | ❌ 10 of 10 fail | 10 scenarios, as <code>retry&#47;count&#47;max&#45;0&#47;429&#45;200&#47;sendMessage</code> |"
  `);
});
