import { expect, test } from 'vitest';
import { codeFrame, formatProblem, formatProblems } from './problem.js';

test('a problem names place, expectation, what came, and shows the line', () => {
  const text = 'retry:\n  maxRetrys: 3\n  statuses: [429]\n';
  expect(
    formatProblem({
      file: 'spec/a.yaml',
      line: 2,
      column: 3,
      message: 'unknown key',
      expected: 'one of maxRetries, statuses',
      got: 'maxRetrys',
      nearest: 'maxRetries',
      frame: codeFrame(text, 2, 3, 9),
    }),
  ).toBe(`spec/a.yaml:2:3: unknown key
  expected: one of maxRetries, statuses
  got:      maxRetrys
  did you mean: maxRetries
    1 | retry:
  > 2 |   maxRetrys: 3
      |   ^^^^^^^^^
    3 |   statuses: [429]`);
});

const hostile = 'a\u001b]8;;http://x\u0007\u009b2J\u202e\nspec.yaml:1:1: forged';

test('what is read from a file cannot act on a terminal, nor begin a line of ours', () => {
  const problem = { file: hostile, line: 1, column: 1, message: hostile, expected: hostile, got: hostile };
  const text = formatProblem({ ...problem, nearest: hostile, frame: codeFrame(hostile, 1, 1) });
  expect(text.split('\n').map((line) => JSON.stringify(line))).toMatchInlineSnapshot(`
    [
      ""a�]8;;http://x��2J��spec.yaml:1:1: forged:1:1: a�]8;;http://x��2J��spec.yaml:1:1: forged"",
      ""  expected: a�]8;;http://x��2J��spec.yaml:1:1: forged"",
      ""  got:      a�]8;;http://x��2J��spec.yaml:1:1: forged"",
      ""  did you mean: a�]8;;http://x��2J��spec.yaml:1:1: forged"",
      ""  > 1 | a�]8;;http://x��2J�"",
      ""      | ^"",
      ""    2 | spec.yaml:1:1: forged"",
    ]
  `);
});

test('of a great many problems the first are shown, and the others counted', () => {
  const text = Array.from({ length: 90_000 }, (_, n) => `key${n}: 1`).join('\n');
  const problems = Array.from({ length: 80_000 }, (_, n) => {
    const frame = codeFrame(text, n + 1, 1, 4);
    return {
      file: 'a.yaml',
      line: n + 1,
      column: 1,
      message: 'unknown',
      expected: null,
      got: null,
      nearest: null,
      frame,
    };
  });
  const told = formatProblems(problems).split('\n\n');
  expect([told.length, told.at(-1)]).toEqual([101, '… 79,900 more problems']);
});
