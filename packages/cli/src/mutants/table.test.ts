import { type Cause, killOf, type Mutant, namingOf, neverBroken, type Result } from '@sdk-conformance/engine';
import type { Finding } from '@sdk-conformance/model';
import { createPaint } from '@sdk-conformance/reporters';
import { expect, test } from 'vitest';
import { matrixLines } from './table.js';

const offByOne: Mutant = {
  name: 'off-by-one',
  defect: 'counts the first attempt',
  breaks: 'retry.count',
  cause: 'countsFirstAttempt',
};
const silent: Mutant = { name: 'silent', defect: 'does nothing wrong', breaks: 'error.class' };

function result(id: string, findings: readonly Partial<Finding>[]): Result {
  const base: Finding = {
    requirement: 'retry.count',
    verdict: 'pass',
    level: 'must',
    at: { file: 'a.yaml', line: 1, column: 1 },
    step: null,
    expected: '',
    seen: '',
    measured: {},
  };
  return {
    scenario: { id, family: 'a', about: '', clients: [], steps: [] },
    verdict: 'pass',
    why: null,
    findings: findings.map((finding) => ({ ...base, ...finding })),
    known: [],
    judged: null,
  };
}

const cause: Cause = {
  name: 'countsFirstAttempt',
  params: {},
  scope: [{ feature: 'answer', values: ['429', '503'] }],
  pointer: '/retry/maxRetries',
  at: { file: 'a.yaml', line: 1, column: 1 },
  text: 'behaves like an SDK that counts the first attempt as a retry after 429 or 503',
  explains: [{ scenario: 'a/1', requirement: 'retry.count' }],
  witnesses: { failing: 'a/1', passing: null },
};

const telling = { causes: [cause], contradictions: [{ cause, scenario: 'a/3' }] };

const results = [
  result('a/1', [{ verdict: 'fail', seen: 'stopped early' }, { requirement: 'error.class' }]),
  result('a/2', [{ verdict: 'fail' }, { requirement: 'call.settles', verdict: 'fail', level: 'should' }]),
];

test('caught means that the requirement it breaks failed; the first cause is kept', () => {
  expect(killOf(offByOne, results, [], telling)).toEqual({
    mutant: offByOne,
    caught: true,
    cause,
    naming: 'right',
    contradictions: [{ cause, scenario: 'a/3' }],
    others: [['call.settles', 1]],
    failures: [],
  });
  expect(killOf(silent, results, [], null).caught).toBe(false);
});

test('a cause is held against the one that a mutant is known to have', () => {
  const other = { ...cause, name: 'retriesOnceMore' };
  expect(namingOf(offByOne, [cause, other])).toBe('right');
  expect(namingOf({ ...offByOne, scope: { answer: '503' } }, [cause])).toBe('right');
  expect(namingOf({ ...offByOne, scope: { answer: '500' } }, [cause])).toBe('partly');
  expect(namingOf(offByOne, [other, cause])).toBe('partly');
  expect(namingOf(offByOne, [other])).toBe('wrong');
  expect(namingOf(offByOne, [])).toBe('none');
});

test('a requirement that no mutant breaks stands out', () => {
  expect(neverBroken(results, [killOf(offByOne, results, [], null)])).toEqual(['error.class']);
});

test('the kill matrix tells survivors, false causes and requirements that nothing breaks', () => {
  const kills = [killOf(offByOne, results, [], telling), killOf(silent, results, [], null)];
  const matrix = {
    target: 'typescript',
    absent: null,
    unsound: null,
    kills,
    neverBroken: ['error.class'],
    requirements: 3,
  };
  expect(matrixLines([matrix], createPaint(false)).join('\n')).toMatchInlineSnapshot(`
    "typescript: 1 of 2 mutants caught
    1 of 1 first cause right, 0 partly, 0 wrong, 0 not told

    mutant      breaks       caught  first cause                                                                           other requirements failed
    off-by-one  retry.count  yes     right: behaves like an SDK that counts the first attempt as a retry after 429 or 503  call.settles ×1
    silent      error.class  NO      –                                                                                     retry.count ×2, call.settles ×1

    survivor silent: does nothing wrong
      error.class did not fail in any scenario

    false cause of off-by-one: counts the first attempt
      behaves like an SDK that counts the first attempt as a retry after 429 or 503
      contradicts a/3, which passed

    1 of 3 requirements that no mutant breaks:
      error.class"
  `);
});
