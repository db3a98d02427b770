import { expect, test } from 'vitest';
import { tooLittleJudged } from './least-judged.js';
import type { Result } from './result.js';

function told(leastJudged: number | null, verdicts: Partial<Record<Result['verdict'], number>>, filtered = false) {
  const results = Object.entries(verdicts).flatMap(([verdict, n]) =>
    Array.from({ length: n }, () => ({ verdict: verdict as Result['verdict'] })),
  );
  const scenarios = results.length;
  return tooLittleJudged(
    'conformance.config.yaml',
    { leastJudged, scenarios, derived: scenarios + Number(filtered) },
    results,
  );
}

test('what is played and not judged counts against the share that is required', () => {
  expect(told(0.95, { pass: 18, unspecified: 2 })).toBe(
    [
      '90 % of 20 scenarios were judged, and conformance.config.yaml requires 95 %.',
      'What the spec leaves open, and what this clock cannot show, stands above as unspecified.',
    ].join('\n'),
  );
});

test.each<[string, Parameters<typeof told>]>([
  ['enough is judged', [0.9, { pass: 16, fail: 1, known: 1, unspecified: 2 }]],
  ['all is judged', [1, { pass: 20 }]],
  ['nothing is required', [null, { unspecified: 20 }]],
  [
    'what is unsupported or was not run was not played',
    [0.95, { pass: 10, unsupported: 5, notRun: 3, adapterFailed: 2 }],
  ],
  ['nothing was played', [0.95, { notRun: 3 }]],
  ['a filter selects', [0.95, { unspecified: 2 }, true]],
])('%s: nothing is told', (_, given) => expect(told(...given)).toBeNull());

test('a share just below is not rounded up to it', () => {
  expect(told(1, { pass: 9999, unspecified: 1 })).toContain('99.9 % of 10000 scenarios were judged');
});
