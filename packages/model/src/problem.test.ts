import { expect, test } from 'vitest';
import { codeFrame, formatProblem } from './problem.js';

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
