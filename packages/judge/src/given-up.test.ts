import type { ClockTier, Exchange } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { stamp } from './testing/model-sdk.js';
import { caseOf, due, notPassed, passed } from './testing/observed.js';

const id = 'transport/timeout-2000/stall-request-200/initSession';

/** A request without an answer, closed at one time and followed by the next at another, ms. */
function followed(closedMs: number | null, nextMs: number, tier: ClockTier = 'A') {
  const exchange = (e: Exchange): Exchange =>
    e.index > 0 ? e : { ...e, served: { ...e.served, abandonedAt: closedMs === null ? null : stamp(closedMs) } };
  return caseOf(id, { arrivals: [0, nextMs], exchange, settledMs: nextMs, outcome: due(id, 2), tier });
}

const failed = (...of: Parameters<typeof followed>) =>
  notPassed(followed(...of)).map((line) => line.split(' fails')[0]);

describe('an attempt whose end does not show', () => {
  test('is judged with the gap: closed after the wait for the retry, as urllib3 does', () => {
    expect([failed(2400, 2400), failed(2400.4, 2400), failed(2700, 2400)]).toEqual([[], [], []]);
    expect(passed(followed(2400, 2400))).toEqual(expect.arrayContaining(['timeout.attempt', 'retry.backoff']));
  });

  test('is judged with the gap: never closed', () => {
    expect(failed(null, 2400)).toEqual([]);
    expect(passed(followed(null, 2400))).toEqual(expect.arrayContaining(['timeout.attempt', 'retry.backoff']));
  });

  test('breaks one requirement where both together do not fit', () => {
    expect([
      notPassed(followed(2800, 2800)),
      notPassed(followed(4300, 4300)),
      notPassed(followed(1500, 1500)),
    ]).toMatchInlineSnapshot(`
      [
        [
          "retry.backoff fails; expected an attempt is given up after 2000 ms, and retry 1 comes 250 to 500 ms later; seen the next request came 2800 ms after the one that had no answer; when that was given up does not show",
        ],
        [
          "timeout.attempt fails; expected an attempt is given up after 2000 ms, and retry 1 comes 250 to 500 ms later; seen the next request came 4300 ms after the one that had no answer; when that was given up does not show",
        ],
        [
          "timeout.attempt fails; expected an attempt is given up after 2000 ms; seen the next request came 1500 ms after the one that had no answer; when that was given up does not show",
        ],
      ]
    `);
  });

  test('by the tolerance of each tier', () => {
    const least = (tier: ClockTier) => [2249, 2248, 2240, 2239, 2000, 1999].map((ms) => failed(ms, ms, tier).length);
    expect(least('A')).toEqual([0, 1, 1, 1, 1, 1]);
    expect(least('B')).toEqual([0, 0, 1, 1, 1, 1]);
    expect(least('C')).toEqual([0, 0, 0, 0, 0, 1]);
  });
});

describe('an attempt whose end shows', () => {
  test('is judged by itself, and so is the gap', () => {
    expect([failed(2000, 2000), failed(2000, 2400), failed(1000, 1400), failed(2300, 2600)]).toEqual([
      ['retry.backoff'],
      [],
      ['timeout.attempt'],
      ['timeout.attempt'],
    ]);
  });

  test('by the first of close and settling where it is the last', () => {
    const stalls = 'transport/max-0/timeout-2000/stall-request/initSession';
    const last = (closedMs: number, settledMs: number) =>
      notPassed(caseOf(stalls, { arrivals: [0], gaveUpAfterMs: closedMs, settledMs, outcome: due(stalls, 1) })).map(
        (line) => line.split(' fails')[0],
      );
    expect([last(2300, 2000), last(2000, 2000), last(2300, 2300), last(2000, 2300)]).toEqual([
      [],
      [],
      ['timeout.attempt'],
      ['call.prompt'],
    ]);
  });
});
