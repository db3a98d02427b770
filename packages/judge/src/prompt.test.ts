import type { ClockTier, Exchange } from '@sdk-conformance/model';
import { describe, expect, test } from 'vitest';
import { judge } from './judge.js';
import { caseOf, due, notPassed, passed, type Seen, value } from './testing/observed.js';

const always429 = 'status/429/initSession';
const success = 'status/200/initSession';

function failedStep(settledMs: number, more: Partial<Seen> = {}): readonly string[] {
  return notPassed(
    caseOf(always429, { arrivals: [0, 400, 1200, 2700], settledMs, outcome: due(always429, 4), ...more }),
  );
}

describe('a step settles when its last answer has come', () => {
  test('a backoff slept after the last failure breaks the line that allows no more', () => {
    expect(failedStep(2700)).toEqual([]);
    expect(failedStep(7100)).toMatchInlineSnapshot(`
      [
        "call.prompt fails; expected 4 requests at most: one attempt and 3 retries, and the call settles with its last answer; seen raised 4400 ms after its last answer",
      ]
    `);
  });

  test('a Retry-After over the cap that is waited out breaks the line of the cap', () => {
    const id = 'retry/after/over-cap/429/initSession';
    expect(notPassed(caseOf(id, { arrivals: [0], settledMs: 61_000, outcome: due(id, 1) }))).toMatchInlineSnapshot(`
      [
        "call.prompt fails; expected Retry-After of 61 s, over the cap of 60 s: raised at once, and the call settles with its last answer; seen raised 61000 ms after its last answer",
      ]
    `);
  });

  test('is a must where the vendor’s own line says at once, else a should', () => {
    const level = (id: string, source: string) => {
      const given = caseOf(id, { arrivals: [0], settledMs: 61_000, outcome: due(id, 1) });
      const spec = { ...given.spec, sourceOf: { ...given.spec.sourceOf, '/hints/overCap': source } };
      return judge({ ...given, spec }).find((f) => f.requirement === 'call.prompt')?.level;
    };
    const overCap = 'retry/after/over-cap/429/initSession';
    expect([level(overCap, 'vendor'), level(overCap, 'ours'), level('status/404/initSession', 'vendor')]).toEqual([
      'must',
      'should',
      'should',
    ]);
  });

  test('a stream whose last event has come is over, also where its connection stays open', () => {
    const id = 'stream/timeout-2000/kept-open/streamMessage';
    const settled = (settledMs: number) => caseOf(id, { arrivals: [0], settledMs, outcome: due(id, 1) });
    expect(notPassed(settled(0))).toEqual([]);
    expect(notPassed(settled(2000))).toMatchInlineSnapshot(`
      [
        "call.prompt fails; expected a stream ends with the event that ends it, also where the connection stays open; seen returned 2000 ms after the event that ends its stream",
      ]
    `);
    expect(judge(settled(2000)).find((f) => f.verdict === 'fail')?.level).toBe('should');
  });

  test('a value that is kept back breaks the line of its operation', () => {
    const settled = (settledMs: number) =>
      notPassed(caseOf(success, { arrivals: [0], settledMs, outcome: due(success, 1) }));
    expect(settled(0)).toEqual([]);
    expect(settled(1000)).toMatchInlineSnapshot(`
      [
        "call.prompt fails; expected a success ends the call, and the call settles with its last answer; seen returned 1000 ms after its last answer",
      ]
    `);
  });

  test('an answer that takes its time does not make the step late, nor one that is given up', () => {
    expect(
      notPassed(caseOf(success, { arrivals: [0], tookMs: 1500, settledMs: 1500, outcome: due(success, 1) })),
    ).toEqual([]);
    const id = 'transport/max-0/timeout-2000/stall-request/initSession';
    const raised = (settledMs: number, gaveUpAfterMs: number | null) =>
      notPassed(caseOf(id, { arrivals: [0], gaveUpAfterMs, settledMs, outcome: due(id, 1) }));
    expect([raised(2000, 2000), raised(2000, null)]).toEqual([[], []]);
    expect(raised(2400, 2000)).toMatchInlineSnapshot(`
      [
        "call.prompt fails; expected 1 request at most: there are no retries, and the call settles with its last answer; seen raised 400 ms after it gave up its last attempt",
      ]
    `);
  });

  test('what settles before its answer is whole, or leaves it open, is not late', () => {
    const open = (e: Exchange): Exchange => ({ ...e, served: { ...e.served, endedAt: null } });
    expect(failedStep(3000, { exchange: open })).toEqual([]);
    expect(failedStep(2700, { tookMs: 400, arrivals: [0, 800, 2000, 3900] })).toEqual([]);
  });
});

test('each clock tier allows so much', () => {
  const late = (tier: ClockTier, ms: number) => failedStep(2700 + ms, { tier }).length;
  expect(
    (['A', 'B', 'S', 'C'] as const).map((tier) => [50, 51, 100, 101, 1000, 1001].map((ms) => late(tier, ms))),
  ).toEqual([
    [0, 1, 1, 1, 1, 1],
    [0, 0, 0, 1, 1, 1],
    [0, 1, 1, 1, 1, 1],
    [0, 0, 0, 0, 0, 1],
  ]);
});

test('in real time a large body takes its time to be read', () => {
  const large = (e: Exchange): Exchange => ({
    ...e,
    served: { ...e.served, headers: [['Content-Length', '50000000']] },
  });
  const late = (tier: ClockTier) => failedStep(2700 + 13_500, { tier, exchange: large }).length;
  expect([late('C'), late('A'), failedStep(2700 + 13_501, { tier: 'C', exchange: large }).length]).toEqual([0, 1, 1]);
});

test('beside a sleep of its own, what an SDK waits for in real time counts', () => {
  const given = caseOf(always429, {
    arrivals: [0, 400, 1200, 2700],
    settledMs: 2700,
    outcome: due(always429, 4),
    tier: 'S',
  });
  const { observation } = given;
  const settledAt = { virtualMs: 2700, realMs: 3701 };
  const steps = observation.steps.map((step) => ({ ...step, settledAt }));
  expect(notPassed({ ...given, observation: { ...observation, steps } })).toHaveLength(1);
});

test('the time in which a loop reads the clock is told as that alone', () => {
  const process = [{ kind: 'escapedTimer', realMs: 3678, what: 'a loop that reads the clock' }] as const;
  expect(failedStep(2700 + 3600, { tier: 'B', process }).map((line) => line.split(';')[0])).toEqual([
    'process.escapedTimer fails',
  ]);
});

test('where the step should have gone on, or nothing is said, there is no last answer', () => {
  const given = caseOf(always429, { arrivals: [0, 400], settledMs: 5000, outcome: due(always429, 2) });
  expect(notPassed(given).map((line) => line.split(';')[0])).toEqual(['retry.count fails']);
  expect(passed(given)).not.toContain('call.prompt');
  const never = caseOf(success, { arrivals: [0], settledMs: null, outcome: { kind: 'neverSettled', why: 'idle' } });
  expect(passed(never)).not.toContain('call.prompt');
  expect(passed(caseOf(success, { arrivals: [0], settledMs: 0, outcome: value }))).toContain('call.prompt');
});
