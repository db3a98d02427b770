import { describe, expect, test } from 'vitest';
import { caseOf, due, notPassed } from './testing/observed.js';

describe('a port that is closed', () => {
  const id = 'transport/refuse/initSession';
  const refused = (settledMs: number) => notPassed(caseOf(id, { arrivals: [], settledMs, outcome: due(id, 4) }));

  test('three retries take their delays together', () => {
    expect(refused(2600)).toEqual([]);
  });

  test('a queue of its own may hold the first attempt back, which nobody sees', () => {
    expect([refused(3504), refused(3560).length]).toEqual([[], 1]);
  });

  test('other times tell what went wrong', () => {
    const times = {
      'no retry at all': 0,
      'one retry fewer': 1000,
      'other delays': 200,
      'one retry more': 6500,
      'far too long': 9000,
    };
    const told = Object.fromEntries(Object.entries(times).map(([what, ms]) => [what, refused(ms)]));
    expect(told).toMatchInlineSnapshot(`
      {
        "far too long": [
          "retry.backoff fails; expected a broken connection (connect) is retried: 3 retries take 1750 to 3500 ms together; seen the step took 9000 ms",
        ],
        "no retry at all": [
          "retry.transport fails; expected a broken connection (connect) is retried: 3 retries take 1750 to 3500 ms together; seen the step took 0 ms",
        ],
        "one retry fewer": [
          "retry.count fails; expected a broken connection (connect) is retried: 3 retries take 1750 to 3500 ms together; seen the step took 1000 ms",
        ],
        "one retry more": [
          "retry.count fails; expected a broken connection (connect) is retried: 3 retries take 1750 to 3500 ms together; seen the step took 6500 ms",
        ],
        "other delays": [
          "retry.backoff fails; expected a broken connection (connect) is retried: 3 retries take 1750 to 3500 ms together; seen the step took 200 ms",
        ],
      }
    `);
  });
});
