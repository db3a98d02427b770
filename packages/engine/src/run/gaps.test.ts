import type { Exchange, Observation } from '@sdk-conformance/model';
import type { Expectation } from '@sdk-conformance/oracle';
import { expect, test } from 'vitest';
import { gapsOf } from './gaps.js';

function exchange(step: string, arrivedMs: number, endedMs: number | null): Exchange {
  const at = (ms: number) => ({ virtualMs: ms, realMs: ms });
  return { step, arrivedAt: at(arrivedMs), served: { endedAt: endedMs === null ? null : at(endedMs) } } as Exchange;
}

function gaps(decisions: readonly object[], ...exchanges: readonly Exchange[]) {
  const expectation = { steps: [{ step: 'a', decisions }] } as unknown as Expectation;
  return gapsOf({ expectation, observation: { exchanges, steps: [] } as unknown as Observation });
}

const first = { attempt: 0, gap: { fromMs: 250, toMs: 500 } };

test('each delay stands beside the window that the policy has for it', () => {
  const decisions = [first, { attempt: 1, gap: null }];
  const seen = gaps(
    decisions,
    exchange('a', 0, 10),
    exchange('a', 310, 310),
    exchange('b', 400, 400),
    exchange('a', 911, 912),
  );
  expect(seen).toEqual([
    { step: 'a', attempt: 0, ms: 300, window: { fromMs: 250, toMs: 500 } },
    { step: 'a', attempt: 1, ms: 601, window: null },
  ]);
});

test('an answer that never ended has no delay behind it', () => {
  expect(gaps([first], exchange('a', 0, null), exchange('a', 310, 310))).toEqual([]);
});

test('one attempt has no delay', () => {
  expect(gaps([first], exchange('a', 0, 10))).toEqual([]);
});
