import { killOf, type Mutant, neverBroken, type Result } from '@sdk-conformance/engine';
import type { Finding } from '@sdk-conformance/model';
import { createPaint } from '@sdk-conformance/reporters';
import { expect, test } from 'vitest';
import { matrixLines } from './table.js';

const offByOne: Mutant = { name: 'off-by-one', defect: 'counts the first attempt', breaks: 'retry.count' };
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
    diagnosis: null,
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

const results = [
  result('a/1', [{ verdict: 'fail', seen: 'stopped early' }, { requirement: 'error.class' }]),
  result('a/2', [
    { verdict: 'fail', diagnosis: 'behaves like an SDK that counts' },
    { requirement: 'call.settles', verdict: 'fail', level: 'should' },
  ]),
];

test('caught means that the requirement it breaks failed; the first diagnosis is kept', () => {
  expect(killOf(offByOne, results, [])).toEqual({
    mutant: offByOne,
    caught: true,
    diagnosis: 'behaves like an SDK that counts',
    others: [['call.settles', 1]],
    failures: [],
  });
  expect(killOf(silent, results, []).caught).toBe(false);
});

test('a requirement that no mutant breaks stands out', () => {
  expect(neverBroken(results, [killOf(offByOne, results, [])])).toEqual(['error.class']);
});

test('the kill matrix tells survivors and requirements that nothing breaks', () => {
  const kills = [killOf(offByOne, results, []), killOf(silent, results, [])];
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

    mutant      breaks       caught  first diagnosis                  other requirements failed
    off-by-one  retry.count  yes     behaves like an SDK that counts  call.settles ×1
    silent      error.class  NO      –                                retry.count ×2, call.settles ×1

    survivor silent: does nothing wrong
      error.class did not fail in any scenario

    1 of 3 requirements that no mutant breaks:
      error.class"
  `);
});
