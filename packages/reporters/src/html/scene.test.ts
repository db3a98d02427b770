import { expect, test } from 'vitest';
import type { ExchangeRecord, ObservationRecord } from '../records.js';
import { observationRecord } from '../testing/records.js';
import { type Row, sceneOf } from './scene.js';

// Where a timeline draws what.

const tolerance = { belowMs: 1, aboveMs: 1, aboveShare: 0 };
const observed = observationRecord('retry/count/a');

type Headers = ExchangeRecord['measured']['servedHeaders'];

/** Two requests, the second so long after the first, whose answer has these headers. */
function twice(waitedMs: number, servedHeaders: Headers = []): ObservationRecord {
  const [first, second] = observed.exchanges;
  if (first === undefined || second === undefined) throw new Error('two exchanges are there');
  return {
    ...observed,
    exchanges: [
      { ...first, measured: { ...first.measured, arrivedMs: 10, endedMs: 30, servedHeaders } },
      { ...second, measured: { ...second.measured, arrivedMs: 30 + waitedMs, endedMs: 40 + waitedMs } },
    ],
  };
}

function secondRow(observation: ObservationRecord): Row | undefined {
  return sceneOf(observation, 'step', tolerance).rows[1];
}

test('a wait runs from the end of an answer to the next request, its window beside it', () => {
  expect(secondRow(twice(300))).toEqual({
    label: 'GET /api/v1/sdk/personas',
    answer: '429',
    request: { fromMs: 330, toMs: 340 },
    wait: { fromMs: 30, toMs: 330 },
    isAllowed: true,
    window: { fromMs: 280, toMs: 530 },
    retryAfterMs: null,
  });
});

test.each([
  [248, false],
  [249, true],
  [501, true],
  [502, false],
])('a wait of %d ms in a window from 250 to 500 ms, judged to 1 ms: allowed %s', (waitedMs, isAllowed) => {
  expect(secondRow(twice(waitedMs))?.isAllowed).toBe(isAllowed);
});

test.each<readonly [string, Headers, number | null]>([
  ['seconds', [['Retry-After', '2']], 2030],
  ['fractions, in small letters', [['retry-after', '0.5']], 530],
  [
    'a date, by the answer’s own',
    [
      ['Date', 'Tue, 01 Jan 2030 00:00:00 GMT'],
      ['Retry-After', 'Tue, 01 Jan 2030 00:00:07 GMT'],
    ],
    7030,
  ],
  ['a date, and nothing to hold it against', [['Retry-After', 'Tue, 01 Jan 2030 00:00:07 GMT']], null],
  ['what is no time', [['Retry-After', 'soon']], null],
  ['nothing to wait for', [['Retry-After', '0']], null],
  ['so long that nothing else would be seen', [['Retry-After', '86400']], null],
])('Retry-After: %s', (_, headers, at) => {
  expect(secondRow(twice(300, headers))?.retryAfterMs).toBe(at);
});

test('a retry that never came has the window in which it was due', () => {
  const scene = sceneOf(twice(300), 'step', tolerance);
  expect(scene.rows[2]).toMatchObject({ label: 'a retry', answer: 'never came', window: { fromMs: 840, toMs: 1340 } });
  expect(scene.outcomes).toEqual([{ atMs: 1412.25, words: 'raised RateLimitError: Too many requests' }]);
  expect(scene.toMs).toBe(1412.25);
});

test('of a retry storm the first are drawn, and how many there are more is said', () => {
  const [first] = observed.exchanges;
  if (first === undefined) throw new Error('an exchange is there');
  const exchanges = Array.from({ length: 5000 }, (_, index) => ({
    ...first,
    measured: { ...first.measured, index, arrivedMs: index, endedMs: index },
  }));
  const scene = sceneOf({ ...observed, exchanges }, 'step', tolerance);
  expect([scene.rows.length, scene.left]).toEqual([16, 4984]);
});
