import { expect, test } from 'vitest';
import { caseOf, notPassed, passed } from './testing/observed.js';

const always429 = 'status/429/initSession';
const lost = { kind: 'lost', why: 'it settled, but the call as a whole never came to its report' } as const;

test('what was lost or is unsupported is not judged', () => {
  for (const kind of ['lost', 'unsupported'] as const) {
    const given = caseOf(always429, { arrivals: [0], settledMs: null, outcome: { kind, why: 'interrupted' } });
    expect(notPassed(given)).toEqual([]);
    expect(passed(given)).not.toContain('retry.count');
  }
});

test('what was sent before a call was lost is judged all the same', () => {
  expect(
    notPassed(caseOf(always429, { arrivals: [0, 400, 1200, 2700, 4000, 6000], settledMs: 6000, outcome: lost })),
  ).toEqual([
    'retry.count fails; expected 4 requests at most: one attempt and 3 retries; seen after 429, request 5 came 1300 ms later',
  ]);
  expect(notPassed(caseOf(always429, { arrivals: [0, 400], settledMs: 400, outcome: lost }))).toEqual([]);
});

test('what an abort came to is not known of a call that was lost', () => {
  const given = (arrivals: readonly number[]) =>
    notPassed(caseOf('abort/backoff/initSession', { arrivals, settledMs: arrivals.at(-1) ?? 0, outcome: lost }));
  expect(given([0])).toEqual([]);
  // On its way as the abort came.
  expect(given([0, 100]).filter((line) => line.startsWith('abort'))).toEqual([]);
  expect(given([0, 400])).toEqual([
    'abort.settles fails; expected an abort settles the call within 100 ms, and no request follows; seen after the abort came 1 more request',
  ]);
});
