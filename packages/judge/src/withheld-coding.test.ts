import { expect, test } from 'vitest';
import { judge, scenarioVerdict } from './judge.js';
import { caseOf, due, value } from './testing/observed.js';

const id = 'body/gzip/400/initSession';

const served = (outcome: ReturnType<typeof due>, withheldCoding?: string) =>
  judge(
    caseOf(id, {
      arrivals: [0],
      settledMs: 0,
      outcome,
      exchange: (e) => ({ ...e, served: { ...e.served, ...(withheldCoding === undefined ? {} : { withheldCoding }) } }),
    }),
  );

test('what an SDK makes of a coding is not judged where it accepts none', () => {
  const findings = served(due(id, 1), 'gzip');
  expect(scenarioVerdict(findings)).toBe('unspecified');
  expect(findings.filter((f) => f.verdict !== 'pass').map((f) => [f.requirement, f.expected, f.seen])).toEqual([
    [
      'error.class',
      'an error body in gzip is read',
      expect.stringMatching(/^it accepts no gzip, and was served without; raised BadRequestError/),
    ],
  ]);
  expect(scenarioVerdict(served(due(id, 1)))).toBe('pass');
});

test('that it raises at all is judged all the same', () => {
  expect(scenarioVerdict(served(value, 'gzip'))).toBe('fail');
});
